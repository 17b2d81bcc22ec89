import { Type, type Static } from 'typebox';
import { matches } from '../core/check.ts';
import { StatePathSchema } from './stop-schema.ts';

const PointSchema = Type.Object({
  /** Counts up within one Flink job, over checkpoints and savepoints. */
  id: Type.Integer(),
  path: Type.String(),
  at: Type.String({ format: 'date-time' }),
});
export type RestorePoint = Static<typeof PointSchema>;

/** de_job_record.restore_points: what Flink last told about the checkpoints of a run. */
export const RestorePointsSchema = Type.Object({
  /** Milliseconds between checkpoints; null: checkpointing is off. */
  intervalMs: Type.Union([Type.Integer(), Type.Null()]),
  /** They outlive the run however it ends (RETAIN_ON_CANCELLATION). */
  retained: Type.Boolean(),
  /** How many the cluster keeps (state.checkpoints.num-retained). */
  kept: Type.Integer(),
  checkpoint: Type.Union([PointSchema, Type.Null()]),
  savepoint: Type.Union([PointSchema, Type.Null()]),
});
export type RestorePoints = Static<typeof RestorePointsSchema>;

/** de_job_record.restore_from: resolved when the run was accepted. */
export const RestoreFromSchema = Type.Object({
  recordId: Type.Union([Type.String(), Type.Null()]),
  path: Type.String(),
  allowNonRestoredState: Type.Boolean(),
});
export type RestoreFrom = Static<typeof RestoreFromSchema>;

/** What a record's column holds; null: nothing is known of it. */
export function restorePointsOf({ restorePoints }: { readonly restorePoints: unknown }): RestorePoints | null {
  return matches(RestorePointsSchema, restorePoints) ? restorePoints : null;
}

export function restoreFromOf({ restoreFrom }: { readonly restoreFrom: unknown }): RestoreFrom | null {
  return matches(RestoreFromSchema, restoreFrom) ? restoreFrom : null;
}

/** Part of a run request. */
export const RestoreInputSchema = Type.Union(
  [
    Type.Object({ recordId: Type.String({ minLength: 26, maxLength: 26 }) }, { additionalProperties: false }),
    Type.Object({ path: StatePathSchema }, { additionalProperties: false }),
  ],
  {
    description:
      'Stream jobs only: goes on from where an earlier run of the job stood (its newest savepoint or retained ' +
      'checkpoint), or from the savepoint or checkpoint at a path that every machine of the cluster sees.',
  },
);
export type RestoreInput = Static<typeof RestoreInputSchema>;

export const LastCheckpointSchema = Type.Object({
  id: Type.Integer(),
  path: Type.String(),
  at: Type.String({ format: 'date-time' }),
  usable: Type.Boolean({ description: 'Another run can go on from it after this one is over, also after a restart.' }),
  note: Type.Union([Type.String(), Type.Null()], { description: 'Why it is not usable, or may not be.' }),
});
export type LastCheckpointView = Static<typeof LastCheckpointSchema>;

/** What Flink says instead of a path when checkpoints stay in the JobManager's memory. */
function isAddress(path: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\//i.test(path);
}

/** The checkpoint with a verdict: may another run go on from it? null: none is known. Pure. */
export function lastCheckpointOf(points: RestorePoints | null): LastCheckpointView | null {
  if (points === null || points.checkpoint === null) return null;
  const { checkpoint, retained, kept } = points;
  if (!isAddress(checkpoint.path)) {
    const note = 'It is in the memory of the JobManager: give the settings a stateBackend and a checkpointPath.';
    return { ...checkpoint, path: '', usable: false, note };
  }
  if (!retained) {
    const note = 'It goes with the run: set checkpointRetention to retain-on-cancellation to keep it.';
    return { ...checkpoint, usable: false, note };
  }
  const note = kept > 1 ? null : 'The cluster keeps one checkpoint only: the next one replaces it.';
  return { ...checkpoint, usable: true, note };
}

/** The newest of savepoint and usable checkpoint; null: there is none. Pure. */
export function newestRestorePoint(points: RestorePoints | null): RestorePoint | null {
  if (points === null) return null;
  const checkpoint = lastCheckpointOf(points)?.usable === true ? points.checkpoint : null;
  const { savepoint } = points;
  if (savepoint === null || checkpoint === null) return savepoint ?? checkpoint;
  return savepoint.id >= checkpoint.id ? savepoint : checkpoint;
}
