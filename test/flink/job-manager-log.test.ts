import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createFlinkClient, type FlinkClient } from '../../gateway/flink/client.ts';
import { json, page, startFakeFlink, type FakeFlink } from './fake-flink.ts';

const MB = 1024 * 1024;

describe("the end of the JobManager's log", () => {
  let fake: FakeFlink;
  let flink: FlinkClient;
  let logs: readonly { name: string; size: number }[] | null = [];
  let log: (response: ServerResponse) => void = () => undefined;
  before(async () => {
    fake = await startFakeFlink();
    flink = createFlinkClient({ baseUrl: fake.url, timeoutMs: 1_500 });
    fake.answer((request, response) => {
      if (request.url === '/jobmanager/log') log(response);
      else if (request.url === '/jobmanager/logs' && logs !== null) json(200, { logs })(request, response);
      else page(404)(request, response);
    });
  });
  after(async () => {
    flink?.close();
    await fake?.close();
  });
  let asked = 0;
  beforeEach(() => {
    asked = fake.requests.length;
    logs = [{ name: 'flink-root-standalonesession-0-host.log', size: 100 }];
    log = (response) => void response.end('a line\n');
  });
  const urls = () => fake.requests.slice(asked).map(({ url }) => url);

  test('its last whole lines are kept', async () => {
    log = (response) => void response.end(`${'x'.repeat(500_000)}\npassword=cut\nthe end\n`);
    const kept = { logTail: 'the end\n', missing: null };
    assert.deepEqual(await flink.jobManagerLogTail(12), kept, 'half a secret at the cut could not be redacted');
    assert.match((await flink.jobManagerLogTail(5)).missing ?? '', /whole lines/);
  });

  test('whatever the chunks are that it comes in', async () => {
    const lines = Array.from({ length: 400 }, (_, i) => `line ${i} ${'y'.repeat(i % 97)}\n`);
    log = (response) => {
      const [next, ...rest] = lines;
      response.write(next);
      const send = (): void => {
        const line = rest.shift();
        if (line === undefined) response.end();
        else response.write(line, () => setImmediate(send));
      };
      send();
    };
    const whole = lines.join('');
    assert.equal((await flink.jobManagerLogTail(1_000_000)).logTail, whole);
    for (const bytes of [1_000, 7_777]) {
      const tail = whole.slice(-bytes);
      assert.equal((await flink.jobManagerLogTail(bytes)).logTail, tail.slice(tail.indexOf('\n') + 1));
    }
  });

  test('one of gigabytes is not asked for; that of a TaskManager beside it says nothing', async () => {
    logs = [
      { name: 'flink-root-standalonesession-0-host.log', size: 65 * MB },
      { name: 'flink-root-taskexecutor-0-host.log', size: 10 },
    ];
    const long = { logTail: '', missing: 'Its log is too long to be read: 65 MB' };
    assert.deepEqual(await flink.jobManagerLogTail(100), long);
    assert.deepEqual(urls(), ['/jobmanager/logs']);
    logs = [
      { name: 'jobmanager.log', size: 10 },
      { name: 'taskmanager.log', size: 65 * MB },
    ];
    assert.equal((await flink.jobManagerLogTail(100)).logTail, 'a line\n');
  });

  test('one that is longer than the list says is not read to its end', async () => {
    let closed: Promise<void> | undefined;
    let sent = 0;
    log = (response) => {
      closed = new Promise((resolve) => void response.once('close', resolve));
      const line = `${'z'.repeat(MB - 1)}\n`;
      const send = (): void => {
        if (response.destroyed) return;
        sent += 1;
        response.write(line, send);
      };
      send();
    };
    const slow = createFlinkClient({ baseUrl: fake.url, timeoutMs: 60_000 });
    const { logTail, missing } = await slow.jobManagerLogTail(100);
    assert.deepEqual([logTail, missing], ['', 'Its log is too long to be read: 64 MB']);
    await closed;
    slow.close();
    assert.ok(sent >= 64 && sent < 100, `${sent}`);
  });

  test('without a list it is read; without a log, an answer or a Flink that is said, and nothing is thrown', async () => {
    logs = null;
    assert.deepEqual(await flink.jobManagerLogTail(100), { logTail: 'a line\n', missing: null });
    log = (response) => void response.writeHead(404).end();
    assert.equal((await flink.jobManagerLogTail(100)).missing, 'Flink cannot send its log: HTTP 404');
    log = (response) => void response.write('a line\n');
    assert.equal((await flink.jobManagerLogTail(100)).missing, 'there was no answer in time');
    const nobody = createFlinkClient({ baseUrl: 'http://127.0.0.1:1', timeoutMs: 1_000 });
    assert.match((await nobody.jobManagerLogTail(100)).missing ?? '', /connection refused/);
    nobody.close();
  });
});
