import { rounded, table } from '../bench/stats.ts';
import { violationKinds } from '../faults/invariants.ts';
import { afterWarmUp, areFlat, judge, limits, type Judgement, type Life, type Sample } from './flatness.ts';
import type { Soak } from './run-soak.ts';

const optional = (value: number | null | undefined): number | null =>
  value === null || value === undefined || !Number.isFinite(value) ? null : rounded(value);

/** One line per gateway process. */
export function livesTable(lives: readonly Life[]): string {
  const rows = lives.map((life) => {
    const { livedMs, heapPerHour, fdsPerHour, verdict } = judge(life);
    const [first] = shownSamples(life);
    const last = life.samples.at(-1);
    const most = (pick: (sample: Sample) => number): number => Math.max(...life.samples.map(pick));
    return [
      `gateway ${life.name}, pid ${life.pid}`,
      rounded(livedMs / 60_000),
      `${show(first?.rssMb)}-${show(last?.rssMb)}`,
      `${show(first?.heapMb)}-${show(last?.heapMb)}`,
      show(heapPerHour),
      `${first?.fds ?? '-'}-${last?.fds ?? '-'}`,
      show(fdsPerHour),
      rounded(1000 * most(({ lagSeconds }) => lagSeconds), 0),
      most(({ databaseConnections }) => databaseConnections),
      most(({ activeRecords }) => activeRecords),
      verdict,
    ];
  });
  return table([
    ['', 'lived', 'RSS', 'heap', 'heap', 'fds', 'fds', 'lag p99', 'connections', 'active', 'verdict'],
    ['', 'min', 'MB', 'MB', 'MB/h', '', '/h', 'max ms', 'max, both', 'max', ''],
    ...rows,
  ]);
}

const show = (value: number | null | undefined): string | number => optional(value) ?? '-';

/** From the end of the warm-up, when it lived so long. */
function shownSamples(life: Life): readonly Sample[] {
  const warm = afterWarmUp(life);
  return warm.length > 0 ? warm : life.samples;
}

export function problemLines({ violations, broken, lives }: Soak): string[] {
  const growing = lives.map(judge).filter(({ verdict }) => verdict.endsWith('grows') || verdict.endsWith('grow'));
  return [
    ...violations.map(({ kind, recordId, detail }) => `BROKEN PROMISE ${kind} record ${recordId}: ${detail}`),
    ...growing.map(
      ({ life, verdict, heapPerHour, fdsPerHour }) =>
        `NOT FLAT gateway ${life.name}, pid ${life.pid}: ${verdict} (heap ${show(heapPerHour)} MB/h of ` +
        `${limits.heap.perHour}, descriptors ${show(fdsPerHour)}/h of ${limits.fds.perHour})`,
    ),
    ...broken.map((why) => `the harness failed: ${why}`),
  ];
}

/** The last line of the output, as an object. Slopes and RSS are those of the process that lived longest. */
export function figuresOf(soak: Soak, seed: number, minutes: number) {
  const { evidence, violations, restarts, seconds } = soak;
  const judgements = soak.lives.map(judge);
  const longest = judgements.reduce<Judgement | undefined>(
    (found, one) => (found === undefined || one.livedMs > found.livedMs ? one : found),
    undefined,
  );
  const measured = longest === undefined ? [] : shownSamples(longest.life);
  const ended = (state: string): number => evidence.records.filter(({ row }) => row?.state === state).length;
  const broken = Object.fromEntries(
    violationKinds.map((kind) => [kind, violations.filter((one) => one.kind === kind).length]),
  );
  const missing = evidence.records.filter(({ row }) => row === null).length;
  const calls = soak.lives.reduce((sum, { samples }) => sum + (samples.at(-1)?.flinkCalls ?? 0), 0);
  return {
    minutes,
    runs: evidence.records.length,
    succeeded: ended('SUCCEEDED'),
    failed: ended('FAILED'),
    canceled: ended('CANCELED'),
    rejected: ended('REJECTED'),
    endedLost: ended('LOST'),
    lost: missing,
    doubles: broken['double'],
    wrongFinals: broken['wrong-final'],
    unfinished: (broken['lost'] ?? 0) - missing,
    withoutEvidence: broken['no-evidence'],
    offsetsWithoutSuccess: broken['offset'],
    backwards: broken['backwards'],
    /** null: no process lived long enough to be judged. */
    flat: areFlat(judgements),
    rssStartMb: optional(measured[0]?.rssMb),
    rssEndMb: optional(measured.at(-1)?.rssMb),
    heapSlopeMbPerHour: optional(longest?.heapPerHour),
    fdSlopePerHour: optional(longest?.fdsPerHour),
    heapLimitMbPerHour: limits.heap.perHour,
    fdLimitPerHour: limits.fds.perHour,
    processesJudged: judgements.filter(({ verdict }) => verdict !== 'too short').length,
    flinkCallsPerSecond: rounded(calls / seconds),
    restarts: { gateway: restarts.gatewayStarts, jobManager: restarts.jobmanager, queue: restarts.queue },
    seed,
  };
}
