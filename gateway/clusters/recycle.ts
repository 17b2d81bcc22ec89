import { GatewayError } from '../core/errors.ts';
import type { FlinkClient } from '../flink/client.ts';
import { isFinalOnFlink } from '../flink/schemas.ts';
import type { Cluster } from './cluster-store.ts';
import { alertOnce, isPaused, pauseUntil, reopen, type DrainDeps } from './drain.ts';
import type { StoredGuard } from './health-schemas.ts';
import { isGuarded, settledMs } from './judge-health.ts';

/** One way to restart a kind of cluster. */
export interface Recycler {
  mayRecycle(cluster: Cluster): boolean;
  /**
   * Asks for the restart of JobManager and TaskManagers; never rejects. `asked` and `unanswered`: another epoch is waited
   * for. `refused`: it provably does not restart.
   */
  recycle(cluster: Cluster, wish: { reason: string; epoch: string | null }): Promise<RecycleAnswer>;
}

export type RecycleAnswer =
  | { readonly kind: 'asked' }
  | { readonly kind: 'unanswered'; readonly why: string }
  | { readonly kind: 'refused'; readonly why: string };

export type RecycleOutcome = 'restarted' | 'refused' | 'timeout';

export interface RecycleDeps extends DrainDeps {
  readonly recycler: Recycler;
  /** Records that have, or may have, a job on the cluster. */
  readonly onCluster: (clusterId: string) => Promise<readonly unknown[]>;
  readonly onOutcome: (cluster: Cluster, outcome: RecycleOutcome) => void;
}

/** What a look at the cluster gives; null: it does not answer. */
export type Answering = Pick<FlinkClient, 'epoch' | 'jobsOverview'> | null;

/** Runs that take longer to end than this are told to a person: a stream job does not end by itself. */
const patienceMs = 5 * 60_000;
const defaultTimeoutSeconds = 300;

/** Takes a cluster that does not admit one step on. Safe to run twice and at once: each step is a compare-and-set. */
export async function stepGuard(deps: RecycleDeps, cluster: Cluster, flink: Answering): Promise<void> {
  const { guard } = cluster;
  if (guard === null || cluster.guardState === 'open') return;
  const epoch = flink === null ? null : await flink.epoch();
  if (epoch !== null && guard.epoch !== null && epoch !== guard.epoch) {
    const opened = await reopen(deps, cluster, { why: `another start answers: ${epoch}`, recycled: true });
    if (opened && cluster.guardState === 'recycling') deps.onOutcome(cluster, 'restarted');
    return;
  }
  if (epoch !== null && guard.epoch === null) {
    // The first one that answers: without it another start could never be told. The next look goes on.
    await deps.health.note(cluster, { ...guard, epoch });
    return;
  }
  if (cluster.guardState === 'recycling') return awaitRestart(deps, cluster, guard);
  if (isFreeAgain(cluster, guard)) {
    // A late restart would end what is admitted now; another one is not needed.
    if (mayStillCome(guard, deps.clock.now())) return;
    await reopen(deps, cluster, { why: 'there is metaspace again', recycled: false });
    return;
  }
  const obstacle = await obstacleOf(deps, cluster, guard, flink);
  if (obstacle === null) return recycle(deps, cluster, guard);
  if (obstacle.alert !== undefined) await alertOnce(deps, cluster, obstacle.alert);
}

/** Measured well after the drain began, on both sides; what a person asked for is done in any case. */
function isFreeAgain(cluster: Cluster, guard: StoredGuard): boolean {
  const { health } = cluster;
  if (guard.code === 'requested') return false;
  if (guard.code === 'metaspace' && !isGuarded(cluster)) return true;
  if (health === null || health.epoch !== guard.epoch || health.verdict !== 'ok' || health.taskManagers === null)
    return false;
  return Date.parse(health.at) - Date.parse(guard.since) >= settledMs;
}

/** A restart that was asked for may come until its time limit ends (recycling), and late for as long again (draining). */
function mayStillCome({ deadlineAt }: StoredGuard, now: Date): boolean {
  return deadlineAt !== null && Date.parse(deadlineAt) > now.getTime();
}

