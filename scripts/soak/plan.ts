/** What a soak does and when, from a seed. Pure. */
import { chanceOf, type Chance } from '../faults/random.ts';

export const runKinds = [
  /** A few made-up rows. */
  'rows',
  /** Table to table in PostgreSQL. */
  'copy',
  /** One of a few jobs that read on from where their last run ended. */
  'incremental',
  /** Its preSql is wrong: Flink takes the job and it fails. */
  'bad-sql',
  /** Its table is missing: main() throws and there is no job. */
  'no-table',
  /** Stopped at any time of its way. */
  'stopped',
  /** Has no end, stopped while it runs. */
  'endless',
] as const;
export type RunKind = (typeof runKinds)[number];

export interface RunStep {
  readonly kind: RunKind;
  /** From the start of the run before to its own. */
  readonly gapMs: number;
  /** How long it runs on Flink. */
  readonly lastsMs: number;
  /** From its start, or from RUNNING for an endless one, until it is stopped; null: it is not. */
  readonly stopAfterMs: number | null;
  /** Which of the incremental jobs. */
  readonly chain: number;
}

export const chains = 4;
const shares: Record<RunKind, number> = {
  rows: 44,
  copy: 16,
  incremental: 18,
  'bad-sql': 7,
  'no-table': 4,
  stopped: 7,
  endless: 4,
};
const lots = runKinds.flatMap((kind) => Array.from({ length: shares[kind] }, () => kind));

/** Without end; the first ones are every kind once, so that a short soak has them all. */
export function* planRuns(seed: number): Generator<RunStep, never> {
  const chance = chanceOf(seed);
  for (const kind of chance.shuffle(runKinds)) yield stepOf(kind, chance);
  for (;;) yield stepOf(chance.pick(lots), chance);
}

function stepOf(kind: RunKind, chance: Chance): RunStep {
  const isStopped = kind === 'stopped' || kind === 'endless';
  return {
    kind,
    gapMs: chance.between(500, 1_900),
    lastsMs: kind === 'stopped' ? 20_000 : chance.between(200, 2_500),
    stopAfterMs: isStopped ? chance.between(0, 5_000) : null,
    chain: chance.between(0, chains - 1),
  };
}

export const restartKinds = ['gateway-sigterm', 'gateway-sigkill', 'jobmanager', 'queue'] as const;
export type RestartKind = (typeof restartKinds)[number];

export interface Restart {
  /** From the start of the soak. */
  readonly atMs: number;
  readonly kind: RestartKind;
  /** How long the JobManager stays down. */
  readonly downMs: number;
}

const minuteMs = 60_000;
/** One gateway lives this long, which is enough to judge it; a short soak restarts more often and judges nothing. */
const gatewayEveryMs = 6.5 * minuteMs;
const jobManagerEveryMs = 8 * minuteMs;
const queueEveryMs = 5 * minuteMs;
const jitter = 0.05;
/** One death of the JobManager in the warm-up of the gateways: what they load to recover (about 5 MB) is no growth. */
const warmUpRestart: Restart = { atMs: 30_000, kind: 'jobmanager', downMs: 1_000 };

/** In the order of time. SIGTERM and SIGKILL take turns. */
export function planRestarts(minutes: number, seed: number): Restart[] {
  const chance = chanceOf(seed + 1);
  const wholeMs = minutes * minuteMs;
  const signals = chance.shuffle(['gateway-sigterm', 'gateway-sigkill'] as const);
  const every = (usualMs: number, kindOf: (nth: number) => RestartKind): Restart[] => {
    const periodMs = Math.min(usualMs, wholeMs / 3);
    const times = Math.ceil(wholeMs / periodMs - 1 - jitter);
    return Array.from({ length: times }, (_, index) => ({
      atMs: Math.round((index + 1) * periodMs + chance.between(0, jitter * periodMs)),
      kind: kindOf(index),
      downMs: chance.between(500, 5_000),
    }));
  };
  return [
    warmUpRestart,
    ...every(gatewayEveryMs, (nth) => signals[nth % 2] ?? 'gateway-sigterm'),
    ...every(jobManagerEveryMs, () => 'jobmanager'),
    ...every(queueEveryMs, () => 'queue'),
  ].sort((a, b) => a.atMs - b.atMs);
}
