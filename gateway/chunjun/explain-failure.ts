import { Type, type Static } from 'typebox';
import { fromDatabase } from './database-failure-rules.ts';
import { fromCluster, fromData, fromDocument, fromFlink, type FailureRule } from './failure-rules.ts';

/** Why a run failed: `code` for programs, `message` for people, `rootCause` as Flink told it (redacted). */
export const FailureSchema = Type.Object({
  code: Type.String(),
  message: Type.String(),
  remedy: Type.Optional(Type.String()),
  rootCause: Type.Optional(Type.String()),
});
export type Failure = Static<typeof FailureSchema>;

/**
 * First match wins. What blames the cluster comes before what blames the job; a lost TaskManager, whose traces speak of
 * refused and reset connections too, before the unreachable database.
 */
const rules: readonly FailureRule[] = [...fromCluster, ...fromFlink, ...fromData, ...fromDatabase, ...fromDocument];

/** Says in a person's words what a chain of causes (outermost first, as Flink told it, redacted) means. Pure. */
export function explainFailure(chain: readonly string[]): Failure {
  const rootCause = chain.at(-1) ?? 'no reason given';
  const text = chain.join('\n');
  for (const { pattern, code, message, remedy } of rules) {
    const match = pattern.exec(text);
    if (match !== null) return { code, message: message(match), remedy, rootCause };
  }
  return {
    code: 'run_failed',
    message: `The job failed: ${inWords(rootCause)}`,
    remedy: 'The root cause and the exceptions in the snapshot of the record tell more.',
    rootCause,
  };
}

/** Failures that the cluster is to blame for and that a restart, or more slots, put right. */
const clusterSymptoms: ReadonlySet<string> = new Set([
  'cluster_out_of_metaspace',
  'cluster_exhausted',
  'cluster_class_loading',
  'no_slots',
]);

/** The code of a failure that no document is to blame for; null: another one. Pure. */
export function clusterSymptomOf(chain: readonly string[]): string | null {
  const { code } = explainFailure(chain);
  return clusterSymptoms.has(code) ? code : null;
}

const qualifiedName = /\b(?:[a-z]\w*\.){2,}[A-Z]\w*/;

/** The message without the class names before it; a text that is about classes helps nobody. */
function inWords(cause: string): string {
  let text = cause.split('\n')[0] ?? '';
  for (let match = prefix.exec(text); match !== null; match = prefix.exec(text)) text = match[1] ?? '';
  return text === '' || qualifiedName.test(text) ? 'Chunjun stopped with an internal error' : text;
}

const prefix = /^(?:[a-z]\w*\.)+[A-Z][\w$]*(?::\s*|$)(.*)$/;
