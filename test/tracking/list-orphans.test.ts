import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { hasCode } from '../../gateway/core/errors.ts';
import { newFlinkJobId, newId } from '../../gateway/core/ids.ts';
import type { FlinkJobState, JobOverview } from '../../gateway/flink/schemas.ts';
import { actOnOrphan, type OrphanRequest } from '../../gateway/tracking/act-on-orphan.ts';
import { listOrphans } from '../../gateway/tracking/list-orphans.ts';
import { fakeFlink, flinkJob, quietLog, startRecordStand, type RecordStand } from './record-fixture.ts';

describe('jobs that no record follows', () => {
  let stand: RecordStand;
  before(async () => {
    stand = await startRecordStand();
  });
  after(() => stand?.close());

  const deps = (flink: ReturnType<typeof fakeFlink>) => ({
    ...stand,
    flinkOf: () => flink,
    archiveOf: () => null,
    observe: () => Promise.resolve(),
    clock: { now: () => new Date() },
    log: quietLog,
  });
  const list = (jobs: readonly JobOverview[], ended = false) =>
    listOrphans(deps(fakeFlink(jobs)), stand.clusterId, { ended });

  test('foreign ones, those of other gateways, and those of given-up attempts are told apart', async () => {
    const record = await stand.recordIn('RUNNING');
    const elsewhere = newId();
    const jobs = [
      flinkJob(newFlinkJobId(), 'WordCount'),
      flinkJob(newFlinkJobId(), `job@${elsewhere}`),
      flinkJob(newFlinkJobId(), `job@${record.id}`),
      flinkJob(record.flinkJobId ?? '', `job@${record.id}`),
    ];
    const found = await list(jobs);
    assert.deepEqual(
      found.map(({ flinkJobId, kind, recordId, recordState }) => [flinkJobId, kind, recordId, recordState]),
      [
        [jobs[0]?.jid, 'foreign', null, null],
        [jobs[1]?.jid, 'unknown-record', elsewhere, null],
        [jobs[2]?.jid, 'orphan', record.id, 'RUNNING'],
      ],
    );
    assert.equal(found[0]?.slots, 3, 'the largest parallelism');
    assert.equal(found[0]?.startedAt, new Date(1_700_000_000_000).toISOString());
  });

  test('a followed job is none, whatever its name; a WAITING, LOST or ended record follows none', async () => {
    const shown = async (state: Parameters<RecordStand['recordIn']>[0], jobState: FlinkJobState = 'RUNNING') => {
      const record = await stand.recordIn(state);
      return (await list([flinkJob(record.flinkJobId ?? '', 'by hand', jobState)], true)).length;
    };
    for (const state of ['SUBMITTING', 'UNCERTAIN', 'RUNNING', 'STOPPING'] as const) {
      assert.equal(await shown(state), 0, state);
    }
    for (const state of ['WAITING', 'LOST', 'SUCCEEDED'] as const) assert.equal(await shown(state), 1, state);
    assert.equal(await shown('SUCCEEDED', 'FINISHED'), 0, 'the end on record is the end on Flink');
  });

  test('what is over is shown on request only', async () => {
    const jobs = [flinkJob(newFlinkJobId(), 'WordCount', 'FINISHED')];
    assert.equal((await list(jobs)).length, 0);
    const [ended] = await list(jobs, true);
    assert.deepEqual([ended?.state, ended?.slots], ['FINISHED', null]);
  });

  describe('what a person does about them', () => {
    const act = async (jobs: readonly JobOverview[], request: Partial<OrphanRequest>) => {
      const flink = fakeFlink(jobs);
      const whole = {
        clusterId: stand.clusterId,
        flinkJobId: jobs[0]?.jid ?? '',
        action: 'cancel',
        reason: 'it is in the way',
        who: 'ann',
        ...request,
      } as const;
      const answer = await actOnOrphan(deps(flink), whole).catch((error: unknown) => error);
      return { answer, cancelled: flink.cancelled };
    };
    const code = (answer: unknown) => (answer as { code?: string }).code;

    test('cancel of a given-up attempt: told to Flink, and a note on the record that moves nothing', async () => {
      const record = await stand.recordIn('RUNNING');
      const jid = newFlinkJobId();
      const { answer, cancelled } = await act([flinkJob(jid, `job@${record.id}`)], {});
      assert.deepEqual(answer, { flinkJobId: jid, recordId: record.id, outcome: 'asked' });
      assert.deepEqual(cancelled, [jid]);
      assert.deepEqual(await stand.runs.find(record.id), record);
      const note = (await stand.runs.events(record.id)).at(-1);
      assert.deepEqual([note?.fromState, note?.toState, note?.who, note?.note], ['RUNNING', 'RUNNING', 'ann', 1]);
      assert.match(note?.why ?? '', /it is in the way/);
      assert.equal((note?.evidence as { flinkJobId: string }).flinkJobId, jid);
    });

    test('a followed job is not cancelled here, nor one that is over; a foreign one with force only', async () => {
      const record = await stand.recordIn('RUNNING');
      const followed = await act([flinkJob(record.flinkJobId ?? '', `job@${record.id}`)], { force: true });
      assert.deepEqual([code(followed.answer), followed.cancelled], ['in_use', []]);
      const over = await act([flinkJob(newFlinkJobId(), 'WordCount', 'FINISHED')], { force: true });
      assert.deepEqual([code(over.answer), over.cancelled], ['conflict', []]);
      for (const name of ['WordCount', `job@${newId()}`]) {
        const jobs = [flinkJob(newFlinkJobId(), name)];
        const first = await act(jobs, {});
        assert.deepEqual([code(first.answer), first.cancelled], ['confirmation_needed', []]);
        assert.deepEqual((await act(jobs, { force: true })).cancelled, [jobs[0]?.jid]);
      }
    });

    test('adopt: the record that the name says follows it', async () => {
      const record = await stand.recordIn('LOST');
      const jid = newFlinkJobId();
      const { answer } = await act([flinkJob(jid, `job@${record.id}`)], { action: 'adopt' });
      assert.deepEqual(answer, { flinkJobId: jid, recordId: record.id, outcome: 'adopted' });
      const now = await stand.runs.find(record.id);
      assert.deepEqual([now?.state, now?.flinkJobId], ['RUNNING', jid]);
    });

    test('adopt of a foreign job needs the record and force', async () => {
      const record = await stand.recordIn('LOST');
      const jobs = [flinkJob(newFlinkJobId(), 'by hand')];
      assert.equal(code((await act(jobs, { action: 'adopt', force: true })).answer), 'validation_failed');
      const bare = { action: 'adopt', recordId: record.id } as const;
      assert.equal(code((await act(jobs, bare)).answer), 'confirmation_needed');
      await act(jobs, { ...bare, force: true });
      assert.equal((await stand.runs.find(record.id))?.state, 'RUNNING');
    });

    test('a job or cluster that is not there', async () => {
      assert.equal(code((await act([], { flinkJobId: newFlinkJobId() })).answer), 'not_found');
      await assert.rejects(listOrphans(deps(fakeFlink([])), newId()), (error) => hasCode(error, 'not_found'));
    });
  });
});
