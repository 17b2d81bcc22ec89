import { setTimeout as pause } from 'node:timers/promises';
import type { Plan } from './kinds.ts';
import type { Scene, StartedRecord } from './scene.ts';
import type { FlinkStand } from './stand.ts';

export interface Staged {
  readonly plan: Plan;
  readonly scene: Scene;
}

const limitMs = 40_000;
/** How soon finished jobs are forgotten in the group for it. */
export const shortExpirationSeconds = 4;

/**
 * One death of the JobManager, for all these scenarios: what each needs is started, then it is killed and comes back
 * empty. Returns when all slots are back.
 */
export async function restartFlink(stand: FlinkStand, group: readonly Staged[], expirationSeconds: number) {
  const early = group.filter(({ plan }) => plan.kind !== 'jobmanager-killed-before');
  const due = await Promise.all(early.map((staged) => prepare(staged)));
  // Those whose moment is in the middle of the submission last.
  await Promise.all(due.map((ready) => ready()));
  await stand.killJobManager();
  for (const { plan, scene } of group) {
    if (plan.kind !== 'jobmanager-killed-before') continue;
    for (const copies of [true, false]) await scene.start(await scene.job({ copies }));
    scene.happened = true;
  }
  await pause(group[0]?.scene.chance.between(0, 3_000) ?? 0);
  await stand.startJobManager(expirationSeconds);
}

/** Starts what must run before; the returned function resolves at the moment for the kill. */
async function prepare({ plan, scene }: Staged): Promise<() => Promise<void>> {
  const { chance } = scene;
  const switches: Record<string, string> =
    plan.kind === 'jobmanager-killed-during' ? { 'standin.main-before-ms': '4000' } : {};
  const job = await scene.job({ lastsMs: 20_000, copies: chance.chance(0.4), switches });
  switch (plan.kind) {
    case 'jobmanager-killed-during':
      return async () => {
        await scene.start(job);
        scene.happened = await scene.until(
          () => scene.submissionsOf(job).some(({ forwarded, status }) => forwarded && status === null),
          limitMs,
        );
        await pause(chance.between(0, 2_000));
      };
    case 'jobmanager-killed-after':
      return async () => {
        await scene.start(job);
        scene.happened = await scene.until(
          () => scene.submissionsOf(job).some(({ status }) => status === 200),
          limitMs,
        );
      };
    default:
      if (plan.point !== null) scene.stand.control.arm({ point: plan.point, nth: 1, signal: 'SIGKILL' });
  }
  const record = await scene.start(job);
  return async () => {
    scene.happened = await scene.untilState(record, ['RUNNING'], limitMs);
  };
}

/** TaskManagers die under running jobs; the cluster has no slots until they are back. */
export async function killTaskManager(stand: FlinkStand, group: readonly Staged[]): Promise<void> {
  for (const { scene } of group) {
    for (const copies of [true, false]) {
      const record = await scene.start(await scene.job({ copies, lastsMs: 8_000 }));
      record.again = true;
      scene.happened = await scene.untilState(record, ['RUNNING'], limitMs);
    }
  }
  await stand.flink.killTaskManager(0);
  for (const { scene } of group) await scene.start(await scene.job());
  await pause(group[0]?.scene.chance.between(0, 3_000) ?? 0);
  await stand.flink.startTaskManager(0);
  await stand.flink.waitUntilReady({ timeoutMs: 120_000 });
}

/** Jobs end and are forgotten while nobody can look. */
export async function expireUnseen(stand: FlinkStand, group: readonly Staged[]): Promise<void> {
  const started: StartedRecord[] = [];
  for (const { scene } of group) {
    const record = await scene.start(await scene.job({ copies: scene.chance.chance(0.5), lastsMs: 3_000 }));
    record.mayExpire = true;
    started.push(record);
    scene.happened = await scene.untilState(record, ['RUNNING'], limitMs);
  }
  await stand.proxy.refuse();
  const over = ({ id }: StartedRecord): boolean =>
    stand.watch.jobs.filter(({ recordId }) => recordId === id).every(({ end }) => end !== null);
  await group[0]?.scene.until(() => started.every(over), limitMs);
  // Flink cleans up once in the expiration time.
  await pause(2 * shortExpirationSeconds * 1000 + 500);
  await stand.proxy.accept();
}
