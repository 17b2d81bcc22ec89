import { setTimeout as pause } from 'node:timers/promises';
import type { Plan } from './kinds.ts';
import type { JobShape, Scene } from './scene.ts';
import { submissionLimitMs } from './stand.ts';

/** Faults that meet the submission of one record. Each returns when its fault is over, the records may still run. */
export async function networkFault(kind: Plan['kind'], scene: Scene): Promise<void> {
  const { chance } = scene;
  const copies = chance.chance(0.5);
  switch (kind) {
    case 'answer-dropped':
      return whileSubmitted(scene, { copies }, { kind: 'drop-answer' });
    case 'answer-replaced-by-5xx': {
      const status = chance.pick([500, 502, 503, 504]);
      return whileSubmitted(scene, { copies }, { kind: 'foreign-answer', status, body: `<html>${status}</html>` });
    }
    case 'answer-after-the-limit': {
      const ms = submissionLimitMs + chance.between(100, 6_000);
      return whileSubmitted(scene, { copies }, { kind: 'delay-answer', ms });
    }
    case 'request-dropped':
      return whileSubmitted(scene, { copies }, { kind: chance.pick(['drop-request', 'keep-request'] as const) });
    case 'main-outlasts-the-limit':
      return slowMain(scene, submissionLimitMs + chance.between(500, 4_000));
    case 'main-appears-after-rejection':
      return slowMain(scene, 2 * submissionLimitMs + chance.between(1_500, 5_000));
    case 'main-throws-after-execute':
      return answeredWith(scene, { copies, switches: { 'standin.main-after-fail': 'true' } }, 400);
    case 'main-throws-before-execute':
      return answeredWith(scene, { copies: true, readsTable: 'no_such_table' }, 400);
    case 'main-leaves-a-failed-job':
      return answeredWith(scene, { copies: true, writer: { preSql: ['insert into no_such_table values (1)'] } }, 400);
    case 'stopped-at-any-time': {
      const record = await scene.start(await scene.job({ copies, lastsMs: chance.between(1_000, 20_000) }));
      await pause(chance.between(0, 3_000));
      await scene.stop(record);
      scene.happened = true;
      return;
    }
    default:
      throw new Error(`${kind} is no network fault`);
  }
}

async function whileSubmitted(scene: Scene, shape: JobShape, fault: Parameters<Scene['onSubmission']>[1]) {
  const job = await scene.job(shape);
  const rule = scene.onSubmission(job, fault);
  await scene.start(job);
  await scene.until(() => scene.submissionsOf(job).length > 0, 40_000);
  scene.happened = !scene.stand.proxy.remove(rule);
}

/** main() takes so long; what it starts then runs long enough to be found. */
async function slowMain(scene: Scene, beforeMs: number): Promise<void> {
  const job = await scene.job({ lastsMs: 15_000, switches: { 'standin.main-before-ms': String(beforeMs) } });
  await scene.start(job);
  scene.happened = await scene.until(() => scene.submissionsOf(job).some(({ forwarded }) => forwarded), 40_000);
  await scene.until(() => scene.stand.watch.jobs.some(({ recordId }) => isOf(scene, recordId)), beforeMs + 10_000);
}

const isOf = (scene: Scene, recordId: string): boolean => scene.records.some(({ id }) => id === recordId);

async function answeredWith(scene: Scene, shape: JobShape, status: number): Promise<void> {
  const job = await scene.job(shape);
  await scene.start(job);
  scene.happened = await scene.until(
    () => scene.submissionsOf(job).some((submission) => submission.status === status),
    40_000,
  );
}
