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

async function cancelled(
  record: { state: string; flinkJobId: string | null } | null,
  ...jobs: ReturnType<typeof job>[]
) {
  const asked: string[] = [];
  const runs = { findMany: () => Promise.resolve(record === null ? [] : [{ id: recordId, ...record }]) } as never;
  const flink = {
    cancel: (id: string) => {
      asked.push(id);
      return Promise.resolve('asked' as const);
    },
  };
  await cancelOrphans({ runs, log }, flink, jobs, [{ flinkJobId: jid('f') }]);
  return asked;
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

  test("other programs' jobs, unknown records, finished and followed jobs are left alone", async () => {
    const record = { state: 'REJECTED', flinkJobId: jid('a') };
    assert.deepEqual(await cancelled(record, job(jid('a'), 'somebody else')), []);
    assert.deepEqual(await cancelled(null, job(jid('a'))), []);
    assert.deepEqual(await cancelled(record, job(jid('a'), undefined, 'FINISHED')), []);
    assert.deepEqual(await cancelled(record, job(jid('f'))), []);
  });
});
