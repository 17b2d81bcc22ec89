import type { Diagnostic } from '../diagnostics.ts';
import type { JobView } from './job-view.ts';
import { own } from './own.ts';

/** One question asked of a job. Yields nothing when there is nothing to say. */
export type Rule = (job: JobView) => Iterable<Diagnostic>;

type Make = (code: string, pointer: string, message: string, remedy: string, fact: string) => Diagnostic;

const make =
  (level: Diagnostic['level']): Make =>
  (code, pointer, message, remedy, fact) => ({ level, code, pointer, message, remedy, fact });

/** Chunjun refuses it, fails at run time or damages data. */
export const error = make('error');
/** It runs, but probably not as meant; or it fails depending on what the document does not say. */
export const warning = make('warning');
export const info = make('info');

/** Findings of one kind in one place that are worth a look for near words: that search is quadratic. */
export const mostSuggestions = 50;

/** Words people use for what Chunjun calls otherwise, other than by a slip of the pen. */
const otherWords: Readonly<Record<string, string>> = {
  querysql: 'customSql',
  user: 'username',
  isgtidmode: 'GTIDMode',
  iscleansession: 'cleanSession',
  splitkey: 'splitPk',
  columns: 'column',
  tables: 'table',
  presqls: 'preSql',
  postsqls: 'postSql',
  schemamappings: 'identifierMappings',
  tablemappings: 'identifierMappings',
  fieldmappings: 'identifierMappings',
};

/** The known name that was probably meant; undefined when none is near. */
export function didYouMean(word: string, known: Iterable<string>): string | undefined {
  const lower = word.toLowerCase();
  let best: string | undefined;
  let least = lower.length <= 4 ? 2 : 3;
  for (const candidate of known) {
    if (candidate.toLowerCase() === (own(otherWords, lower) ?? '').toLowerCase()) return candidate;
    const changes = distance(lower, candidate.toLowerCase());
    if (changes < least) [best, least] = [candidate, changes];
  }
  return best;
}

/** Letters to insert, delete or replace. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 3) return 4;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** A value as a message quotes it. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
