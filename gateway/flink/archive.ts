import type { Static, TSchema } from 'typebox';
import { Type } from 'typebox';
import { matches } from '../core/check.ts';
import {
  CheckpointConfigSchema,
  CheckpointsSchema,
  type CheckpointConfig,
  type Checkpoints,
} from './savepoint-calls.ts';
import {
  AccumulatorsSchema,
  ExceptionsSchema,
  JobDetailSchema,
  isFinalOnFlink,
  type Accumulators,
  type Exceptions,
  type FinalFlinkState,
  type JobDetail,
} from './schemas.ts';

/** Where an archived job was found, as evidence names it. */
export type ArchivePlace = 'archive' | 'history server';

/** What Flink kept of a job that is over: the answers that its REST API gave about it at the end. */
export interface ArchivedJob {
  readonly asked: ArchivePlace;
  readonly state: FinalFlinkState;
  readonly job: JobDetail;
  readonly accumulators: Accumulators;
  readonly exceptions: Exceptions;
  /** null: not kept. */
  readonly configuration: unknown;
  /** null: it took none. */
  readonly checkpoints: Checkpoints | null;
  readonly checkpointConfig: CheckpointConfig | null;
}

/**
 * A second witness of jobs that are over. `null` says nothing: it does not know the job, knows only half of it yet, or
 * cannot be read now. Never a proof of absence. Never rejects.
 */
export interface ArchiveWitness {
  job(id: string): Promise<ArchivedJob | null>;
}

/** A witness that can be checked. */
export interface ArchiveReader extends ArchiveWitness {
  /** Why it cannot be read now, in words; null: it can. Never rejects. */
  trouble(): Promise<string | null>;
}

/** `/jobs/:id/<part>` of an archived job. Of the first three none may be missing. */
export interface ArchivedParts {
  readonly detail: unknown;
  readonly accumulators: unknown;
  readonly exceptions: unknown;
  readonly configuration?: unknown;
  readonly checkpoints?: unknown;
  readonly checkpointConfig?: unknown;
}

const ArchiveFileSchema = Type.Object({
  archive: Type.Array(Type.Object({ path: Type.String(), json: Type.String() })),
});

/**
 * Reads one file of `jobmanager.archive.fs.dir`: `{"archive":[{"path":"/jobs/<id>","json":"…"},…]}`, the answers as text.
 * Flink writes it in place: a file that is cut off, of another job or of something else is null. Pure.
 */
export function readArchiveFile(id: string, text: string): ArchivedJob | null {
  const file = parse(text);
  if (!matches(ArchiveFileSchema, file)) return null;
  const texts = new Map(file.archive.map(({ path, json }) => [path, json]));
  const answer = (path: string): unknown => parse(texts.get(`/jobs/${id}${path}`));
  return readArchivedJob(id, 'archive', {
    detail: answer(''),
    accumulators: answer('/accumulators'),
    exceptions: answer('/exceptions'),
    configuration: answer('/config'),
    checkpoints: answer('/checkpoints'),
    checkpointConfig: answer('/checkpoints/config'),
  });
}

/** Null for a job that is not over, is another one or lacks its counters: half a witness says nothing. Pure. */
export function readArchivedJob(id: string, asked: ArchivePlace, parts: ArchivedParts): ArchivedJob | null {
  const job = checked(JobDetailSchema, parts.detail);
  const accumulators = checked(AccumulatorsSchema, parts.accumulators);
  const exceptions = checked(ExceptionsSchema, parts.exceptions);
  if (job === null || accumulators === null || exceptions === null) return null;
  const { jid, state } = job;
  if (jid !== id || !isFinalOnFlink(state)) return null;
  return {
    asked,
    state,
    job,
    accumulators: new Map(accumulators['user-task-accumulators'].map(({ name, value }) => [name, value])),
    exceptions,
    configuration: parts.configuration ?? null,
    checkpoints: checked(CheckpointsSchema, parts.checkpoints),
    checkpointConfig: checked(CheckpointConfigSchema, parts.checkpointConfig),
  };
}

function checked<T extends TSchema>(schema: T, value: unknown): Static<T> | null {
  return matches(schema, value) ? value : null;
}

function parse(text: string | undefined): unknown {
  if (text === undefined) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
