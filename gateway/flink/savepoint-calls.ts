import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Type, type Static } from 'typebox';
import { matches } from '../core/check.ts';
import { shorten } from '../core/redact.ts';
import { messageOfCause, readRootCause } from './root-cause.ts';
import { ErrorsSchema } from './schemas.ts';

export interface StopWithSavepointRequest {
  /** Left out: the cluster's own. Flink 1.12 reads neither from the configuration of the job. */
  readonly targetDirectory?: string;
  readonly drain: boolean;
}

/**
 * What came of `POST /jobs/:id/stop`. Flink answers 202 for any id, unknown and finished ones included: `accepted` says
 * that there is a request to ask about, nothing more.
 */
export type TriggerAnswer =
  | { readonly kind: 'accepted'; readonly requestId: string }
  /** Flink refused it at once, and has done nothing. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly reason: 'no_directory' | 'other';
      readonly text: string;
    }
  | { readonly kind: 'never-left'; readonly reason: string }
  /** The request went out and no answer of Flink's came back: the savepoint may be under way. */
  | { readonly kind: 'lost'; readonly reason: string };

export type SavepointStatus =
  | { readonly kind: 'in-progress' }
  | { readonly kind: 'completed'; readonly location: string }
  | { readonly kind: 'failed'; readonly cause: string }
  /** Flink does not know the request: another JobManager, or its memory of it (5 minutes after the end) is over. */
  | { readonly kind: 'unknown' };

const TriggerSchema = Type.Object({ 'request-id': Type.String({ pattern: '^[0-9a-f]{32}$' }) });

const StatusSchema = Type.Object({
  status: Type.Object({ id: Type.Enum(['IN_PROGRESS', 'COMPLETED']) }),
  operation: Type.Optional(
    Type.Union([
      Type.Null(),
      Type.Object({
        location: Type.Optional(Type.String()),
        'failure-cause': Type.Optional(Type.Object({ class: Type.String(), 'stack-trace': Type.String() })),
      }),
    ]),
  ),
});

const CheckpointSchema = Type.Object({
  id: Type.Integer(),
  status: Type.Enum(['IN_PROGRESS', 'COMPLETED', 'FAILED']),
  is_savepoint: Type.Boolean(),
  trigger_timestamp: Type.Integer(),
  external_path: Type.Optional(Type.Union([Type.String(), Type.Null()])),
});
const OptionalCheckpoint = Type.Optional(Type.Union([CheckpointSchema, Type.Null()]));

export const CheckpointsSchema = Type.Object({
  counts: Type.Object({
    restored: Type.Integer(),
    total: Type.Integer(),
    in_progress: Type.Integer(),
    completed: Type.Integer(),
    failed: Type.Integer(),
  }),
  latest: Type.Object({
    completed: OptionalCheckpoint,
    savepoint: OptionalCheckpoint,
    failed: OptionalCheckpoint,
  }),
  /** The newest 10 by default (web.checkpoints.history), those in progress included. */
  history: Type.Array(CheckpointSchema),
});
export type Checkpoints = Static<typeof CheckpointsSchema>;
export type Checkpoint = Static<typeof CheckpointSchema>;

export const CheckpointConfigSchema = Type.Object({
  /** Milliseconds; 2^63 - 1 when checkpointing is off. */
  interval: Type.Number(),
  externalization: Type.Object({ enabled: Type.Boolean(), delete_on_cancellation: Type.Boolean() }),
});
export type CheckpointConfig = Static<typeof CheckpointConfigSchema>;

/** One POST on a connection of its own: one that was kept alive may be dead, and its silence would pass for a lost answer. */
export async function triggerStop(
  http: AxiosInstance,
  jobId: string,
  { targetDirectory, drain }: StopWithSavepointRequest,
  explain: { neverConnected(error: unknown): boolean; reasonOf(error: unknown): string },
): Promise<TriggerAnswer> {
  let answer: AxiosResponse;
  try {
    answer = await http.post(
      `/jobs/${jobId}/stop`,
      { ...(targetDirectory === undefined ? {} : { targetDirectory }), drain },
      { httpAgent: new HttpAgent(), httpsAgent: new HttpsAgent() },
    );
  } catch (error) {
    if (!axios.isAxiosError(error)) throw error;
    const reason = explain.reasonOf(error);
    return explain.neverConnected(error) ? { kind: 'never-left', reason } : { kind: 'lost', reason };
  }
  if (answer.status === 202 && matches(TriggerSchema, answer.data)) {
    return { kind: 'accepted', requestId: answer.data['request-id'] };
  }
  if (answer.status >= 400 && matches(ErrorsSchema, answer.data)) {
    const text = shorten(messageOfCause(readRootCause(answer.data.errors).text));
    return { kind: 'refused', status: answer.status, reason: saysNoDirectory(text) ? 'no_directory' : 'other', text };
  }
  return { kind: 'lost', reason: `HTTP ${answer.status} that is not Flink's own answer` };
}

function saysNoDirectory(text: string): boolean {
  return /state\.savepoints\.dir\b.*\bnot set/.test(text);
}

/** null: not what Flink 1.12 says. */
export function readSavepointStatus({ status, data }: AxiosResponse): SavepointStatus | null {
  if (status === 404 && matches(ErrorsSchema, data)) {
    // A path that Flink does not serve is a 404 in the same shape.
    return data.errors.some((text) => /Operation not found under key/.test(text)) ? { kind: 'unknown' } : null;
  }
  if (status !== 200 || !matches(StatusSchema, data)) return null;
  if (data.status.id === 'IN_PROGRESS') return { kind: 'in-progress' };
  const { location, 'failure-cause': cause } = data.operation ?? {};
  if (location !== undefined) return { kind: 'completed', location };
  if (cause === undefined) return null;
  return { kind: 'failed', cause: shorten(causeInWords(cause['stack-trace'])) };
}

/** What the innermost cause leaves out (`/dev/null`) the last sentence before it says. */
function causeInWords(trace: string): string {
  const { chain, text } = readRootCause([trace]);
  const spoken = chain.map(messageOfCause).filter((message) => message.includes(' '));
  return spoken.at(-1) ?? messageOfCause(text);
}
