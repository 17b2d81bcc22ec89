import { setTimeout as pause } from 'node:timers/promises';
import { finalStates, type RunState } from '../../gateway/runs/run-status.ts';
import { messageOf } from '../../gateway/core/errors.ts';
import { collectEvidence } from './collect-evidence.ts';
import * as flinkFaults from './flink-faults.ts';
import { checkInvariants, lookMs, type Evidence, type Violation } from './invariants.ts';
import { kinds, labelOf, type Plan } from './kinds.ts';
import { networkFault } from './network-faults.ts';
import { processFault } from './process-faults.ts';
import { chanceOf } from './random.ts';
import { createScene, type Scene } from './scene.ts';
import { usualExpirationSeconds, type Stand } from './stand.ts';

export interface Outcome {
  readonly plan: Plan;
  /** The fault that it is about took place. */
  readonly happened: boolean;
  readonly records: readonly { readonly id: string; readonly state: RunState | null }[];
  readonly submissions: number;
  readonly violations: readonly Violation[];
  /** What broke in the harness itself, when something did: the scenario says nothing then. */
  readonly broken: string | null;
}

interface Running {
  readonly plan: Plan;
  readonly scene: Scene;
  readonly versions: Map<string, number[]>;
  /** When its records were first seen LOST. */
  readonly lost: Map<string, number>;
  broken: string | null;
}

/** Records are over this long after the last fault of their phase, or lost. Scaled like the gateway's own limits. */
const settleMs = 90_000;
const networkAtOnce = 3;
const orphanMs = 20_000;

/** Runs the scenarios on the stand, network faults beside process faults, and then those that restart Flink. */
export async function runRound(
  stand: Stand,
  plans: readonly Plan[],
  say: (line: string) => void,
): Promise<{ outcomes: Outcome[]; evidence: Evidence }> {
  const all = plans.map((plan, index): Running => {
    // The proxy remembers the submissions of all rounds: a name of its own in each.
    const scene = createScene(stand, chanceOf(plan.seed), `f${index}-${plan.seed}`);
    return { plan, scene, versions: new Map(), lost: new Map(), broken: null };
  });
  const inLane = (lane: 'network' | 'process' | 'flink'): Running[] =>
    all.filter(({ plan }) => (restartsFlink(plan) ? 'flink' : kinds[plan.kind]) === lane);
  const guarded = async (group: readonly Running[], work: () => Promise<unknown>): Promise<void> => {
    for (const { plan } of group) say(labelOf(plan));
    try {
      await work();
    } catch (error) {
      for (const one of group) one.broken = messageOf(error);
      await stand.proxy.accept();
    }
  };

  const network = inLane('network');
  const next = async (): Promise<void> => {
    for (let one = network.shift(); one !== undefined; one = network.shift()) {
      const { plan, scene } = one;
      await guarded([one], () => Promise.all([networkFault(plan.kind, scene), second(plan, scene)]));
    }
  };
  const process = async (): Promise<void> => {
    for (const one of inLane('process')) await guarded([one], () => processFault(one.plan, one.scene));
  };
  await watched(all, stand, async () => {
    await Promise.all([process(), ...Array.from({ length: networkAtOnce }, next)]);
  });
  await flinkPhase(stand, inLane('flink'), all, guarded);
  await stand.pair.ready();
  await orphansGone(stand, all);
  const evidence = await collectEvidence(
    stand,
    all.map(({ scene }) => scene),
    new Map(all.flatMap(({ versions }) => [...versions])),
    new Map(all.flatMap(({ lost }) => [...lost])),
  );
  const violations = checkInvariants(evidence);
  const outcomes = all.map(({ plan, scene, broken }) => {
    const ids = new Set(scene.records.map(({ id }) => id));
    const own = evidence.records.filter(({ id }) => ids.has(id));
    return {
      plan,
      happened: scene.happened,
      records: own.map(({ id, row }) => ({ id, state: row?.state ?? null })),
      submissions: evidence.submissions.filter(({ recordId }) => ids.has(recordId)).length,
      violations: violations.filter(({ recordId }) => ids.has(recordId)),
      broken,
    };
  });
  return { outcomes, evidence };
}

/** LOST needs a JobManager that died. */
function restartsFlink({ kind, point }: Plan): boolean {
  return kinds[kind] === 'flink' || (point?.startsWith('lost:') ?? false);
}

type Guarded = (group: readonly Running[], work: () => Promise<unknown>) => Promise<void>;

