import { constants } from 'node:fs';
import { open, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { ageMs } from '../core/age.ts';
import type { Clock } from '../core/clock.ts';
import { hasCode, messageOf } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { readArchivedJob, readArchiveFile, type ArchivedJob, type ArchiveReader } from './archive.ts';
import type { FlinkClient } from './client.ts';

interface WitnessDeps {
  readonly clock: Clock;
  readonly log: Log;
}

/** Longest answer of a witness; a mount that hangs must not hold up the look at the cluster. */
const answerMs = 5_000;
/** After an answer that did not come it is left alone for this long: thousands of runs may be missing at once. */
const pauseMs = 30_000;
/** Largest file that is read: a job of 1,000 subtasks is about 10 MB. */
const maxFileBytes = 64 * 1024 * 1024;

const jobId = /^[0-9a-f]{32}$/;

/**
 * Reads `jobmanager.archive.fs.dir` where the gateway sees it: of the directory only regular files are opened whose name
 * is the id of a job, through no link.
 */
export function createDirectoryWitness(directory: string, deps: WitnessDeps): ArchiveReader {
  return {
    job: guarded(deps, directory, async (id) => {
      const text = await readJobFile(directory, id);
      return text === null ? null : readArchiveFile(id, text);
    }),
    trouble: () =>
      troubleOf(async () => {
        await (await opendir(directory)).close();
      }),
  };
}

/** Asks a history server, which serves the paths of the JobManager's API for jobs that are over. */
export function createHistoryWitness(
  history: Pick<
    FlinkClient,
    | 'baseUrl'
    | 'job'
    | 'accumulators'
    | 'exceptions'
    | 'jobConfiguration'
    | 'checkpoints'
    | 'checkpointConfig'
    | 'jobsOverview'
  >,
  deps: WitnessDeps,
): ArchiveReader {
  return {
    job: guarded(deps, history.baseUrl, async (id) => {
      const detail = await orAbsent(history.job(id));
      if (detail === null) return null;
      const [accumulators, exceptions, configuration, checkpoints, checkpointConfig] = await Promise.all([
        orAbsent(history.accumulators(id)),
        orAbsent(history.exceptions(id)),
        history.jobConfiguration(id),
        orAbsent(history.checkpoints(id)),
        orAbsent(history.checkpointConfig(id)),
      ]);
      // It unpacks an archive file by file: a part that is missing may be there at the next look.
      if (accumulators === null || exceptions === null) return null;
      const values = [...accumulators].map(([name, value]) => ({ name, type: '', value }));
      return readArchivedJob(id, 'history server', {
        detail,
        accumulators: { 'user-task-accumulators': values },
        exceptions,
        configuration,
        checkpoints,
        checkpointConfig,
      });
    }),
    trouble: () => troubleOf(() => history.jobsOverview()),
  };
}

/** The first that knows a job; what troubles any of them is told. */
export function firstWitness(witnesses: readonly ArchiveReader[]): ArchiveReader {
  return {
    async job(id) {
      for (const witness of witnesses) {
        const found = await witness.job(id);
        if (found !== null) return found;
      }
      return null;
    },
    async trouble() {
      const troubles = await Promise.all(witnesses.map((witness) => witness.trouble()));
      const told = troubles.filter((text) => text !== null);
      return told.length === 0 ? null : told.join('; ');
    },
  };
}

type Ask = (id: string) => Promise<ArchivedJob | null>;

/** One question at a time, so that a mount that hangs holds one thread; trouble is logged and passes for no answer. */
function guarded({ clock, log }: WitnessDeps, place: string, ask: Ask): Ask {
  let last: Promise<unknown> = Promise.resolve();
  let hanging = false;
  let closedAt = -Infinity;
  const askNow: Ask = async (id) => {
    if (hanging || ageMs(closedAt, clock.now()) < pauseMs) return null;
    const answer = ask(id);
    try {
      return await inTime(answer, () => {
        hanging = true;
        const over = (): void => void (hanging = false);
        answer.then(over, over);
      });
    } catch (error) {
      closedAt = clock.now().getTime();
      log.warn({ place, reason: messageOf(error) }, 'the archive of ended jobs cannot be read');
      return null;
    }
  };
  return (id) => {
    if (!jobId.test(id)) return Promise.resolve(null);
    const turn = last.then(() => askNow(id));
    last = turn;
    return turn;
  };
}

async function inTime<T>(answer: Promise<T>, onLate: () => void = () => undefined): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_done, fail) => {
    timer = setTimeout(() => {
      onLate();
      fail(new Error(`no answer within ${answerMs} ms`));
    }, answerMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Null: there is no such file (any more, yet), or it is none to read. Throws what the file system says otherwise. */
async function readJobFile(directory: string, id: string): Promise<string | null> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  let handle;
  try {
    handle = await open(join(directory, id), O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // A link is not followed; whether the directory itself is there, the preflight says.
    if (code === 'ENOENT' || code === 'ELOOP') return null;
    throw error;
  }
  try {
    const stats = await handle.stat();
    const { size } = stats;
    if (!stats.isFile() || size > maxFileBytes) return null;
    const bytes = Buffer.alloc(size);
    // No more than it had: what is written meanwhile is read at the next look.
    const { bytesRead } = await handle.read(bytes, 0, size, 0);
    return bytesRead === size ? bytes.toString('utf8') : null;
  } finally {
    await handle.close();
  }
}

/** Null for any 404: the history server has no file for the path. */
async function orAbsent<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (hasCode(error, 'cluster_answer_invalid') && error.facts['status'] === 404) return null;
    throw error;
  }
}

async function troubleOf(look: () => Promise<unknown>): Promise<string | null> {
  try {
    await inTime(look());
    return null;
  } catch (error) {
    return messageOf(error);
  }
}
