import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { GatewayError, type ErrorCode } from '../../gateway/core/errors.ts';
import { newFlinkJobId, newId } from '../../gateway/core/ids.ts';
import type { ArchiveReader } from '../../gateway/flink/archive.ts';
import type { JobOverview } from '../../gateway/flink/schemas.ts';
import type { RunRecord } from '../../gateway/runs/run-store.ts';
import { closeRecord, type CloseDeps } from '../../gateway/tracking/close-record.ts';
import { archivedJob, fakeFlink, flinkJob, quietLog, startRecordStand, type RecordStand } from './record-fixture.ts';

const gone = {
  epoch: () => Promise.reject(new GatewayError('cluster_unreachable', 'connection refused')),
  job: () => Promise.reject(new GatewayError('cluster_unreachable', 'connection refused')),
  jobsOverview: () => Promise.reject(new GatewayError('cluster_unreachable', 'connection refused')),
};

describe('a person closes a record', () => {
  let stand: RecordStand;
  before(async () => {
    stand = await startRecordStand();
  });
  after(() => stand?.close());

  const observed: string[] = [];
  let archive: ArchiveReader | null = null;
  const close = (
    { id }: Pick<RunRecord, 'id'>,
    flink: ReturnType<CloseDeps['flinkOf']> | readonly JobOverview[],
    force = false,
  ): Promise<RunRecord> =>
    closeRecord(
      {
        ...stand,
        flinkOf: () => ('epoch' in flink ? flink : fakeFlink(flink)),
        archiveOf: () => archive,
        observe: async (clusterId: string) => void observed.push(clusterId),
        clock: { now: () => new Date() },
        log: quietLog,
      },
      { recordId: id, reason: 'the host was scrapped', force, who: 'ann' },
    );
  const refused = async (call: Promise<unknown>, code: ErrorCode): Promise<GatewayError> => {
    const error = await call.then(
      () => assert.fail('it was not refused'),
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof GatewayError, String(error));
    assert.equal(error.code, code, error.message);
    return error;
  };
  const evidenceOf = async ({ id }: RunRecord) =>
    (await stand.runs.events(id)).at(-1)?.evidence as {
      look: { kind: string; state?: unknown; archive?: unknown };
      forced: boolean;
    };

  for (const state of ['LOST', 'RUNNING', 'STOPPING'] as const) {
    test(`${state}, and Flink does not know the job: CLOSED, with the look as evidence`, async () => {
      const record = await stand.recordIn(state);
      const closed = await close(record, []);
      assert.deepEqual([closed.state, closed.activeKey], ['CLOSED', null]);
      assert.ok(closed.finishedAt !== null);
      const event = (await stand.runs.events(record.id)).at(-1);
      assert.deepEqual([event?.who, event?.why], ['ann', 'closed: the host was scrapped']);
      const { look, forced } = await evidenceOf(record);
      assert.deepEqual([look.kind, look.state, forced], ['answered', null, false]);
      assert.equal((closed.failure as { code: string }).code, 'closed');
      await refused(close(record, []), 'illegal_move');
    });
  }

  test('the cluster cannot be asked: only with force, for the job may still run', async () => {
    for (const state of ['RUNNING', 'STOPPING', 'UNCERTAIN', 'LOST'] as const) {
      const record = await stand.recordIn(state);
      const error = await refused(close(record, gone), 'confirmation_needed');
      assert.match(error.remedy ?? '', /force/);
      assert.deepEqual(await stand.runs.find(record.id), record);
      assert.equal((await close(record, gone, true)).state, 'CLOSED');
      const { look, forced } = await evidenceOf(record);
      assert.deepEqual([look.kind, forced], ['unanswered', true]);
    }
  });

  test('an UNCERTAIN submission settles by itself: only with force', async () => {
    const record = await stand.recordIn('UNCERTAIN');
    await refused(close(record, []), 'confirmation_needed');
    assert.equal((await close(record, [], true)).state, 'CLOSED');
  });

  test('Flink shows a job of it alive: never, whatever the attempt and with force too', async () => {
    for (const state of ['LOST', 'RUNNING', 'STOPPING', 'UNCERTAIN'] as const) {
      const record = await stand.recordIn(state);
      for (const jid of [record.flinkJobId ?? '', newFlinkJobId()]) {
        const error = await refused(
          close(record, [flinkJob(jid, `job@${record.id}`, 'CANCELLING')], true),
          'job_alive',
        );
        assert.equal(error.facts['flinkJobId'], jid);
        assert.ok((error.remedy ?? '') !== '');
      }
      // A job under another name that the record was attached to.
      await refused(close(record, [flinkJob(record.flinkJobId ?? '', 'by hand')], true), 'job_alive');
      assert.deepEqual(await stand.runs.find(record.id), record);
    }
  });

  test('Flink still knows how it ended: that is its end, and the observer is woken', async () => {
    const record = await stand.recordIn('RUNNING');
    observed.length = 0;
    await refused(close(record, [flinkJob(record.flinkJobId ?? '', `job@${record.id}`, 'FINISHED')]), 'illegal_move');
    assert.deepEqual(observed, [stand.clusterId]);
  });

  test('Flink has forgotten the job, its archive has not: that is its end, with force too', async () => {
    archive = { job: async (id) => archivedJob(id), trouble: async () => null };
    for (const state of ['RUNNING', 'STOPPING', 'UNCERTAIN', 'LOST'] as const) {
      const record = await stand.recordIn(state);
      observed.length = 0;
      const error = await refused(close(record, [], true), 'illegal_move');
      assert.match(error.message, /its archive says FINISHED/);
      assert.match(error.remedy ?? '', state === 'LOST' ? /attach/ : /again/);
      assert.deepEqual(observed, [stand.clusterId]);
      assert.deepEqual(await stand.runs.find(record.id), record);
    }
  });

  test('an archive that does not know the job, or cannot be read, stops nobody: the evidence says which', async () => {
    for (const trouble of [null, 'no such directory']) {
      archive = { job: async () => null, trouble: async () => trouble };
      const record = await stand.recordIn('RUNNING');
      assert.equal((await close(record, [])).state, 'CLOSED');
      assert.deepEqual((await evidenceOf(record)).look.archive, { state: null, trouble });
    }
  });

  test('what was not submitted is stopped, not closed; what is over stays', async () => {
    for (const state of ['QUEUED', 'WAITING', 'SUBMITTING', 'SUCCEEDED', 'REJECTED'] as const) {
      const record = await stand.recordIn(state);
      const error = await refused(close(record, [], true), 'illegal_move');
      assert.ok((error.remedy ?? '') !== '');
      assert.deepEqual(await stand.runs.find(record.id), record);
    }
    await refused(close({ id: newId() }, []), 'not_found');
  });

  test('a record that is moved between look and write is judged anew', async () => {
    const record = await stand.recordIn('RUNNING');
    const meanwhile = {
      ...fakeFlink([]),
      async epoch() {
        const now = await stand.runs.find(record.id);
        const request = {
          to: 'SUCCEEDED',
          by: 'tracking',
          who: 't',
          why: 'Flink says FINISHED',
          at: new Date(),
        } as const;
        if (now?.state === 'RUNNING') await stand.runs.move(now, request);
        return 'new';
      },
    };
    await refused(close(record, meanwhile), 'illegal_move');
    assert.equal((await stand.runs.find(record.id))?.state, 'SUCCEEDED');
  });
});
