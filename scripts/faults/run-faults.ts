import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hit } from './control.ts';
import { killPoints, type KillPoint } from './kill-points.ts';
import type { Plan } from './kinds.ts';
import { chanceOf } from './random.ts';
import { runRound, type Outcome } from './round.ts';
import { startFlinkStand, startStand, type QueueKind } from './stand.ts';

export interface FaultRun {
  readonly outcomes: readonly Outcome[];
  readonly pointsHit: readonly KillPoint[];
  readonly hits: readonly Hit[];
  readonly restarts: number;
  /** Logs of the gateways; removed when `keep` says so. */
  readonly directory: string;
  remove(): Promise<void>;
}

/** Runs the rounds one after the other on one Flink, each with a pair of gateways, a database and a queue of its own. */
export async function runFaults(
  rounds: readonly (readonly Plan[])[],
  options: {
    readonly seed: number;
    readonly queues: readonly QueueKind[];
    readonly redisUrl: string;
    readonly say: (line: string) => void;
  },
): Promise<FaultRun> {
  const directory = await mkdtemp(join(tmpdir(), 'gateway-faults-'));
  const outcomes: Outcome[] = [];
  const hits: Hit[] = [];
  let restarts = 0;
  const shared = await startFlinkStand();
  try {
    for (const [index, plans] of rounds.entries()) {
      const queue = options.queues[index % options.queues.length] ?? 'postgresql';
      options.say(`round ${index + 1} of ${rounds.length}: ${plans.length} scenarios, queue on ${queue}`);
      const stand = await startStand(shared, {
        directory: join(directory, `round-${index + 1}`),
        queue,
        redisUrl: options.redisUrl,
        chance: chanceOf(options.seed + index),
      });
      try {
        const round = await runRound(stand, plans, (line) => options.say(`  ${line}`));
        outcomes.push(...round.outcomes);
        await writeFile(join(directory, `round-${index + 1}`, 'evidence.json'), JSON.stringify(round, null, 1));
        hits.push(...stand.control.hits);
        restarts += stand.pair.restarts;
      } finally {
        await stand.closeRound();
        shared.proxy.clear();
        await shared.proxy.accept();
      }
    }
  } finally {
    await shared.close();
  }
  return {
    outcomes,
    hits,
    restarts,
    pointsHit: killPoints.filter((point) => hits.some((hit) => hit.point === point)),
    directory,
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}
