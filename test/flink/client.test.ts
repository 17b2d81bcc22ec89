import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { GatewayError, hasCode } from '../../gateway/core/errors.ts';
import { createFlinkClient, type FlinkClient } from '../../gateway/flink/client.ts';
import { readFixture } from '../chunjun/fixtures.ts';
import { json, page, startFakeFlink, type FakeFlink } from './fake-flink.ts';

const answers = readFixture('flink-answers.json') as Record<string, { status: number; body: { errors: string[] } }>;
const recorded = (name: string) => answers[name] ?? assert.fail(name);
const id = 'a1'.repeat(16);
const secret = 'hunter2-hunter2';
const request = { entryClass: 'com.dtstack.chunjun.Main', programArgsList: ['-job', secret], jobId: id };

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

describe('the Flink client', () => {
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
  const run = (client = flink, timeoutMs = 300) => client.runJar('x_job.jar', request, timeoutMs);

  describe('POST /jars/:id/run: what came of it', () => {
    test('200 with a job id: accepted; the body is what was asked', async () => {
      fake.answer(json(200, { jobid: id }));
      assert.deepEqual(await run(), { kind: 'accepted', jobId: id });
      const sent = fake.requests.at(-1);
      assert.equal(`${sent?.method} ${sent?.url}`, 'POST /jars/x_job.jar/run');
      assert.deepEqual(JSON.parse(sent?.body ?? ''), request);
    });

    for (const name of ['login', 'plugin', 'nojar', 'entry', 'badjobid']) {
      test(`${name}: Flink's own error, with its root cause`, async () => {
        fake.answer(json(recorded(name).status, recorded(name).body));
        const answer = await run();
        assert.equal(answer.kind, 'error');
        if (answer.kind !== 'error') return;
        assert.equal(answer.status, recorded(name).status);
        assert.ok(answer.cause.chain.length >= 2);
      });
    }

    const foreign: [what: string, respond: Parameters<FakeFlink['answer']>[0]][] = [
      ['502 of a proxy', page(502)],
      ['504 of a proxy', page(504)],
      ['400 of a proxy', page(400)],
      ['a JSON error that is not Flink’s', json(500, { message: 'upstream' })],
      ['errors that are no texts', json(400, { errors: [{ code: 1 }] })],
      ['an empty list of errors', json(400, { errors: [] })],
      ['200 without a job id', json(200, { ok: true })],
      ['200 with a job id that is none', json(200, { jobid: 'x' })],
      ['200 with a page', page(200)],
      ['a redirect', page(302, { location: '/login' })],
      ['204', (_request, response) => response.writeHead(204).end()],
      ['a reset after the request arrived', (incoming) => incoming.socket.resetAndDestroy()],
      ['an end without an answer', (incoming) => incoming.socket.end()],
      [
        'a cut answer',
        (_request, response) => {
          response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
          response.write('{"jobid":');
          response.socket?.destroySoon();
        },
      ],
      ['no answer in time', () => undefined],
    ];
    for (const [what, respond] of foreign) {
      test(`${what}: lost, main() may be running`, async () => {
        const before = fake.requests.length;
        fake.answer(respond);
        const answer = await run();
        assert.equal(answer.kind, 'lost');
        assert.equal(JSON.stringify(answer).includes(secret), false);
        assert.equal(fake.requests.length, before + 1, 'it must not be repeated');
      });
    }

    test('connection refused: never left', async () => {
      const client = createFlinkClient({ baseUrl: `http://127.0.0.1:${await closedPort()}`, timeoutMs: 300 });
      const answer = await run(client);
      client.close();
      assert.equal(answer.kind, 'never-left');
      assert.match(answer.kind === 'never-left' ? answer.reason : '', /refused/);
    });

    test('connection refused on every address of a name: never left', async () => {
      const client = createFlinkClient({ baseUrl: `http://localhost:${await closedPort()}`, timeoutMs: 300 });
      const answer = await run(client, 5_000);
      client.close();
      assert.equal(answer.kind, 'never-left');
    });

    test('an unknown host: never left', async () => {
      const client = createFlinkClient({ baseUrl: 'http://no-such-host.invalid:8081', timeoutMs: 300 });
      const answer = await run(client, 20_000);
      client.close();
      assert.equal(answer.kind, 'never-left');
    });

    test('its own time limit, not that of other calls', async () => {
      fake.answer((incoming, response) => void setTimeout(() => json(200, { jobid: id })(incoming, response), 600));
      assert.equal((await run(flink, 5_000)).kind, 'accepted');
    });
  });

  describe('other calls', () => {
    const invalid: [what: string, respond: Parameters<FakeFlink['answer']>[0]][] = [
      ['another shape', json(200, { jobs: [{ jid: 'short' }] })],
      ['a page', page(200)],
      ['a 502', page(502)],
      ['a redirect', page(302, { location: 'https://login.example/' })],
      ["Flink's own error", json(500, { errors: ['Internal server error.'] })],
      [
        'an unknown job state',
        json(200, {
          jobs: [
            {
              jid: id,
              name: 'n',
              state: 'DANCING',
              'start-time': 1,
              'end-time': -1,
              'last-modification': 1,
              tasks: {},
            },
          ],
        }),
      ],
    ];
    for (const [what, respond] of invalid) {
      test(`${what}: cluster_answer_invalid`, async () => {
        fake.answer(respond);
        await assert.rejects(flink.jobsOverview(), (error: unknown) => hasCode(error, 'cluster_answer_invalid'));
      });
    }

    const silent: [what: string, respond: Parameters<FakeFlink['answer']>[0]][] = [
      ['no answer in time', () => undefined],
      ['a reset', (incoming) => incoming.socket.resetAndDestroy()],
    ];
    for (const [what, respond] of silent) {
      test(`${what}: cluster_unreachable`, async () => {
        fake.answer(respond);
        for (const call of [flink.overview(), flink.job(id), flink.cancel(id), flink.epoch()]) {
          await assert.rejects(call, (error: unknown) => hasCode(error, 'cluster_unreachable'));
        }
      });
    }

    test('the message names the address and what to do', async () => {
      const client = createFlinkClient({ baseUrl: `http://127.0.0.1:${await closedPort()}`, timeoutMs: 300 });
      await assert.rejects(client.overview(), (error: unknown) => {
        assert.ok(error instanceof GatewayError);
        assert.match(error.message, /127\.0\.0\.1.*connection refused/);
        assert.ok(error.remedy);
        return true;
      });
      client.close();
    });

    test('a job that Flink does not know is null; a 404 of anything else proves nothing', async () => {
      fake.answer(json(404, recorded('job404').body));
      assert.equal(await flink.job(id), null);
      const others = [
        page(404),
        json(404, { message: 'no' }),
        json(404, recorded('route404').body),
        json(404, { errors: [`Unable to load requested file /wrong/jobs/${id}.`] }),
        json(503, recorded('job404').body),
      ];
      for (const respond of others) {
        fake.answer(respond);
        await assert.rejects(flink.job(id), (error: unknown) => hasCode(error, 'cluster_answer_invalid'));
      }
    });

    test('cancel: asked, gone, or an error; a foreign 404 is not "gone"', async () => {
      fake.answer(json(202, {}));
      assert.equal(await flink.cancel(id), 'asked');
      assert.equal(fake.requests.at(-1)?.method, 'PATCH');
      fake.answer(json(404, { errors: ['Job could not be found.'] }));
      assert.equal(await flink.cancel(id), 'gone');
      for (const respond of [page(404), json(500, { errors: ['x'] })]) {
        fake.answer(respond);
        await assert.rejects(flink.cancel(id), (error: unknown) => hasCode(error, 'cluster_answer_invalid'));
      }
    });

    test('the epoch is the last part of web.tmpdir', async () => {
      const tmpdirIs = (value: string) => fake.answer(json(200, [{ key: 'web.tmpdir', value }]));
      tmpdirIs('/tmp/flink-web-42497a09-3928');
      assert.equal(await flink.epoch(), 'flink-web-42497a09-3928');
      tmpdirIs('C:\\temp\\flink-web-1\\');
      assert.equal(await flink.epoch(), 'flink-web-1');
      fake.answer(json(200, [{ key: 'web.port', value: '8081' }]));
      await assert.rejects(flink.epoch(), (error: unknown) => hasCode(error, 'cluster_answer_invalid'));
    });

    test('accumulators by name', async () => {
      const one = { name: 'numRead', type: 'LongCounter', value: '7' };
      fake.answer(
        json(200, { 'job-accumulators': [], 'user-task-accumulators': [one], 'serialized-user-task-accumulators': {} }),
      );
      assert.deepEqual(await flink.accumulators(id), new Map([['numRead', '7']]));
    });

    test('a base URL with a path and a slash at the end', async () => {
      const client = createFlinkClient({ baseUrl: `${fake.url}/proxy/flink/`, timeoutMs: 300 });
      fake.answer(json(200, { jobs: [] }));
      assert.deepEqual(await client.jobsOverview(), []);
      client.close();
      assert.equal(fake.requests.at(-1)?.url, '/proxy/flink/jobs/overview');
    });

    test('an upload arrives whole and gives the id for later calls', async () => {
      const directory = await mkdtemp(join(tmpdir(), 'gateway-upload-'));
      try {
        const path = join(directory, 'stored.jar');
        const content = randomBytes(3_000_000).toString('hex');
        await writeFile(path, content);
        fake.answer(json(200, { filename: '/tmp/flink-web-1/flink-web-upload/u-1_job.jar', status: 'success' }));
        assert.equal(await flink.uploadJar(path, 'job.jar'), 'u-1_job.jar');
        const body = fake.requests.at(-1)?.body ?? '';
        assert.ok(body.includes(content));
        assert.match(body.slice(0, 300), /name="jarfile"; filename="job.jar"/);
        fake.answer(json(200, { status: 'success' }));
        await assert.rejects(flink.uploadJar(path, 'job.jar'), (error: unknown) =>
          hasCode(error, 'cluster_answer_invalid'),
        );
      } finally {
        await rm(directory, { recursive: true, force: true });
      }
    });
  });
});
