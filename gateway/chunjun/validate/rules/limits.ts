import type { Diagnostic } from '../../diagnostics.ts';
import { isOpen, numberOf } from '../document-node.ts';
import { isChecked, type JobView } from '../job-view.ts';
import { own } from '../own.ts';
import { error, warning } from '../rule.ts';

interface Limit {
  readonly key: string;
  readonly least?: number;
  readonly most?: number;
}

/** By connector, numbers that the builder of its reader refuses beyond these. */
const limits: Readonly<Record<string, { readonly source: string; readonly of: readonly Limit[] }>> = {
  oraclelogminer: {
    source: 'OracleLogMinerInputFormatBuilder',
    of: [
      { key: 'fetchSize', least: 1 },
      { key: 'transactionEventSize', least: 2 },
      { key: 'transactionCacheNumSize', least: 2 },
      { key: 'ioThreads', most: 3 },
    ],
  },
  http: { source: 'HttpInputFormatBuilder', of: [{ key: 'intervalTime', least: 1 }] },
};

/** Whole numbers that a reader takes within limits of its own. */
export function* readerLimits({ reader }: JobView): Generator<Diagnostic> {
  const found = own(limits, reader.connector?.name ?? '');
  if (found === undefined || reader.parameter === null) return;
  for (const { key, least, most } of found.of) {
    const node = reader.get(key);
    const number = node === undefined || isOpen(node) ? undefined : numberOf(node);
    if (node === undefined || number === undefined) continue;
    if (number >= (least ?? number) && number <= (most ?? number)) continue;
    const bound = least === undefined ? `at most ${most}` : `at least ${least}`;
    const message = `${key} is ${node.text}; ${reader.connector?.name}reader takes ${bound}, and Chunjun refuses the job.`;
    const level = isChecked(reader) ? error : warning;
    yield level('out_of_range', node.pointer, message, `Write ${bound}.`, `source: ${found.source}`);
  }
}
