import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { GatewayError, type ErrorCode } from '../../gateway/core/errors.ts';
import { newFlinkJobId, newId } from '../../gateway/core/ids.ts';
import type { ArchivedJob } from '../../gateway/flink/archive.ts';
import type { JobOverview } from '../../gateway/flink/schemas.ts';
import type { RunRecord } from '../../gateway/runs/run-store.ts';
import type { RunState } from '../../gateway/runs/run-status.ts';
import { newStop, type Stop } from '../../gateway/runs/stop-schema.ts';
import { attachRecord, type AttachRequest } from '../../gateway/tracking/attach-record.ts';
import { archivedJob, fakeFlink, flinkJob, quietLog, startRecordStand, type RecordStand } from './record-fixture.ts';

describe('a person attaches a record to a Flink job', () => {
  let stand: RecordStand;
  before(async () => {
    stand = await startRecordStand();
  });
  after(() => stand?.close());

  const observed: string[] = [];
  const archived = new Map<string, ArchivedJob>();
  const deps = (jobs: readonly JobOverview[]) => ({
    ...stand,
    flinkOf: () => fakeFlink(jobs),
    archiveOf: () => ({ job: async (id: string) => archived.get(id) ?? null }),
    observe: async (clusterId: string) => void observed.push(clusterId),
    clock: { now: () => new Date() },
    log: quietLog,
  });
  const attach = (
    { id }: Pick<RunRecord, 'id'>,
    flinkJobId: string,
    jobs: readonly JobOverview[],
    more: Partial<AttachRequest> = {},
  ): Promise<RunRecord> =>
    attachRecord(deps(jobs), { recordId: id, flinkJobId, reason: 'seen it', force: false, who: 'ann', ...more });
  const refused = async (call: Promise<unknown>, code: ErrorCode): Promise<GatewayError> => {
    const error = await call.then(
      () => assert.fail('it was not refused'),
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof GatewayError, String(error));
    assert.equal(error.code, code, error.message);
    assert.ok((error.remedy ?? '') !== '' || code === 'not_found', 'there is no remedy');
    return error;
  };

  for (const state of ['LOST', 'WAITING', 'UNCERTAIN'] as const) {
    test(`${state}: RUNNING, with who, why and what Flink said`, async () => {
      const record = await stand.recordIn(state);
      const flinkJobId = state === 'LOST' ? newFlinkJobId() : (record.flinkJobId ?? '');
      observed.length = 0;
      const moved = await attach(record, flinkJobId, [flinkJob(flinkJobId, `job@${record.id}`)]);
      assert.deepEqual(
        [moved.state, moved.flinkJobId, moved.flinkEpoch, moved.phase, moved.failure, moved.waitingReason],
        ['RUNNING', flinkJobId, 'new', 'RUNNING', null, null],
      );
      assert.equal(moved.activeKey, record.jobId, 'it holds the place of its job');
      const event = (await stand.runs.events(record.id)).at(-1);
      assert.deepEqual([event?.who, event?.why], ['ann', 'attached to a Flink job: seen it']);
      assert.deepEqual((event?.evidence as { state: string; replaces: string }).state, 'RUNNING');
      assert.equal((event?.evidence as { replaces: string }).replaces, record.flinkJobId);
      assert.deepEqual(observed, [stand.clusterId]);
    });
  }

  for (const [step, then, stopVersion] of [
    ['triggered', 'cancelled', 1],
    ['failed', 'failed', 0],
    [null, null, 0],
  ] as const) {
    test(`a stop from before it was LOST (savepoint: ${step ?? 'none'}) does not come back on the job`, async () => {
      const { id } = await stand.recordIn('LOST');
      const at = new Date();
      const stop =
        step === null ? {} : { stop: { ...newStop({ who: 'bob', drain: false, targetDirectory: null }, at), step } };
      await stand.database.prisma.jobRecord.update({ where: { id }, data: { stopRequestedAt: at, ...stop } });
      const flinkJobId = newFlinkJobId();
      const moved = await attach({ id }, flinkJobId, [flinkJob(flinkJobId, `job@${id}`)]);
      assert.deepEqual(
        [moved.state, moved.stopRequestedAt, (moved.stop as Stop | null)?.step ?? null, moved.stopVersion],
        ['RUNNING', null, then, stopVersion],
      );
    });
  }

  test('a stop that was asked for while it was UNCERTAIN is for its own job, and stands', async () => {
    const record = await stand.recordIn('UNCERTAIN');
    const stopRequestedAt = new Date();
    await stand.runs.note(record, { stopRequestedAt });
    const flinkJobId = record.flinkJobId ?? '';
    const moved = await attach(record, flinkJobId, [flinkJob(flinkJobId, `job@${record.id}`)]);
    assert.deepEqual(moved.stopRequestedAt, stopRequestedAt);
  });

  test('a second time changes nothing', async () => {
    const record = await stand.recordIn('LOST');
    const flinkJobId = newFlinkJobId();
    const jobs = [flinkJob(flinkJobId, `job@${record.id}`)];
    const first = await attach(record, flinkJobId, jobs);
    assert.deepEqual(await attach(record, flinkJobId, jobs), first);
  });

  for (const state of ['QUEUED', 'SUBMITTING', 'RUNNING', 'STOPPING', 'SUCCEEDED', 'REJECTED'] as RunState[]) {
    test(`${state}: refused`, async () => {
      const record = await stand.recordIn(state);
      const flinkJobId = newFlinkJobId();
      await refused(attach(record, flinkJobId, [flinkJob(flinkJobId, `job@${record.id}`)]), 'illegal_move');
      assert.deepEqual(await stand.runs.find(record.id), record);
    });
  }

  test('UNCERTAIN takes its own job only: the outstanding submission may bring it to life', async () => {
    const record = await stand.recordIn('UNCERTAIN');
    const other = newFlinkJobId();
    await refused(attach(record, other, [flinkJob(other, `job@${record.id}`)], { force: true }), 'illegal_move');
  });

  test('a job that Flink does not know: refused, with the place of the mistake', async () => {
    const record = await stand.recordIn('LOST');
    const error = await refused(attach(record, newFlinkJobId(), []), 'job_not_attachable');
    assert.equal(error.errors[0]?.pointer, '/flinkJobId');
  });

  test('a job that only the archive knows: tracking ends the record with what the archive says', async () => {
    const record = await stand.recordIn('LOST');
    const flinkJobId = newFlinkJobId();
    const ended = archivedJob(flinkJobId, 'FAILED');
    archived.set(flinkJobId, { ...ended, job: { ...ended.job, name: `job@${record.id}` } });
    observed.length = 0;
    const moved = await attach(record, flinkJobId, []);
    assert.deepEqual([moved.state, moved.flinkJobId, moved.phase], ['RUNNING', flinkJobId, 'FAILED']);
    const event = (await stand.runs.events(record.id)).at(-1);
    assert.deepEqual((event?.evidence as { asked: string[] }).asked.at(-1), 'archive');
    assert.deepEqual(observed, [stand.clusterId]);
    const foreign = newFlinkJobId();
    archived.set(foreign, archivedJob(foreign));
    await refused(attach(await stand.recordIn('LOST'), foreign, []), 'confirmation_needed');
  });

  test('a job with another name needs force, one of another record is refused even so', async () => {
    const record = await stand.recordIn('LOST');
    const [foreign, others] = [newFlinkJobId(), newFlinkJobId()];
    const jobs = [flinkJob(foreign, 'by hand'), flinkJob(others, `job@${(await stand.recordIn('LOST')).id}`)];
    await refused(attach(record, foreign, jobs), 'confirmation_needed');
    await refused(attach(record, others, jobs, { force: true }), 'job_not_attachable');
    const moved = await attach(record, foreign, jobs, { force: true });
    assert.equal(moved.flinkJobId, foreign);
    assert.equal(((await stand.runs.events(record.id)).at(-1)?.evidence as { forced: boolean }).forced, true);
  });

  test('a job that another record has: refused, also when both ask at once', async () => {
    const holder = await stand.recordIn('RUNNING');
    const lost = await stand.recordIn('LOST');
    const taken = holder.flinkJobId ?? '';
    await refused(attach(lost, taken, [flinkJob(taken, 'by hand')], { force: true }), 'job_not_attachable');
    const [one, two] = [await stand.recordIn('LOST'), await stand.recordIn('LOST')];
    const free = newFlinkJobId();
    const both = [one, two].map((record) => attach(record, free, [flinkJob(free, 'by hand')], { force: true }));
    const answers = await Promise.allSettled(both);
    assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 1);
    const loser = answers.findIndex(({ status }) => status === 'rejected');
    await refused(both[loser] as Promise<unknown>, 'job_not_attachable');
  });

  test('while another job of the record is alive: refused', async () => {
    const record = await stand.recordIn('LOST');
    const [wanted, alive] = [newFlinkJobId(), newFlinkJobId()];
    const jobs = (state: 'RUNNING' | 'CANCELED') => [
      flinkJob(wanted, `job@${record.id}`),
      flinkJob(alive, `job@${record.id}`, state),
    ];
    const error = await refused(attach(record, wanted, jobs('RUNNING')), 'job_alive');
    assert.equal(error.facts['flinkJobId'], alive);
    assert.equal((await attach(record, wanted, jobs('CANCELED'))).state, 'RUNNING');
  });

  test('no such record', async () => {
    await refused(attach({ id: newId() }, newFlinkJobId(), []), 'not_found');
  });
});
