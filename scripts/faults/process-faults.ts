import { setTimeout as pause } from 'node:timers/promises';
import type { KillPoint } from './kill-points.ts';
import type { Plan } from './kinds.ts';
import type { Scene } from './scene.ts';
import { submissionLimitMs } from './stand.ts';

/** Longer than the lease of a submission (15 s): by then another worker has taken the record for abandoned. */
const frozenMs = [16_000, 24_000] as const;
const hitLimitMs = 20_000;
/** By then a process has read its new clock (see preload.ts). */
const clockSeenMs = 150;
/** A point that nobody passed is tried again with new records. */
const triesToHit = 3;

/** Faults of the gateways and of what they live on. Each returns when its fault is over, the records may still run. */
export async function processFault({ kind, point }: Plan, scene: Scene): Promise<void> {
  const { chance, stand } = scene;
  const { pair, proxy } = stand;
  switch (kind) {
    case 'upload-cut': {
      const rule = {
        method: 'POST',
        path: /^\/jars\/upload$/,
        fault: { kind: 'cut-upload', afterBytes: chance.between(1, 20_000) },
      } as const;
      proxy.add(rule);
      await deleteJars(scene);
      await someRecords(scene, 2);
      // A process that knows the jar finds out by its first submission, and uploads for the second.
      await scene.until(() => !proxy.pending.includes(rule), hitLimitMs);
      scene.happened = !proxy.remove(rule);
      return;
    }
    case 'flink-unreachable': {
      await someRecords(scene, 2);
      await pause(chance.between(0, 3_000));
      await proxy.refuse();
      await someRecords(scene, 1);
      await pause(chance.between(2_000, 10_000));
      await proxy.accept();
      scene.happened = true;
      return;
    }
    case 'gateway-killed-at-any-time':
    case 'both-gateways-killed': {
      await someRecords(scene, 2);
      await pause(chance.between(0, 2_500));
      const names = kind === 'both-gateways-killed' ? pair.names : [chance.pick(pair.names)];
      names.forEach(pair.kill);
      scene.happened = true;
      return pair.ready();
    }
    case 'two-workers-on-one-record':
      return frozenWorker(scene);
    case 'queue-flushed':
      await someRecords(scene, 3);
      await pause(chance.between(0, 2_000));
      scene.happened = (await stand.flushQueue()) > 0;
      return;
    case 'database-cut': {
      await someRecords(scene, 3);
      for (let cuts = chance.between(1, 4); cuts > 0; cuts -= 1) {
        await pause(chance.between(0, 1_500));
        scene.happened = (await stand.cutDatabase()) > 0 || scene.happened;
      }
      return;
    }
    case 'clock-jump':
      return clockJump(scene);
    case 'clock-jump-while-uncertain':
      return clockJumpWhileUncertain(scene);
    case 'kill-point':
      if (point === null) throw new Error('a kill-point scenario without its point');
      return killAt(scene, point);
    default:
      throw new Error(`${kind} is no process fault`);
  }
}

async function someRecords(scene: Scene, count: number): Promise<void> {
  const jobs = [];
  for (let left = count; left > 0; left -= 1) jobs.push(await scene.job({ copies: scene.chance.chance(0.4) }));
  await Promise.all(jobs.map((job) => scene.start(job)));
}

async function deleteJars({ stand: { flink } }: Scene): Promise<void> {
  const answer = await fetch(`${flink.restUrl}/jars`);
  const { files } = (await answer.json()) as { files: { id: string }[] };
  for (const { id } of files) await fetch(`${flink.restUrl}/jars/${id}`, { method: 'DELETE' });
}

/**
 * One worker stops in the middle of a step (a paused machine), another takes its records over, the first goes on as if
 * nothing had been: two workers on one record.
 */
async function frozenWorker(scene: Scene): Promise<void> {
  const { chance, stand } = scene;
  const point = chance.pick<KillPoint>(['write-ahead:after-commit', 'post:before', 'post:sent', 'post:answered']);
  const hitsBefore = stand.control.hits.length;
  stand.control.arm({ point, nth: 1, signal: 'SIGSTOP' });
  await someRecords(scene, 2);
  await scene.until(() => stand.control.hits.length > hitsBefore, hitLimitMs);
  if (stand.control.disarm()) return;
  const name = stand.control.hits.at(-1)?.process ?? '';
  stand.pair.freeze(name);
  scene.happened = true;
  await pause(chance.between(...frozenMs));
  stand.pair.thaw(name);
}

async function clockJump(scene: Scene): Promise<void> {
  const { chance, stand } = scene;
  const { control, pair } = stand;
  const jumped = chance.chance(0.3) ? pair.names : [chance.pick(pair.names)];
  await someRecords(scene, 2);
  await pause(chance.between(0, 1_500));
  const offsetMs = chance.pick([-1, 1]) * chance.pick([chance.between(1, 60), chance.between(600, 7_200)]) * 1000;
  for (const name of jumped) control.setClock(name, offsetMs);
  await someRecords(scene, 2);
  await pause(chance.between(500, 6_000));
  for (const name of jumped) control.setClock(name, 0);
  scene.happened = true;
}

