import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { after, before, describe, test } from 'node:test';
import { createRedactor } from '../../gateway/core/redact.ts';
import { createFlinkClient, type FlinkClient } from '../../gateway/flink/client.ts';
import { openSnapshot } from '../../gateway/runs/view-record.ts';
import { takeFinalSnapshot } from '../../gateway/tracking/final-snapshot.ts';
import { readFixture } from '../chunjun/fixtures.ts';
import { json, startFakeFlink, type FakeFlink } from '../flink/fake-flink.ts';

const recorded = readFixture('flink-task-manager-answers.json') as Record<string, { status: number; body: unknown }>;
const recordedJob = recorded['/jobs/:id']?.body as { jid: string; vertices: object[] };
const secret = 'pa"ss%+&<ß secretmark4712';
/** A secret as logs print it: as it is, in JSON, URL-encoded by Chunjun, and by Gson. */
const printed = [
  secret,
  JSON.stringify({ password: secret }),
  encodeURIComponent(JSON.stringify({ password: secret })).replaceAll('%20', '+'),
  JSON.stringify({ password: secret }).replace(/[<>&=']/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`),
].join('\n');
const at = new Date('2026-01-01T00:00:00Z');

describe('the snapshot of a job that is over', () => {
  let fake: FakeFlink;
  let flink: FlinkClient;
  before(async () => {
    fake = await startFakeFlink();
    flink = createFlinkClient({ baseUrl: fake.url, timeoutMs: 1_500 });
  });
  after(async () => {
    flink?.close();
    await fake?.close();
  });

  /** A Flink whose logs print the secret. `hangs`: paths that are not answered. */
  function serve(
    state: string,
    vertices: readonly object[] = recordedJob.vertices,
    hangs?: RegExp,
    rootException: string | null = null,
  ): void {
    fake.answer((request, response) => {
      const url = request.url ?? '';
      const job = `/jobs/${recordedJob.jid}`;
      if (hangs?.test(url) === true) return;
      if (/^\/(?:jobmanager|taskmanagers\/[^/]+)\/log$/.test(url)) {
        response.end(`of ${url}\n${printed}\n`);
        return;
      }
      const answers: Record<string, unknown> = {
        [job]: { ...recordedJob, state, vertices },
        [`${job}/accumulators`]: { 'user-task-accumulators': [] },
        [`${job}/exceptions`]: { 'root-exception': rootException, timestamp: null, 'all-exceptions': [] },
        [`${job}/config`]: {},
      };
      const body = url.endsWith('/logs')
        ? { logs: [{ name: 'taskmanager.log', size: 1 }] }
        : url.endsWith('/taskmanagers')
          ? recorded['/jobs/:id/vertices/:vertex/taskmanagers']?.body
          : answers[url];
      json(body === undefined ? 404 : 200, body ?? { errors: ['?'] })(request, response);
    });
  }
  async function take(state: string) {
    const before = fake.requests.length;
    const taken = await takeFinalSnapshot(flink, recordedJob.jid, state, { redact: createRedactor([secret]), at });
    assert.ok(taken);
    const urls = fake.requests.slice(before).map(({ url }) => url);
    return { snapshot: openSnapshot(taken.compressed), failure: taken.failure, urls };
  }

  test('FAILED: the ends of the logs of JobManager and TaskManagers, without the secret in any form', async () => {
    serve('FAILED');
    const { snapshot } = await take('FAILED');
    const logs = snapshot.taskManagerLogs ?? [];
    assert.deepEqual(
      logs.map(({ taskManager, missing }) => [taskManager, missing]),
      [
        ['taskmanager-0-4aa6b7ac', null],
        ['taskmanager-1-f15e2595', null],
      ],
    );
    const masked = ['******', '{"password":"******"}', '******', '{"password":"******"}'];
    for (const [log, path] of [
      [snapshot.logTail, '/jobmanager/log'],
      ...logs.map(({ logTail, taskManager }) => [logTail, `/taskmanagers/${taskManager}/log`]),
    ]) {
      assert.equal(log, [`of ${path}`, ...masked, ''].join('\n'));
    }
  });

  for (const state of ['FINISHED', 'CANCELED']) {
    test(`${state}: no log is asked for`, async () => {
      serve(state);
      const { snapshot, urls } = await take(state);
      assert.deepEqual([snapshot.logTail, snapshot.taskManagerLogs], ['', []]);
      assert.deepEqual(
        urls.filter((url) => /log|taskmanagers/.test(url)),
        [],
      );
    });
  }

  test('a password that was changed meanwhile, which nobody knows any more, is in neither exceptions nor cause', async () => {
    const told = `org.x.JobException: Recovery is suppressed\nCaused by: org.x.Odd: {"password":"old-4711"} url?password=old-4711`;
    serve('FAILED', undefined, undefined, told);
    const { snapshot, failure } = await take('FAILED');
    assert.doesNotMatch(JSON.stringify([snapshot, failure]), /old-4711/);
    assert.equal(failure?.rootCause, 'org.x.Odd: {"password":"******"} url?password=******');
    assert.match(JSON.stringify(snapshot.exceptions), /Recovery is suppressed.*\*{6}/);
  });

  test('the vertices that failed are asked for first', async () => {
    const vertex = (id: string, status: string) => ({ ...recordedJob.vertices[0], id, status });
    const [fine, broken] = ['1'.repeat(32), '2'.repeat(32)];
    serve('FAILED', [
      ...Array.from({ length: 5 }, (_, index) => vertex(`${index}${fine.slice(1)}`, 'CANCELED')),
      vertex(broken, 'FAILED'),
    ]);
    const { urls } = await take('FAILED');
    assert.ok(urls.includes(`/jobs/${recordedJob.jid}/vertices/${broken}/taskmanagers`));
  });

  for (const [what, hangs] of [
    ['a log', /^\/taskmanagers\//],
    ['where it ran', /\/vertices\//],
  ] as const) {
    test(`a Flink that does not tell ${what} keeps nothing else from being kept, nor for long`, async () => {
      serve('FAILED', recordedJob.vertices, hangs);
      const begin = performance.now();
      const { snapshot, failure } = await take('FAILED');
      assert.ok(performance.now() - begin < 4_000);
      assert.ok(failure);
      assert.match(snapshot.logTail, /of \/jobmanager\/log/);
      assert.match(snapshot.taskManagerLogs?.[0]?.missing ?? '', /in time/);
    });
  }

  test('a snapshot from before there were logs of TaskManagers is readable', () => {
    const old = {
      takenAt: at.toISOString(),
      accumulators: {},
      exceptions: {},
      job: {},
      configuration: {},
      logTail: '',
    };
    assert.equal(openSnapshot(gzipSync(JSON.stringify(old))).taskManagerLogs, undefined);
  });
});
