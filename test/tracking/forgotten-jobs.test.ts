import assert from 'node:assert/strict';
import { gunzipSync } from 'node:zlib';
import { after, before, beforeEach, describe, test } from 'node:test';
import { GatewayError } from '../../gateway/core/errors.ts';
import { newFlinkJobId } from '../../gateway/core/ids.ts';
import type { ArchivedJob } from '../../gateway/flink/archive.ts';
import type { FlinkClient } from '../../gateway/flink/client.ts';
import type { JobOverview } from '../../gateway/flink/schemas.ts';
import type { RunRecord } from '../../gateway/runs/run-store.ts';
import { createCheckpointFollower } from '../../gateway/tracking/follow-checkpoints.ts';
import { createLostLooks } from '../../gateway/tracking/lost-looks.ts';
import { observeCluster } from '../../gateway/tracking/observe-cluster.ts';
import { archivedJob, flinkJob, quietLog, startRecordStand, type RecordStand } from './record-fixture.ts';

describe('records whose job Flink has forgotten', () => {
  let stand: RecordStand;
  let listed: JobOverview[] = [];
  /** What the witness knows, and which jobs it was asked for. */
  const archived = new Map<string, ArchivedJob>();
  let asked: string[] = [];
  /** What the JobManager is called from one question to the next; afterwards 'new'. */
  let epochs: string[] = [];
  let now = Date.now();

  before(async () => {
    stand = await startRecordStand();
  });
  after(() => stand?.close());
  beforeEach(async () => {
    listed = [];
    asked = [];
    epochs = [];
    // One record at a time: those of earlier tests are over.
    await stand.database.prisma.jobRecordEvent.deleteMany();
    await stand.database.prisma.jobRecord.deleteMany();
  });

  const keep = (record: RunRecord, state: ArchivedJob['state'] = 'FINISHED'): void => {
    const id = record.flinkJobId ?? '';
    archived.set(id, archivedJob(id, state));
  };
  const forgets = () =>
    Promise.reject(new GatewayError('cluster_answer_invalid', 'gone', { facts: { status: 404, cause: 'gone' } }));
  const flink = {
    epoch: async () => epochs.shift() ?? 'new',
    jobsOverview: async () => listed,
    overview: async () => ({ taskmanagers: 1, 'slots-total': 4, 'slots-available': 4, 'flink-version': '1.12.7' }),
    job: async () => null,
    jobManagerConfig: async () => new Map(),
    accumulators: forgets,
    exceptions: forgets,
    jobConfiguration: async () => null,
    jobManagerLogTail: async () => ({ logTail: '', missing: null }),
  } as Partial<FlinkClient> as FlinkClient;
  const lost = createLostLooks();
  const witness = {
    job: async (id: string) => {
      asked.push(id);
      return archived.get(id) ?? null;
    },
  };
  const look = (archive = true): Promise<void> =>
    observeCluster(
      {
        ...stand,
        flinkOf: () => flink,
        ...(archive ? { archive: { of: () => witness, lost } } : {}),
        redactorOf: async () => (value) => value,
        checkpoints: createCheckpointFollower(),
        wake: { submit: async () => undefined, stop: async () => undefined },
        setPace: async () => undefined,
        clock: { now: () => new Date(now) },
        log: quietLog,
      },
      stand.clusterId,
    );
  const find = async ({ id }: RunRecord): Promise<RunRecord> => {
    const record = await stand.runs.find(id);
    assert.ok(record);
    return record;
  };
  const evidence = async ({ id }: RunRecord) =>
    (await stand.runs.events(id)).at(-1)?.evidence as Record<string, unknown>;

  for (const state of ['RUNNING', 'STOPPING', 'UNCERTAIN', 'LOST'] as const) {
    test(`${state}: the archive says FINISHED`, async () => {
      const record = await stand.recordIn(state);
      keep(record);
      await look();
      const ended = await find(record);
      const { rowsRead, rowsWritten, offsetAfter, failure } = ended;
      assert.deepEqual([ended.state, rowsRead, rowsWritten, offsetAfter], ['SUCCEEDED', 100n, 100n, '100']);
      assert.equal(failure, null);
      const { asked: by, state: said } = await evidence(record);
      assert.deepEqual([by, said], ['archive', 'FINISHED']);
      const snapshot = await stand.runs.snapshot(record.id);
      assert.ok(snapshot);
      assert.match(gunzipSync(snapshot).toString(), /"endLocation":"100"/);
    });
  }

  for (const [said, to] of [
    ['FAILED', 'FAILED'],
    ['CANCELED', 'CANCELED'],
  ] as const) {
    test(`the archive says ${said}`, async () => {
      const record = await stand.recordIn('RUNNING');
      keep(record, said);
      await look();
      assert.deepEqual([(await find(record)).state, (await find(record)).offsetAfter], [to, null]);
    });
  }

  test('a witness that says nothing changes nothing', async () => {
    const [running, uncertain] = [await stand.recordIn('RUNNING'), await stand.recordIn('UNCERTAIN')];
    await look();
    assert.equal((await find(running)).state, 'LOST');
    assert.equal((await find(uncertain)).state, 'UNCERTAIN');
    assert.equal((await find(running)).failure instanceof Object, true);
  });

  test('the evidence of LOST names the JobManager that answered last, when it was restarted meanwhile, too', async () => {
    for (const [told, epoch, code] of [
      [['old', 'old'], 'old', 'lost'],
      [['old', 'restarted'], 'restarted', 'lost_by_restart'],
    ] as const) {
      const record = await stand.recordIn('RUNNING');
      epochs = [...told];
      await look(false);
      const { failure } = await find(record);
      const { submittedEpoch, epoch: answered } = await evidence(record);
      assert.deepEqual([submittedEpoch, answered, (failure as { code: string }).code], ['old', epoch, code]);
    }
  });

  test('without a witness RUNNING is LOST', async () => {
    const record = await stand.recordIn('RUNNING');
    keep(record);
    await look(false);
    assert.equal((await find(record)).state, 'LOST');
    assert.deepEqual(asked, []);
  });

  test('a LOST record is looked for once a minute', async () => {
    const record = await stand.recordIn('LOST');
    const id = record.flinkJobId ?? '';
    await look();
    assert.deepEqual(asked, [id]);
    now += 59_000;
    await look();
    assert.deepEqual(asked, [id]);
    now += 1_000;
    keep(record);
    await look();
    assert.deepEqual(asked, [id, id]);
    assert.equal((await find(record)).state, 'SUCCEEDED');
  });

  test('a clock that is set back does not keep a LOST record from being looked for', async () => {
    const id = (await stand.recordIn('LOST')).flinkJobId ?? '';
    await look();
    now -= 7_200_000;
    await look();
    now += 7_200_000;
    assert.deepEqual(asked, [id, id]);
  });

  test('a job that Flink lists is not asked for there', async () => {
    const record = await stand.recordIn('RUNNING');
    keep(record);
    listed = [flinkJob(record.flinkJobId ?? '', `job@${record.id}`)];
    await look();
    assert.deepEqual([asked, (await find(record)).state], [[], 'RUNNING']);
  });

  test('what Flink forgets between its list and the last questions is read there', async () => {
    const record = await stand.recordIn('RUNNING');
    keep(record);
    listed = [flinkJob(record.flinkJobId ?? '', `job@${record.id}`, 'FINISHED')];
    await look();
    const ended = await find(record);
    assert.deepEqual([ended.state, ended.rowsRead, ended.offsetAfter], ['SUCCEEDED', 100n, '100']);
    assert.equal((await evidence(record))['asked'], 'archive');
  });

  test('where nobody has the counters of a run that succeeded, its end says so', async () => {
    const record = await stand.recordIn('RUNNING');
    await stand.runs.note(record, { offsetBefore: '7' });
    listed = [flinkJob(record.flinkJobId ?? '', `job@${record.id}`, 'FINISHED')];
    await look();
    const ended = await find(record);
    assert.deepEqual([ended.state, ended.rowsRead, ended.offsetAfter], ['SUCCEEDED', null, '7']);
    assert.equal((await evidence(record))['whole'], false);
    assert.match(
      (await stand.runs.events(record.id)).at(-1)?.why ?? '',
      /FINISHED; .*forgotten.*rows and offset are not known.*old bound/,
    );
  });

  for (const forced of [true, false]) {
    test(`the offset of a job that was attached ${forced ? 'by force is another job’s' : 'by its name counts'}`, async () => {
      const lostRecord = await stand.recordIn('LOST');
      const at = new Date(now);
      const evidenceOf = (flinkJobId: string, isForced: boolean) => ({ flinkJobId, forced: isForced });
      const foreign = newFlinkJobId();
      // An earlier job of the record, attached the other way, says nothing about the present one.
      const moves = [
        { to: 'RUNNING', by: 'api', flinkJobId: newFlinkJobId(), forced: !forced },
        { to: 'LOST', by: 'tracking', flinkJobId: null, forced: false },
        { to: 'RUNNING', by: 'api', flinkJobId: foreign, forced },
      ] as const;
      let record = lostRecord;
      for (const { to, by, flinkJobId, forced: isForced } of moves) {
        const set = flinkJobId === null ? {} : { flinkJobId };
        const said = flinkJobId === null ? {} : { evidence: evidenceOf(flinkJobId, isForced) };
        const moved = await stand.runs.move(record, { to, by, who: 'ann', why: 'test', at, set, ...said });
        assert.ok(moved);
        record = moved;
      }
      keep(record);
      await look();
      const ended = await find(record);
      assert.deepEqual([ended.state, ended.rowsRead], ['SUCCEEDED', 100n]);
      assert.equal(ended.offsetAfter, forced ? null : '100');
      const why = (await stand.runs.events(record.id)).at(-1)?.why ?? '';
      assert.equal(/offset is not taken over/.test(why), forced, why);
    });
  }
});
