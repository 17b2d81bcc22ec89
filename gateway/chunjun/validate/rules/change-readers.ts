import { changes, isStrictOnEvents, unknownEvent } from '../../../connectors/descriptions/change-events.ts';
import { pavedByDefault, splitKeys } from '../../change-rows.ts';
import type { Diagnostic } from '../../diagnostics.ts';
import { at, filledText, flagOf, given, isOpen, member, numberOf, textOf } from '../document-node.ts';
import { connectionOf, connectionPointer, firstText, isChecked, type JobView, type SideView } from '../job-view.ts';
import { own } from '../own.ts';
import { error, info, quoted, warning } from '../rule.ts';
import { confPropOf } from './conf-prop.ts';

/** Change readers go on from a checkpoint, and into JDBC they follow the table named in the row. */
export function* changeReaders({ reader, writer, context }: JobView): Generator<Diagnostic> {
  if (reader.connector?.kind !== 'cdc') return;
  const interval = member(confPropOf(context), 'execution.checkpointing.interval');
  if (interval === undefined && (context.confProp !== undefined || context.confPropText !== undefined)) {
    const message = 'Without checkpoints a change reader that fails begins again where its parameters say.';
    const pointer = at(reader.pointer, 'name');
    yield info('no_checkpoints', pointer, message, 'Set execution.checkpointing.interval in confProp.', 'contract §5');
  }
  if (!writer.isJdbc || writer.parameter === null || reader.connector.name === 'mysqlcdc') return;
  const table = given(connectionOf(writer), 'table');
  if (firstText(table) !== '*') {
    const message =
      "Rows of a change reader go to the schema and table named in the row; the writer's table and columns are ignored.";
    const remedy = 'Write "table": ["*"], and rename with nameMapping.identifierMappings.';
    const pointer = at(connectionPointer(writer), 'table');
    yield warning('cdc_table', pointer, message, remedy, 'contract §5 CDC -> JDBC');
  }
  yield* rowShape(reader);
  yield* ddl(reader, writer);
}

/** Flattened rows, and rows of before and after, are no rows of a table. */
function* rowShape(reader: SideView): Generator<Diagnostic> {
  const paving = reader.get('pavingData');
  if (reader.parameter === null || (paving !== undefined && isOpen(paving))) return;
  const key = splitKeys[reader.connector?.name ?? ''];
  const isPaving = paving === undefined ? pavedByDefault.has(reader.connector?.name ?? '') : flagOf(paving) === true;
  if (isPaving) {
    const message =
      'With pavingData the statement is made of before_x and after_x as column names: the target has none of these.';
    const pointer = at(reader.parameterPointer, 'pavingData');
    const remedy = key === undefined ? 'Set "pavingData": false.' : `Set "pavingData": false and "${key}": true.`;
    yield error('cdc_flags', pointer, message, remedy, 'contract §5 CDC -> JDBC');
    return;
  }
  const split = key === undefined ? undefined : reader.get(key);
  if (key === undefined || flagOf(split) === true || (split !== undefined && isOpen(split))) return;
  const message = `Without ${key} a change arrives as before and after in one row, which a JDBC writer cannot take.`;
  const pointer = at(reader.parameterPointer, key);
  yield error('cdc_flags', pointer, message, `Set "${key}": true.`, 'contract §5 CDC -> JDBC');
}

const convertible = new Set(['mysql', 'oracle']);

/** DDL is converted between MySQL and Oracle only. */
function* ddl(reader: SideView, writer: SideView): Generator<Diagnostic> {
  const node = reader.get('ddlSkip');
  const name = writer.connector?.name ?? '';
  if (node === undefined || flagOf(node) !== false || convertible.has(name)) return;
  const message = `There is no DDL converter for ${name}; statements that change a table are lost without a word.`;
  yield warning('ddl_converter', node.pointer, message, 'Set "ddlSkip": true.', 'contract §3 nameMapping');
}

/** Where a change reader begins. */
export function* changeStart({ reader }: JobView): Generator<Diagnostic> {
  if (reader.parameter === null) return;
  const position = filledText(reader.get('readPosition'))?.toLowerCase();
  const needed = reader.connector?.name === 'oraclelogminer' ? own(startKeys, position ?? '') : undefined;
  const start = needed === undefined ? undefined : reader.get(needed);
  const isOpenStart = start !== undefined && isOpen(start);
  const isZero = needed === 'startTime' && numberOf(start) === 0;
  if (needed !== undefined && !isOpenStart && (filledText(start) === undefined || isZero)) {
    const message = `readPosition ${position} needs ${needed}.`;
    const pointer = at(reader.parameterPointer, needed);
    yield error('parameter_missing', pointer, message, `Set ${needed}.`, 'contract, catalogue of plugins');
  }
  const listeners = reader.connector?.name === 'oraclelogminer' ? reader.get('listenerTables') : undefined;
  if (listeners === undefined || reader.get('table') === undefined) return;
  const message = 'listenerTables is overwritten by table.';
  yield warning('ignored_key', listeners.pointer, message, 'Keep one of them.', 'contract, catalogue of plugins');
}

const startKeys: Readonly<Record<string, string>> = { time: 'startTime', scn: 'startSCN' };

/** `cat`: a list in a text, which Chunjun splits at commas and takes as it is. */
export function* eventNames({ reader }: JobView): Generator<Diagnostic> {
  const node = reader.connector?.kind === 'cdc' ? reader.get('cat') : undefined;
  const text = textOf(node);
  if (node === undefined || text === undefined || text === '') return;
  const connector = reader.connector?.name ?? '';
  const wrong = unknownEvent(connector, text);
  if (wrong === undefined) return;
  const remedy = `Write ${changes.join(',')}, or some of these, without blanks.`;
  if (!isStrictOnEvents(connector)) {
    const message = `${connector}reader knows no event ${quoted(wrong)}.`;
    yield warning('unknown_word', node.pointer, message, remedy, 'contract, catalogue of plugins');
    return;
  }
  const isBlank = unknownEvent(connector, wrong.trim()) === undefined;
  const what = isBlank ? 'takes blanks for part of the name' : 'knows no such event';
  const message = `cat names ${quoted(wrong)}: ${connector}reader ${what}, and Chunjun refuses the job.`;
  const level = isChecked(reader) ? error : warning;
  yield level('unknown_word', node.pointer, message, remedy, 'contract, catalogue of plugins');
}
