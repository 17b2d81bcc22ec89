import type { Diagnostic } from '../../diagnostics.ts';
import { at, numberOf } from '../document-node.ts';
import type { JobView } from '../job-view.ts';
import { warning } from '../rule.ts';

/** streamreader: how many rows each channel makes, and when that is without end. */
export function* stream({ reader }: JobView): Generator<Diagnostic> {
  if (reader.connector?.name !== 'stream' || reader.parameter === null) return;
  const list = reader.get('sliceRecordCount');
  const pointer = list?.pointer ?? at(reader.parameterPointer, 'sliceRecordCount');
  const remedy = 'Give one number above 0 for each channel, or keep it a stream job.';
  const items = list?.items ?? [];
  const channels = reader.parallelism ?? 1;
  const endless = items.find((item) => (numberOf(item) ?? 1) <= 0);
  if (endless !== undefined) {
    const message = 'A count of 0 or less means rows without end.';
    yield warning('endless', endless.pointer, message, remedy, 'verdicts/slice-negative');
  } else if (items.length < channels && (list === undefined || list.kind === 'array')) {
    const message =
      items.length === 0
        ? 'Without sliceRecordCount the job makes rows without end.'
        : `${channels} channels and ${items.length} counts: the others make rows without end.`;
    const fact = items.length === 0 ? 'verdicts/stream-no-slice' : 'verdicts/stream-channel2-slice1';
    yield warning('endless', pointer, message, remedy, fact);
  }
}