/** What keeps the cluster from being restarted now; `alert`: what a person is to be told of it, null: nothing any more. */
async function obstacleOf(
  { onCluster, recycler, clock }: RecycleDeps,
  cluster: Cluster,
  guard: StoredGuard,
  flink: Answering,
): Promise<{ readonly alert?: string | null } | null> {
  const now = clock.now().getTime();
  // Records before jobs: without a record that is being submitted no job of ours can come any more.
  const records = (await onCluster(cluster.id)).length;
  if (records > 0) {
    const isLong = now - Date.parse(guard.since) >= patienceMs;
    return isLong
      ? { alert: `${records} runs are still on the cluster: stop those that do not end by themselves` }
      : {};
  }
  if (flink === null) {
    if (!guard.force)
      return { alert: 'The cluster does not answer: restart it by hand, or ask for the restart with force' };
  } else {
    const alive = (await flink.jobsOverview()).filter(({ state }) => !isFinalOnFlink(state));
    if (alive.length > 0 && !guard.force && cluster.config.healthGuard?.ignoreForeignJobs !== true) {
      const names = alive.slice(0, 3).map(({ name }) => name.slice(0, 80));
      return { alert: `${alive.length} jobs that are not of this gateway run on the cluster (${names.join(', ')})` };
    }
  }
  if (!recycler.mayRecycle(cluster)) {
    return { alert: 'The cluster has no restart hook: restart its JobManager and TaskManagers by hand' };
  }
  return isPaused(guard.nextAttemptAt, clock.now()) ? {} : null;
}

/** The intent is written before the call: whoever finds it waits for the restart, and does not ask for a second one. */
async function recycle(deps: RecycleDeps, cluster: Cluster, guard: StoredGuard): Promise<void> {
  const { health, recycler, clock, log } = deps;
  const deadlineAt = new Date(clock.now().getTime() + timeoutMs(cluster)).toISOString();
  const asked: StoredGuard = { ...guard, attempts: guard.attempts + 1, nextAttemptAt: null, deadlineAt };
  if (!(await health.turn(cluster, 'recycling', asked))) return;
  const recycling: Cluster = {
    ...cluster,
    guardState: 'recycling',
    guardVersion: cluster.guardVersion + 1,
    guard: asked,
  };
  log.warn({ clusterId: cluster.id, attempt: asked.attempts, epoch: guard.epoch }, 'asks for a restart of the cluster');
  const answer = await recycler.recycle(cluster, { reason: guard.message, epoch: guard.epoch });
  if (answer.kind === 'refused') {
    // The one that was asked for before may still come.
    const { deadlineAt } = guard;
    await failed(deps, recycling, { ...asked, deadlineAt }, { outcome: 'refused', why: answer.why });
  }
  if (answer.kind === 'unanswered')
    log.warn({ clusterId: cluster.id, reason: answer.why }, 'waits for the restart all the same');
}

async function awaitRestart(deps: RecycleDeps, cluster: Cluster, guard: StoredGuard): Promise<void> {
  const now = deps.clock.now();
  if (mayStillCome(guard, now)) return;
  const until = Date.parse(guard.deadlineAt ?? now.toISOString()) + timeoutMs(cluster);
  const late: StoredGuard = { ...guard, deadlineAt: new Date(until).toISOString() };
  await failed(deps, cluster, late, { outcome: 'timeout', why: 'no other start of Flink answered in time' });
}

function timeoutMs({ config }: Cluster): number {
  return (config.restartHook?.timeoutSeconds ?? defaultTimeoutSeconds) * 1000;
}

async function failed(
  { health, clock, log, onOutcome }: RecycleDeps,
  cluster: Cluster,
  guard: StoredGuard,
  { outcome, why }: { outcome: RecycleOutcome; why: string },
): Promise<void> {
  const alert = `Restart ${guard.attempts} came to nothing: ${why}`;
  const nextAttemptAt = pauseUntil(guard.attempts, clock.now());
  if (!(await health.turn(cluster, 'draining', { ...guard, alert, nextAttemptAt }))) return;
  onOutcome(cluster, outcome);
  log.error({ clusterId: cluster.id, name: cluster.name, alert, nextAttemptAt }, 'a cluster needs a person');
}

/** Of several ways the first that may. */
export function firstOf(recyclers: readonly Recycler[]): Recycler {
  const find = (cluster: Cluster) => recyclers.find((one) => one.mayRecycle(cluster));
  return {
    mayRecycle: (cluster) => find(cluster) !== undefined,
    async recycle(cluster, wish) {
      const way = find(cluster);
      if (way === undefined) throw new GatewayError('internal', `There is no way to restart cluster ${cluster.id}`);
      return way.recycle(cluster, wish);
    },
  };
}
