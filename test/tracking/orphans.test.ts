import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cancelOrphans } from '../../gateway/tracking/orphans.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };
const recordId = '01M7YKMEC3CBVS8RX92EG3YMVJ';
const jid = (digit: string): string => digit.repeat(32);
const job = (id: string, name = `cities@${recordId}`, state = 'RUNNING') => ({
  jid: id,
  name,
  state: state as 'RUNNING',
  'start-time': 1,
  'end-time': -1,
  'last-modification': 1,
  tasks: {},
});

interface RecordLike {
  readonly state: string;
  readonly flinkJobId: string | null;
  readonly stateSince?: Date;
}

async function cancelled(record: RecordLike | null, ...jobs: ReturnType<typeof job>[]) {
  return (await sweep(record, jobs, ['a', 'b', 'f'].map(jid))).asked;
}

async function sweep(record: RecordLike | null, jobs: ReturnType<typeof job>[], submitted: readonly string[] = []) {
  const asked: string[] = [];
  const told: { id: string; who: string; evidence: unknown }[] = [];
  const runs = {
    findMany: () => Promise.resolve(record === null ? [] : [{ id: recordId, stateSince: new Date(0), ...record }]),
    events: () =>
      Promise.resolve(submitted.map((id) => ({ note: 0, toState: 'SUBMITTING', evidence: { flinkJobId: id } }))),
  } as never;
  const notes = {
    annotate: ({ id }: { id: string }, { who, evidence }: { who: string; evidence: unknown }) => {
      told.push({ id, who, evidence });
      return Promise.resolve();
    },
  };
  const clock = { now: () => new Date(100_000) };
  const flink = {
    cancel: (id: string) => {
      asked.push(id);
      return Promise.resolve('asked' as const);
    },
  };
  await cancelOrphans({ runs, notes, clock, log }, flink, jobs, [{ flinkJobId: jid('f') }]);
  return { asked, told };
}

describe('orphans', () => {
  test('a job of an earlier attempt is cancelled, the present one is not', async () => {
    const record = { state: 'RUNNING', flinkJobId: jid('b') };
    assert.deepEqual(await cancelled(record, job(jid('a')), job(jid('b'))), [jid('a')]);
  });

  test('a job that came to life after its record was REJECTED is cancelled', async () => {
    assert.deepEqual(await cancelled({ state: 'REJECTED', flinkJobId: jid('a') }, job(jid('a'))), [jid('a')]);
  });

  test('a job whose record is just being submitted is left alone', async () => {
    assert.deepEqual(await cancelled({ state: 'SUBMITTING', flinkJobId: jid('a') }, job(jid('a'))), []);
  });

  test('a job that came to life after a person had closed its record is cancelled', async () => {
    assert.deepEqual(await cancelled({ state: 'CLOSED', flinkJobId: jid('a') }, job(jid('a'))), [jid('a')]);
  });

  test('the record is told, once: a job that is on its way to an end is not cancelled again', async () => {
    const record = { state: 'RUNNING', flinkJobId: jid('b') };
    const { told } = await sweep(record, [job(jid('a'))], [jid('a')]);
    assert.deepEqual(told, [
      {
        id: recordId,
        who: 'gateway/tracking',
        evidence: {
          flinkJobId: jid('a'),
          name: `cities@${recordId}`,
          state: 'RUNNING',
          followed: jid('b'),
          answer: 'asked',
        },
      },
    ]);
    for (const state of ['CANCELLING', 'FAILING']) {
      assert.deepEqual(await sweep(record, [job(jid('a'), undefined, state)], [jid('a')]), { asked: [], told: [] });
    }
  });

  test('a job of an attempt that came to nothing, or of a run that is over, is cancelled when it comes to life', async () => {
    for (const state of ['WAITING', 'SUCCEEDED', 'FAILED', 'CANCELED']) {
      assert.deepEqual(await cancelled({ state, flinkJobId: jid('a') }, job(jid('a'))), [jid('a')], state);
    }
    // The list is older than the end on record: another gateway may have written that.
    const justEnded = { state: 'SUCCEEDED', flinkJobId: jid('a'), stateSince: new Date(99_000) };
    assert.deepEqual(await cancelled(justEnded, job(jid('a'))), []);
  });

  test('a run that is LOST or over: what the gateway once submitted is cancelled, what a person started waits to be attached', async () => {
    for (const state of ['LOST', 'FAILED']) {
      const record = { state, flinkJobId: jid('b') };
      assert.deepEqual((await sweep(record, [job(jid('a'))], [jid('a'), jid('b')])).asked, [jid('a')]);
      assert.deepEqual((await sweep(record, [job(jid('c'))], [jid('a'), jid('b')])).asked, []);
    }
  });

  test("other programs' jobs, unknown records, finished and followed jobs are left alone", async () => {
    const record = { state: 'REJECTED', flinkJobId: jid('a') };
    assert.deepEqual(await cancelled(record, job(jid('a'), 'somebody else')), []);
    assert.deepEqual(await cancelled(null, job(jid('a'))), []);
    assert.deepEqual(await cancelled(record, job(jid('a'), undefined, 'FINISHED')), []);
    assert.deepEqual(await cancelled(record, job(jid('f'))), []);
  });
});
