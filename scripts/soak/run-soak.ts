import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { collectEvidence } from '../faults/collect-evidence.ts';
import { checkInvariants, type Evidence, type Violation } from '../faults/invariants.ts';
import { chanceOf } from '../faults/random.ts';
import { createScene, type Scene } from '../faults/scene.ts';
import { startFlinkStand, startStand, type QueueKind, type Stand } from '../faults/stand.ts';
import type { Life } from './flatness.ts';
import { startLoad } from './load.ts';
import { planRestarts, type RestartKind } from './plan.ts';
import { watchRecords } from './record-watch.ts';
import { startRestarts } from './restarts.ts';
import { startSampler } from './sampler.ts';

export interface SoakOptions {
  readonly minutes: number;
  readonly seed: number;
  readonly queue: QueueKind;
  readonly redisUrl: string;
  readonly say: (line: string) => void;
}

export interface Soak {
  readonly evidence: Evidence;
  readonly violations: readonly Violation[];
  readonly lives: readonly Life[];
  readonly samplesMissed: number;
  /** How long the load went on. */
  readonly seconds: number;
  readonly started: Readonly<Record<string, number>>;
  readonly restarts: Readonly<Record<RestartKind, number>> & {
    /** Gateway processes that were started after one that ended, whatever ended it. */
    readonly gatewayStarts: number;
  };
  /** What broke in this program itself: the soak says nothing then. */
  readonly broken: readonly string[];
  /** Logs of the gateways, samples and evidence. */
  readonly directory: string;
  remove(): Promise<void>;
}

/** Records are over this long after the load, or unfinished. */
const settleMs = 90_000;
const orphanMs = 20_000;

export async function runSoak(options: SoakOptions): Promise<Soak> {
  const directory = await mkdtemp(join(tmpdir(), 'gateway-soak-'));
  const shared = await startFlinkStand();
  try {
    const stand = await startStand(shared, {
      directory,
      queue: options.queue,
      redisUrl: options.redisUrl,
      chance: chanceOf(options.seed),
      preload: new URL('./heap-probe.ts', import.meta.url).href,
    });
    try {
      const soaked = await soak(stand, options);
      await writeFile(join(directory, 'soak.json'), JSON.stringify(soaked, null, 1));
      return { ...soaked, directory, remove: () => rm(directory, { recursive: true, force: true }) };
    } finally {
      await stand.closeRound();
    }
  } finally {
    await shared.close();
  }
}

async function soak(stand: Stand, options: SoakOptions): Promise<Omit<Soak, 'directory' | 'remove'>> {
  const { minutes, seed, say } = options;
  const scene = createScene(stand, chanceOf(seed), 'soak');
  const watch = watchRecords(stand, scene.records);
  const from = Date.now();
  const sampler = startSampler(stand);
  const restarts = startRestarts(stand, planRestarts(minutes, seed), say);
  const load = startLoad(scene, watch, seed);
  for (let minute = 1; minute <= minutes; minute += 1) {
    await pause(Math.max(0, from + minute * 60_000 - Date.now()));
    say(progressLine(minute, scene, sampler.lives));
  }
  const seconds = (Date.now() - from) / 1000;
  // What is sampled is the load; memory that falls after it would flatter the slope.
  await sampler.stop();
  await restarts.finish();
  await load.finish();
  await stand.pair.ready();
  await watch.settle(settleMs);
  await watch.stop();
  await orphansGone(stand, scene);
  const evidence = await collectEvidence(stand, [scene], watch.versionsSeen);
  return {
    evidence,
    violations: checkInvariants(evidence),
    lives: sampler.lives,
    samplesMissed: sampler.missed,
    seconds,
    started: load.started,
    restarts: { ...restarts.done, gatewayStarts: stand.pair.restarts },
    broken: [...load.broken, ...restarts.broken],
  };
}

function progressLine(minute: number, { records }: Scene, lives: readonly Life[]): string {
  const last = new Map(lives.map((life) => [life.name, life.samples.at(-1)]));
  const memory = [...last].map(
    ([name, sample]) => `${name} heap ${sample?.heapMb.toFixed(1)} MB, ${sample?.fds} descriptors`,
  );
  return `minute ${minute}: ${records.length} runs; ${memory.join('; ')}`;
}

/** A job that appeared after its record was given up is cancelled by the gateway: that may take a look or two. */
async function orphansGone({ watch }: Stand, { records }: Scene): Promise<void> {
  const ids = new Set(records.map(({ id }) => id));
  const deadline = Date.now() + orphanMs;
  const live = (): boolean => watch.jobs.some(({ recordId, end }) => end === null && ids.has(recordId));
  while (!(await watch.look()) || (live() && Date.now() < deadline)) await pause(250);
}
