import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { hasCode } from '../../gateway/core/errors.ts';
import { createFlinkClient, type FlinkClient } from '../../gateway/flink/client.ts';
import { readFixture } from '../chunjun/fixtures.ts';
import { json, page, startFakeFlink, type FakeFlink } from './fake-flink.ts';

const answers = readFixture('flink-savepoint-answers.json') as Record<string, { status: number; body: unknown }>;
const id = 'a1'.repeat(16);

/** Answers as a Flink 1.12.7 gave them. */
describe('calls about savepoints and checkpoints', () => {
  let fake: FakeFlink;
  let flink: FlinkClient;
  before(async () => {
    fake = await startFakeFlink();
    flink = createFlinkClient({ baseUrl: fake.url, timeoutMs: 300 });
  });
  after(async () => {
    flink.close();
    await fake.close();
  });
  const recorded = (name: string) => {
    const { status, body } = answers[name] ?? assert.fail(name);
    fake.answer(json(status, body));
  };
  const stop = () => flink.stopWithSavepoint(id, { targetDirectory: 's3://b/s', drain: false });

  test('202 to a stop is a request to ask about', async () => {
    fake.answer(json(202, { 'request-id': id }));
    assert.deepEqual(await stop(), { kind: 'accepted', requestId: id });
    const sent = fake.requests.at(-1);
    assert.equal(`${sent?.method} ${sent?.url}`, `POST /jobs/${id}/stop`);
    assert.deepEqual(JSON.parse(sent?.body ?? ''), { targetDirectory: 's3://b/s', drain: false });
  });

  test('a cluster without a directory refuses; anything but Flink’s own answer is a lost one', async () => {
    recorded('noDirectory');
    const refused = await stop();
    assert.deepEqual([refused.kind, 'reason' in refused && refused.reason], ['refused', 'no_directory']);
    for (const respond of [page(502), page(200), json(202, {}), json(500, { message: 'upstream' })]) {
      fake.answer(respond);
      assert.equal((await stop()).kind, 'lost');
    }
    fake.answer((incoming) => incoming.socket.resetAndDestroy());
    assert.equal((await stop()).kind, 'lost');
    const nobody = createFlinkClient({ baseUrl: 'http://127.0.0.1:1', timeoutMs: 300 });
    assert.equal((await nobody.stopWithSavepoint(id, { drain: false })).kind, 'never-left');
    nobody.close();
  });

  test('the status of a request: under way, complete, failed in words, not known', async () => {
    const status = async (name: string) => (recorded(name), flink.savepointStatus(id, id));
    assert.deepEqual(await status('inProgress'), { kind: 'in-progress' });
    const complete = await status('completed');
    assert.match(complete.kind === 'completed' ? complete.location : '', /^file:.*\/savepoint-/);
    assert.deepEqual(await status('failed'), {
      kind: 'failed',
      cause: 'Failed to create savepoint directory at file:/dev/null/sp',
    });
    assert.deepEqual(await status('unknown'), { kind: 'unknown' });
    // A path that Flink does not serve is a 404 of the same shape: nothing is concluded from it.
    fake.answer(json(404, { errors: ['Not found.'] }));
    await assert.rejects(flink.savepointStatus(id, id), (error) => hasCode(error, 'cluster_answer_invalid'));
  });

  test('checkpoints, with the newest savepoint and its path', async () => {
    recorded('checkpoints');
    const { latest, counts } = await flink.checkpoints(id);
    assert.equal(latest.savepoint?.is_savepoint, true);
    assert.match(latest.savepoint?.external_path ?? '', /\/savepoint-/);
    assert.match(latest.completed?.external_path ?? '', /\/chk-\d+$/);
    assert.equal(counts.restored, 0);
  });
});
