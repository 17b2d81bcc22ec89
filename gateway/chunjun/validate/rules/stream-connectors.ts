import type { Diagnostic } from '../../diagnostics.ts';
import { at, filledText, flagOf, isOpen, member, textOf } from '../document-node.ts';
import { columnNames, type JobView, type SideView } from '../job-view.ts';
import { own } from '../own.ts';
import { error, quoted, warning } from '../rule.ts';
import { confPropOf } from './conf-prop.ts';

const catalogue = 'contract, catalogue of plugins';

/** Modes of kafkareader that need a second parameter. */
const starts: Readonly<Record<string, string>> = { timestamp: 'timestamp', 'specific-offsets': 'offset' };

export function* kafkaStart(side: SideView): Generator<Diagnostic> {
  const mode = textOf(side.get('mode'))?.toLowerCase() ?? '';
  const needed = own(starts, mode);
  if (needed === undefined || filledText(side.get(needed)) !== undefined) return;
  const message = `mode ${mode} needs ${needed}.`;
  const pointer = at(side.parameterPointer, needed);
  const value = needed === 'offset' ? '"partition:0,offset:42;partition:1,offset:300"' : 'milliseconds since 1970';
  yield error('parameter_missing', pointer, message, `Write ${value}.`, catalogue);
}

const bringsMaps = new Set(['kafka', 'emqx', 'socket', 'http']);

/** How rows become records. */
export function* kafkaRows(side: SideView, { reader }: JobView): Generator<Diagnostic> {
  const fields = side.get('tableFields');
  const names = fields?.items.map((item) => textOf(item));
  const brings = reader.connector?.kind === 'cdc' || bringsMaps.has(reader.connector?.name ?? '');
  const count = columnNames(reader)?.length;
  if (reader.connector !== undefined && !brings && fields === undefined) {
    const message = 'Without tableFields a row becomes {"message": "v1,v2"}: its values in one text, without names.';
    const pointer = at(side.parameterPointer, 'tableFields');
    yield warning('kafka_fields', pointer, message, "List the keys in the order of the reader's columns.", catalogue);
  } else if (!brings && fields?.kind === 'array' && count !== undefined && (names?.length ?? 0) < count) {
    const message = `tableFields has ${names?.length} keys for ${count} columns; each column needs one.`;
    yield error('kafka_fields', fields.pointer, message, 'List a key for every column.', catalogue);
  }
  for (const item of side.get('partitionAssignColumns')?.items ?? []) {
    const name = textOf(item);
    if (name === undefined || names === undefined || names.includes(name)) continue;
    const message = `partitionAssignColumns names ${quoted(name)}, which is none of tableFields.`;
    yield error('kafka_fields', item.pointer, message, 'Name keys of tableFields.', catalogue);
    break;
  }
  const ordered = side.get('dataCompelOrder');
  if (ordered === undefined || flagOf(ordered) !== true || (side.parallelism ?? 1) <= 1) return;
  const message = `dataCompelOrder needs one channel of the writer, not ${side.parallelism}; the job is refused.`;
  yield error('one_channel', ordered.pointer, message, 'Set writerChannel to 1.', catalogue);
}

/** Writers whose output is committed by checkpoints. */
export function* checkpointedFiles(side: SideView, { context }: JobView): Generator<Diagnostic> {
  if (context.confProp === undefined && context.confPropText === undefined) return;
  const interval = member(confPropOf(context), 'execution.checkpointing.interval');
  if (interval !== undefined || (side.get('uri') !== undefined && isOpen(side.get('uri')!))) return;
  const message = `${side.connector?.name}writer commits with checkpoints: without execution.checkpointing.interval nothing can be seen.`;
  const pointer = at(side.pointer, 'name');
  yield warning('no_checkpoints', pointer, message, 'Set execution.checkpointing.interval in confProp.', catalogue);
}
