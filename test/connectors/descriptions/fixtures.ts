import { readFile } from 'node:fs/promises';
import type { ConnectorDescription, SideName } from '../../../gateway/connectors/descriptions/description.ts';
import { connectorDescriptions } from '../../../gateway/connectors/descriptions/descriptions.ts';

export interface ContractParameter {
  readonly param: string;
  readonly type: string;
  readonly required: boolean;
  readonly default: unknown;
  readonly enum?: readonly (string | number)[];
}

export interface ContractConnector {
  readonly connector: string;
  readonly readerName: string | null;
  readonly writerName: string | null;
  readonly aliases?: readonly string[];
  readonly usable: Readonly<Record<SideName, boolean>>;
  readonly reader: readonly ContractParameter[] | null;
  readonly writer: readonly ContractParameter[] | null;
  readonly writeModes: readonly string[];
}

/** A side's `parameter` of a document that the real Chunjun 1.12.8 ran to its end. */
export interface SucceededParameter {
  readonly case: string;
  readonly side: SideName;
  readonly name: string;
  readonly parameter: Readonly<Record<string, unknown>>;
}

async function read<T>(name: string): Promise<T> {
  return JSON.parse(await readFile(new URL(`../../fixtures/contract/${name}`, import.meta.url), 'utf8')) as T;
}

export const contract = await read<ContractConnector[]>('chunjun-connectors.json');
export const succeeded = await read<SucceededParameter[]>('succeeded-parameters.json');

/** `chunjun-connector-hbase-1.4` is described as `hbase`: its name in a document. */
export function describedAs(entry: ContractConnector): string {
  const name = entry.connector.replace('chunjun-connector-', '');
  return name === 'hbase-1.4' ? 'hbase' : name;
}

export function description(name: string): ConnectorDescription {
  const found = connectorDescriptions.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no description of ${name}`);
  return found;
}

export const sides: readonly SideName[] = ['reader', 'writer'];
