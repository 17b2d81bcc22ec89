import { GatewayError } from '../core/errors.ts';
import type { ArchivedJob } from '../flink/archive.ts';
import type { FinalSource } from './final-snapshot.ts';
import type { CheckpointSource } from './follow-checkpoints.ts';

/** An archived job, to be read like a live one. Of `flink` only what it keeps of checkpoints is asked. */
export function archivedSource(
  archived: ArchivedJob,
  flink: Pick<CheckpointSource, 'jobManagerConfig'>,
): FinalSource & CheckpointSource {
  return {
    job: () => Promise.resolve(archived.job),
    accumulators: () => Promise.resolve(archived.accumulators),
    exceptions: () => Promise.resolve(archived.exceptions),
    jobConfiguration: () => Promise.resolve(archived.configuration),
    // The log that is there now may be another JobManager's.
    jobManagerLogTail: () => Promise.resolve({ logTail: '', missing: 'The job was read in an archive' }),
    taskManagerLogTails: () =>
      Promise.resolve([
        { taskManager: null, logTail: '', missing: 'The job was read in an archive, which has no logs' },
      ]),
    checkpoints: () => kept(archived.checkpoints),
    checkpointConfig: () => kept(archived.checkpointConfig),
    jobManagerConfig: () => flink.jobManagerConfig(),
  };
}

/** What was not kept is answered as Flink answers what it does not know. */
function kept<T>(part: T | null): Promise<T> {
  if (part !== null) return Promise.resolve(part);
  return Promise.reject(
    new GatewayError('cluster_answer_invalid', 'It was not archived', {
      facts: { status: 404, cause: 'not archived' },
    }),
  );
}
