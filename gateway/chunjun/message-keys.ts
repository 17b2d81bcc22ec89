import { columnName, type Column } from '../connectors/connector.ts';
import { findDescription } from '../connectors/descriptions/descriptions.ts';
import type { SyncSpec } from './version-spec.ts';

/** Writers that make a JSON object of a row, with `tableFields` as its keys. */
const messageWriters: ReadonlySet<string> = new Set(['kafka', 'emqx']);

/**
 * The keys that a mapping gives the messages of a writer: without them Chunjun puts the values of a row into one text,
 * without names. Rows of a change log bring names of their own, more than a mapping has; what arrives as a map keeps its
 * keys whatever is said here.
 */
export function keysOfMessages({ reader, writer }: SyncSpec, columns: readonly Column[]): { tableFields?: string[] } {
  if (!messageWriters.has(writer.connector) || findDescription(reader.connector)?.kind === 'cdc') return {};
  const names = columns.map(columnName);
  return names.length === 0 || names.includes('*') ? {} : { tableFields: names };
}