/** Two deaths of the JobManager: after the first finished jobs are soon forgotten, after the second not any more. */
async function flinkPhase(stand: Stand, group: Running[], all: readonly Running[], guarded: Guarded): Promise<void> {
  if (group.length === 0) return;
  const take = (wanted: (plan: Plan) => boolean): Running[] => group.filter(({ plan }) => wanted(plan));
  const expiring = take(({ kind }) => kind === 'finished-and-expired');
  const points = take(({ kind }) => kind === 'kill-point');
  const killed = take(({ kind }) => kind === 'taskmanager-killed');
  const rest = group.filter((one) => ![expiring, points, killed].some((taken) => taken.includes(one)));
  const half = expiring.length === 0 ? 0 : Math.ceil(rest.length / 2);
  if (expiring.length > 0) {
    const first = rest.slice(0, half);
    await watched(all, stand, () =>
      guarded(first, () => flinkFaults.restartFlink(stand, first, flinkFaults.shortExpirationSeconds)),
    );
    for (const { scene } of first) for (const record of scene.records) record.mayExpire = true;
    await watched(all, stand, () => guarded(expiring, () => flinkFaults.expireUnseen(stand, expiring)));
  }
  if (killed.length > 0) {
    await watched(all, stand, () => guarded(killed, () => flinkFaults.killTaskManager(stand, killed)));
  }
  const last = rest.slice(half);
  const waves = points.length === 0 ? [[]] : points.map((point) => [point]);
  if (last.length === 0 && points.length === 0 && expiring.length === 0) return;
  for (const [index, wave] of waves.entries()) {
    const now = index === 0 ? [...wave, ...last] : wave;
    const hitsBefore = stand.control.hits.length;
    await watched(all, stand, () =>
      guarded(now, async () => {
        await flinkFaults.restartFlink(stand, now, usualExpirationSeconds);
        for (const { scene } of wave) {
          scene.happened = await scene.until(() => stand.control.hits.length > hitsBefore, 20_000);
          stand.control.disarm();
        }
      }),
    );
  }
}

async function second({ second: kind }: Plan, { stand, chance }: Scene): Promise<void> {
  if (kind === null) return;
  await pause(chance.between(0, 5_000));
  switch (kind) {
    case 'gateway-killed':
      return stand.pair.kill(chance.pick(stand.pair.names));
    case 'database-cut':
      return void (await stand.cutDatabase());
    case 'queue-flushed':
      return void (await stand.flushQueue());
  }
}

/** Does the work, then waits until every record is over; all the while state_version is noted. */
async function watched(all: readonly Running[], stand: Stand, work: () => Promise<void>): Promise<void> {
  const done = { at: Infinity };
  const working = work().finally(() => (done.at = Date.now()));
  for (;;) {
    const over = Date.now() > done.at;
    if (!(await note(all, stand)) && over) break;
    if (Date.now() > done.at + settleMs) break;
    await pause(250);
  }
  await working;
}

/** Whether some record is not over. */
async function note(all: readonly Running[], stand: Stand): Promise<boolean> {
  const ids = all.flatMap(({ scene }) => scene.records.map(({ id }) => id));
  const rows = await stand.read('SELECT id, state, state_version FROM de_job_record WHERE id = ANY($1)', [ids]);
  const found = new Map(rows.map((row) => [String(row['id']), row]));
  for (const { scene, versions, lost } of all) {
    for (const { id } of scene.records) {
      const version = found.get(id)?.['state_version'];
      const seen = versions.get(id) ?? [];
      if (found.get(id)?.['state'] === 'LOST' && !lost.has(id)) lost.set(id, Date.now());
      if (typeof version === 'number' && seen.at(-1) !== version) versions.set(id, [...seen, version]);
    }
  }
  return rows.some((row) => !isOver(row['state'] as RunState));
}

const isOver = (state: RunState): boolean => state === 'LOST' || finalStates.includes(state);

/** A job that appeared after its record was given up is cancelled by the gateway, or found again: that takes looks. */
async function orphansGone(stand: Stand, all: readonly Running[]): Promise<void> {
  const ids = new Set(all.flatMap(({ scene }) => scene.records.map(({ id }) => id)));
  const deadline = Date.now() + orphanMs;
  const lost = async () =>
    (await stand.read(`SELECT flink_job_id FROM de_job_record WHERE state = 'LOST' AND id = ANY($1)`, [[...ids]])).map(
      ({ flink_job_id: jid }) => jid,
    );
  const unsettled = async (): Promise<boolean> => {
    const mayBeFound = await lost();
    return stand.watch.jobs.some(
      ({ jid, recordId, end, shownForMs }) =>
        (end === null && ids.has(recordId)) ||
        (typeof shownForMs === 'number' && shownForMs <= lookMs && mayBeFound.includes(jid)),
    );
  };
  while (!(await stand.watch.look()) || ((await unsettled()) && Date.now() < deadline)) await pause(250);
}
