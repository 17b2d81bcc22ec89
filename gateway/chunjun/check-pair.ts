/** What the two sides of a version need of each other. */
import type { ConnectionDetails } from '../connectors/connector.ts';
import { findDescription } from '../connectors/descriptions/descriptions.ts';
import type { FieldError } from '../core/errors.ts';
import { rowsForJdbc } from './change-rows.ts';
import { connectorOf } from './validate/connector-data.ts';
import type { SyncSpec } from './version-spec.ts';

/** Pointers into the version. What only a data source decides is left to `checkConnected`. */
export function checkPair(spec: SyncSpec): FieldError[] {
  return [...(writesByJdbc(spec.writer.connector) ? checkRows(spec) : []), ...checkNameMapped(spec)];
}

/**
 * Whether the writer speaks JDBC. Doris does unless its data source names frontend nodes; without a `connection` that
 * is not known, and the answer is no.
 */
export function writesByJdbc(connector: string, connection: ConnectionDetails | null = null): boolean {
  if (connectorOf(connector)?.kind !== 'jdbc') return false;
  if (connector !== 'doris') return true;
  const nodes = connection?.config['feNodes'];
  return connection !== null && !(Array.isArray(nodes) && nodes.length > 0);
}

/** A JDBC writer takes rows with a value for each column; what a version leaves out `buildJob` says. */
export function checkRows({ reader, writer, mapping }: SyncSpec): FieldError[] {
  const needed = Object.entries(rowsForJdbc(reader.connector));
  const why = `for the writer ${writer.connector}, which takes a value for each column`;
  const remedy = `Leave it out, or write ${needed.map((entry) => entry.join(': ')).join(' and ')}.`;
  const errors = needed
    .filter(([key, value]) => reader.parameter[key] !== undefined && reader.parameter[key] !== value)
    .map(([key, value]) => ({ pointer: `/reader/parameter/${key}`, detail: `must be ${value} ${why}`, remedy }));
  // Chunjun takes typed columns or none, and then a record is one map.
  const hasTypes = mapping.some(({ from }) => typeof from !== 'string');
  if (reader.connector !== 'kafka' || mapping.length === 0 || hasTypes) return errors;
  return [
    ...errors,
    { pointer: '/mapping/0/from', detail: `needs a type ${why}`, remedy: 'Write {"name": …, "type": "string"}.' },
  ];
}

/** Doris and StarRocks find database and table in the row by its headers, which only change readers write. */
function checkNameMapped({ reader, writer }: SyncSpec): FieldError[] {
  if (writer.parameter['nameMapped'] !== true || findDescription(reader.connector)?.kind === 'cdc') return [];
  const detail = `cannot be used with the reader ${reader.connector}, whose rows name no table`;
  return [{ pointer: '/writer/parameter/nameMapped', detail, remedy: 'Name database and table instead.' }];
}
