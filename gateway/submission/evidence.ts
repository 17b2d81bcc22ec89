import { Type, type Static } from 'typebox';
import { clusterSymptomOf } from '../chunjun/explain-failure.ts';

/** Why a submission became UNCERTAIN, kept with the move so that any process can go on from it. */
export const UncertaintySchema = Type.Union([
  Type.Object({
    kind: Type.Literal('error'),
    status: Type.Integer(),
    chain: Type.Array(Type.String()),
  }),
  Type.Object({ kind: Type.Literal('lost'), reason: Type.String() }),
]);
export type Uncertainty = Static<typeof UncertaintySchema>;

/** Kept with the record when the answer arrives after another worker took the record over: it decides then. */
export const LateAnswerSchema = Type.Object({ flinkJobId: Type.String(), answer: UncertaintySchema });
export type LateAnswer = Static<typeof LateAnswerSchema>;

const jarGone = /Jar file .* does not exist|NoSuchFileException: .*flink-web-upload/;
const noLeader = /leader election|No leader|LeaderRetrieval|not the leader|Service temporarily unavailable/i;

/**
 * The error answer shows a cluster that is not well: with the job proved absent in the same epoch it may be submitted
 * again, after a pause. Unlike the faults below it may come after execute(), with the job running.
 */
export function isClusterSymptom({ chain }: Extract<Uncertainty, { kind: 'error' }>): boolean {
  return clusterSymptomOf(chain) !== null;
}

/** The request never got to main(): with the job proved absent, it may be submitted again at once. */
export function isClusterFault({ status, chain }: Extract<Uncertainty, { kind: 'error' }>): boolean {
  const text = chain.join('\n');
  return jarGone.test(text) || (status === 503 && noLeader.test(text));
}