/**
 * The answer is lost while main() is at work, and the clocks of both gateways jump: by them the submission was longer ago
 * than Flink remembers, or is yet to come.
 */
async function clockJumpWhileUncertain(scene: Scene): Promise<void> {
  const { chance, stand } = scene;
  const { control, pair, proxy } = stand;
  const setClocks = (offsetMs: number) => pair.names.forEach((name) => control.setClock(name, offsetMs));
  const farMs = chance.pick([-1, 1]) * chance.between(3_400, 7_200) * 1000;
  const [before, after] = chance.pick([
    [0, farMs],
    [farMs, 0],
  ] as const);
  const mainMs = String(chance.between(2_000, 3_000));
  const job = await scene.job({ copies: chance.chance(0.5), switches: { 'standin.main-before-ms': mainMs } });
  try {
    setClocks(before);
    const record = await scene.start(job);
    const submission = () => scene.submissionsOf(job).at(-1);
    await scene.until(() => submission()?.forwarded === true, hitLimitMs);
    setClocks(after);
    await pause(clockSeenMs);
    const unanswered = submission()?.status === null;
    await proxy.refuse();
    await proxy.accept();
    // A machine so slow that main() comes near the limit proves nothing.
    record.inTime = await scene.until(() => submission()?.status === 200, submissionLimitMs - 1_500);
    await scene.untilState(record, ['SUCCEEDED', 'REJECTED', 'LOST'], hitLimitMs);
    scene.happened = unanswered && (await wasUncertain(scene, record.id));
  } finally {
    setClocks(0);
  }
}

async function wasUncertain({ stand }: Scene, recordId: string): Promise<boolean> {
  const events = await stand.read(
    `SELECT seq FROM de_job_record_event WHERE record_id = $1 AND to_state = 'UNCERTAIN'`,
    [recordId],
  );
  return events.length > 0;
}

/** Ends a gateway at exactly this point, for which records are started that lead there. */
export async function killAt(scene: Scene, point: KillPoint): Promise<void> {
  const { control } = scene.stand;
  const before = control.hits.length;
  const hit = (): boolean => control.hits.length > before;
  for (let tries = triesToHit; tries > 0 && !hit(); tries -= 1) {
    const nth = point.startsWith('observe') || point.startsWith('admission') ? scene.chance.between(1, 3) : 1;
    const lead = await leadTo(scene, point);
    control.arm({ point, nth, signal: 'SIGKILL' });
    await lead();
    await scene.until(hit, hitLimitMs);
    control.disarm();
  }
  scene.happened = hit();
}

/** Its main() leaves a job that Flink says FAILED of. */
const failing = { copies: true, writer: { preSql: ['insert into no_such_table values (1)'] } };

/** Prepares jobs; what it returns starts those that pass the point. */
async function leadTo(scene: Scene, point: KillPoint): Promise<() => Promise<unknown>> {
  const { stand, chance } = scene;
  const copies = chance.chance(0.4);
  const name = point.slice(0, point.indexOf(':'));
  switch (name) {
    case 'wait': {
      const job = await scene.job({ copies });
      await stand.proxy.refuse();
      return async () => {
        await scene.start(job);
        await pause(chance.between(1_000, 2_000));
        await stand.proxy.accept();
      };
    }
    case 'upload': {
      const jobs = [await scene.job({ copies }), await scene.job(), await scene.job()];
      return async () => {
        await deleteJars(scene);
        for (const job of jobs) await scene.start(job);
      };
    }
    case 'uncertain':
    case 'look': {
      const job = await scene.job({ copies });
      scene.onSubmission(job, { kind: 'drop-answer' });
      return () => scene.start(job);
    }
    case 'rejected': {
      const job = await scene.job({ copies: true, readsTable: 'no_such_table' });
      return () => scene.start(job);
    }
    case 'failed': {
      const job = await scene.job(failing);
      return () => scene.start(job);
    }
    case 'retry': {
      const policy = { retry: { maxAttempts: 2, backoffSeconds: 0, on: ['failed'] } };
      const job = await scene.job({ ...failing, policy });
      return async () => {
        const record = await scene.start(job);
        record.retriesWanted = 1;
        await scene.until(async () => (await scene.retryOf(record)) !== undefined, hitLimitMs);
      };
    }
    case 'savepoint': {
      const record = await scene.start(await scene.job({ endless: true }));
      await scene.untilState(record, ['RUNNING'], hitLimitMs);
      const targetDirectory = `file://${stand.flink.workDir}/savepoints`;
      return () => scene.stop(record, { mode: 'savepoint', targetDirectory });
    }
    case 'stopping':
    case 'cancel':
    case 'canceled': {
      const record = await scene.start(await scene.job({ lastsMs: 60_000 }));
      await scene.untilState(record, ['RUNNING'], hitLimitMs);
      return () => scene.stop(record);
    }
    default: {
      const job = await scene.job({ copies, lastsMs: chance.between(300, 1_000) });
      return () => scene.start(job);
    }
  }
}
