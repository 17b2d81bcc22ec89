import { setTimeout as pause } from 'node:timers/promises';
import { messageOf } from '../../gateway/core/errors.ts';
import { ApiError } from '../api-client.ts';
import type { JobShape, Scene, StartedRecord, StoredJob } from '../faults/scene.ts';
import { chains, planRuns, type RunKind, type RunStep } from './plan.ts';
import { isOver, type RecordWatch } from './record-watch.ts';

/** Runs beside each other at most: when the cluster is away, the stream waits instead of piling up. */
const atOnce = 12;
const overLimitMs = 120_000;
const stopAgainMs = 5_000;
const rowsAdded = 10;
const closingTries = 3;

export interface Load {
  /** Runs that were asked for; an incremental one whose job was still at it is left out. */
  readonly started: Readonly<Record<string, number>>;
  /** What broke in this program itself. */
  readonly broken: readonly string[];
  /** Starts no more, and resolves when every run that was started has been followed to its end or given up. */
  finish(): Promise<void>;
}

/** A job that is run again and again; new rows come between its runs. */
interface Chain {
  job: StoredJob | null;
  isBusy: boolean;
  last: StartedRecord | null;
  readonly records: StartedRecord[];
}

/** A steady stream of short runs. */
export function startLoad(scene: Scene, watch: RecordWatch, seed: number): Load {
  const closing = new AbortController();
  const going = new Set<Promise<void>>();
  const started: Partial<Record<RunKind, number>> = {};
  const broken: string[] = [];
  const incremental = Array.from({ length: chains }, (): Chain => ({
    job: null,
    isBusy: false,
    last: null,
    records: [],
  }));

  async function follow(step: RunStep): Promise<void> {
    const chain = step.kind === 'incremental' ? incremental[step.chain] : undefined;
    if (chain?.isBusy === true) return;
    started[step.kind] = (started[step.kind] ?? 0) + 1;
    if (chain !== undefined) return runChain(scene, watch, chain);
    const record = await scene.start(await scene.job(shapeOf(step)));
    if (step.stopAfterMs !== null) await stopIt(record, step);
    await watch.until(record, isOver, overLimitMs);
  }

  async function stopIt(record: StartedRecord, { kind, stopAfterMs }: RunStep): Promise<void> {
    if (kind === 'endless') await watch.until(record, (state) => state === 'RUNNING' || isOver(state), overLimitMs);
    await pause(stopAfterMs ?? 0);
    const deadline = Date.now() + overLimitMs;
    do await scene.stop(record);
    while (!(await watch.until(record, isOver, stopAgainMs)) && Date.now() < deadline);
  }

  const starting = (async () => {
    for (const step of planRuns(seed)) {
      await pause(step.gapMs);
      while (going.size >= atOnce) await Promise.race(going);
      if (closing.signal.aborted) return;
      const run: Promise<void> = follow(step)
        .catch((error: unknown) => void broken.push(`${step.kind}: ${messageOf(error)}`))
        .finally(() => going.delete(run));
      going.add(run);
    }
  })();
  return {
    started,
    broken,
    async finish() {
      closing.abort();
      await starting;
      await Promise.all(going);
      for (const chain of incremental) await closeChain(scene, watch, chain);
    },
  };
}

function shapeOf({ kind, lastsMs }: RunStep): JobShape {
  switch (kind) {
    case 'rows':
    case 'stopped':
      return { lastsMs };
    case 'copy':
    case 'incremental':
      return { lastsMs, copies: true };
    case 'bad-sql':
      return { lastsMs, copies: true, writer: { preSql: ['insert into no_such_table values (1)'] } };
    case 'no-table':
      return { lastsMs, copies: true, readsTable: 'no_such_table' };
    case 'endless':
      return { endless: true };
  }
}

async function runChain(scene: Scene, watch: RecordWatch, chain: Chain): Promise<void> {
  chain.isBusy = true;
  try {
    if (chain.job === null) chain.job = await scene.job({ copies: true, lastsMs: 0 });
    else await addRows(scene, chain.job);
    const record = await scene.start(chain.job);
    chain.last = record;
    chain.records.push(record);
    if (!(await watch.until(record, isOver, overLimitMs))) return;
    // Without success the bound stays, and the next run reads the same rows again: at least once.
    const isTainted = chain.records.some((one) => watch.stateOf(one) !== 'SUCCEEDED');
    if (isTainted) for (const one of chain.records) one.again = true;
  } catch (error) {
    // The last run is not over yet: its turn comes again.
    if (!(error instanceof ApiError) || error.problem.status !== 409) throw error;
  } finally {
    chain.isBusy = false;
  }
}

/** Every row that a run was to read must have arrived in the end. */
async function closeChain(scene: Scene, watch: RecordWatch, chain: Chain): Promise<void> {
  if (chain.job === null) return;
  for (let left = closingTries; left > 0; left -= 1) {
    if (chain.last !== null && watch.stateOf(chain.last) === 'SUCCEEDED') return;
    await runChain(scene, watch, chain);
  }
}

async function addRows({ stand }: Scene, { copy }: StoredJob): Promise<void> {
  if (copy === undefined) return;
  await stand.store.query(
    `INSERT INTO ${copy.source}
     SELECT last + n FROM (SELECT max(id) AS last FROM ${copy.source}) AS found, generate_series(1, ${rowsAdded}) AS n`,
  );
}
