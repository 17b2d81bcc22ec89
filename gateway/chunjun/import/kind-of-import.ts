import { findDescription } from '../../connectors/descriptions/descriptions.ts';
import type { SyncSpec } from '../version-spec.ts';

/**
 * stream: the reader goes on for ever: a queue, a database's log, a table that is polled, requests
 * or made-up rows without an end.
 */
export function kindOfImport({ reader: { connector, parameter } }: SyncSpec): 'batch' | 'stream' {
  const kind = findDescription(connector)?.kind;
  const isEndless = kind === 'cdc' || kind === 'mq' || connector === 'socket';
  const isMadeUp = connector === 'stream' && parameter['sliceRecordCount'] === undefined;
  const cycles = parameter['cycles'] ?? -1;
  const asksForEver = connector === 'http' && cycles === -1;
  return isEndless || asksForEver || isMadeUp || parameter['polling'] === true ? 'stream' : 'batch';
}
