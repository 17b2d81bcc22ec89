import { ageMs } from '../core/age.ts';
import type { FlinkClient } from '../flink/client.ts';
import type { Checkpoint, Checkpoints } from '../flink/savepoint-calls.ts';
import { restorePointsOf, type RestorePoint, type RestorePoints } from '../runs/restore-schema.ts';
import type { FollowedRecord, RunStore } from '../runs/run-store.ts';

/** Who is asked about the checkpoints of a run. */
export type CheckpointSource = Pick<FlinkClient, 'checkpoints' | 'checkpointConfig' | 'jobManagerConfig'>;

/** Between two questions about the checkpoints of a run, in milliseconds. */
const everyMs = 60_000;
/** While somebody watches, checkpoints are replaced sooner than that, or the last question had no answer. */
const oftenMs = 10_000;

/** How long the answer about a run's checkpoints is good for, in milliseconds; null: there are none to follow. Pure. */
export function checkpointPace(points: RestorePoints | null, watched: boolean): number | null {
  if (points === null) return 0;
  if (points.intervalMs === null) return null;
  if (watched) return oftenMs;
  // A retained checkpoint is deleted when `kept` newer ones are complete: its path must not be older than that.
  const lifeMs = points.retained ? points.intervalMs * points.kept : Infinity;
  return Math.min(everyMs, Math.max(oftenMs, Math.floor(lifeMs / 2)));
}

function checkpointsDue(record: FollowedRecord, at: Date): boolean {
  if (!record.streaming || (record.state !== 'RUNNING' && record.state !== 'STOPPING')) return false;
  const watched = record.watchedUntil !== null && record.watchedUntil > at;
  const pace = checkpointPace(restorePointsOf(record), watched);
  if (pace === null) return false;
  return record.checkpointsAt === null || ageMs(record.checkpointsAt, at) >= pace;
}

/** Remembers, within one process, whose checkpoints could not be read lately: those are left alone for a while. */
export interface CheckpointFollower {
  /** Whether Flink is to be asked for the checkpoints of the run now. */
  due(record: FollowedRecord, at: Date): boolean;
  /** One call; of a run that was not asked about yet two more, for how it is configured. Throws what Flink says. */
  follow(runs: Pick<RunStore, 'note'>, flink: FlinkClient, record: FollowedRecord, at: Date): Promise<void>;
}

export function createCheckpointFollower(): CheckpointFollower {
  const failed = new Map<string, number>();
  const isPaused = (id: string, at: Date): boolean => ageMs(failed.get(id) ?? -Infinity, at) < oftenMs;
  return {
    due: (record, at) => checkpointsDue(record, at) && !isPaused(record.id, at),
    async follow(runs, flink, record, at) {
      try {
        await followCheckpoints(runs, flink, record, at);
      } catch (error) {
        for (const id of failed.keys()) if (!isPaused(id, at)) failed.delete(id);
        failed.set(record.id, at.getTime());
        throw error;
      }
    },
  };
}

async function followCheckpoints(
  runs: Pick<RunStore, 'note'>,
  flink: FlinkClient,
  record: FollowedRecord,
  at: Date,
): Promise<void> {
  if (record.flinkJobId === null) return;
  const points = await readRestorePoints(flink, record.flinkJobId, restorePointsOf(record));
  await runs.note(record, { checkpointsAt: at, restorePoints: points, ...pathOf(points) });
}

/** Beside the restore points as they are stored, the path alone: to be looked for and shown. */
export function pathOf({ savepoint }: RestorePoints): { savepointPath?: string } {
  return savepoint === null ? {} : { savepointPath: savepoint.path };
}

/** Throws `cluster_answer_invalid` (404) when Flink does not know the job. */
export async function readRestorePoints(
  flink: CheckpointSource,
  jobId: string,
  known: RestorePoints | null,
): Promise<RestorePoints> {
  const [config, checkpoints] = await Promise.all([known ?? readConfig(flink, jobId), flink.checkpoints(jobId)]);
  const { intervalMs, retained, kept } = config;
  return { intervalMs, retained, kept, ...newestOf(checkpoints) };
}

async function readConfig(flink: CheckpointSource, jobId: string) {
  const [{ interval, externalization }, cluster] = await Promise.all([
    flink.checkpointConfig(jobId),
    flink.jobManagerConfig(),
  ]);
  const kept = Number(cluster.get('state.checkpoints.num-retained') ?? 1);
  return {
    intervalMs: Number.isSafeInteger(interval) && interval > 0 ? interval : null,
    retained: externalization.enabled && !externalization.delete_on_cancellation,
    kept: Number.isInteger(kept) && kept > 0 ? kept : 1,
  };
}

function newestOf({ latest }: Checkpoints): Pick<RestorePoints, 'checkpoint' | 'savepoint'> {
  return { checkpoint: pointOf(latest.completed), savepoint: pointOf(latest.savepoint) };
}

function pointOf(checkpoint: Checkpoint | null | undefined): RestorePoint | null {
  if (!checkpoint || typeof checkpoint.external_path !== 'string') return null;
  const { id, external_path: path, trigger_timestamp: time } = checkpoint;
  return { id, path: path.slice(0, 1000), at: new Date(time).toISOString() };
}
