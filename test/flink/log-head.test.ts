import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { hasCode } from '../../gateway/core/errors.ts';
import { createFlinkClient, type FlinkClient } from '../../gateway/flink/client.ts';
import { json, startFakeFlink, type FakeFlink } from './fake-flink.ts';

const line = `${'x'.repeat(99)}\n`;

describe('the beginning of the JobManager’s log', () => {
  let fake: FakeFlink;
  let flink: FlinkClient;
  before(async () => {
    fake = await startFakeFlink();
    flink = createFlinkClient({ baseUrl: fake.url, timeoutMs: 5_000 });
  });
  after(async () => {
    flink.close();
    await fake.close();
  });
  const head = (bytes = 1_000, timeoutMs = 2_000, isWanted?: (text: string) => boolean) =>
    flink.jobManagerLogHead({ bytes, timeoutMs, ...(isWanted === undefined ? {} : { isWanted }) });
  const logs = (files: Record<string, string>) =>
    fake.answer((request, response) => {
      if (request.url === '/jobmanager/logs') {
        json(200, { logs: Object.entries(files).map(([name, { length: size }]) => ({ name, size })) })(
          request,
          response,
        );
        return;
      }
      const name =
        request.url === '/jobmanager/log' ? 'main' : decodeURIComponent(request.url?.split('/').at(-1) ?? '');
      const text = files[name];
      if (text === undefined)
        json(404, { errors: ['This file does not exist in JobManager log dir.'] })(request, response);
      else response.end(text);
    });

  test('whole lines of the first bytes', async () => {
    logs({ main: line.repeat(50) });
    assert.equal(await head(1_050), line.repeat(10));
    assert.equal(await head(1_000_000), line.repeat(50));
    assert.equal(await head(50), null);
  });

  test('of an endless log only the head is sent, and the connection is closed', async () => {
    let sent = 0;
    let closed: Promise<unknown> = Promise.resolve();
    fake.answer((_request, response: ServerResponse) => {
      closed = once(response, 'close');
      const more = (): void => {
        while (!response.destroyed) {
          sent += 65_500;
          if (!response.write(line.repeat(655))) return void response.once('drain', more);
        }
      };
      more();
    });
    const text = await head(256 * 1024, 10_000);
    await closed;
    assert.equal(text?.length, 262_100);
    // What the system keeps in its buffers of both ends comes on top.
    assert.ok(sent < 32 * 1024 * 1024, `${sent} bytes`);
  });

  test('what came before the time limit counts; nothing in time is unreachable', async () => {
    fake.answer((_request, response) => void response.write(`${line}half a line`));
    assert.equal(await head(1_000, 200), line);
    fake.answer(() => undefined);
    const begin = Date.now();
    await assert.rejects(head(1_000, 200), (error: unknown) => hasCode(error, 'cluster_unreachable'));
    assert.ok(Date.now() - begin < 3_000);
  });

  test('missing: the likeliest of the others; none: not known', async () => {
    logs({ 'taskmanager.log': line, 'a.out': line, 'gc.log': 'gc\n', 'flink-x-standalonesession-0.log': 'session\n' });
    assert.equal(await head(), 'session\n');
    logs({});
    assert.equal(await head(), null);
    fake.answer(json(404, { errors: ['no'] }));
    assert.equal(await head(), null);
  });

  test('rotated: the one that is wanted; when none is, the log itself', async () => {
    logs({ main: 'new\n', 'jobmanager.log.1': 'middle\n', 'jobmanager.log.2': 'start\n' });
    assert.equal(await head(1_000, 2_000, (text) => text.startsWith('start')), 'start\n');
    assert.equal(await head(1_000, 2_000, () => false), 'new\n');
  });

  test('of many logs a few are tried', async () => {
    logs(Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`jobmanager.log.${index}`, 'no\n'])));
    const begin = fake.requests.length;
    assert.equal(await head(1_000, 2_000, () => false), null);
    assert.equal(fake.requests.length - begin, 6);
  });

  test('a list that fails or hangs costs what is known nothing', async () => {
    fake.answer((request, response) => {
      if (request.url === '/jobmanager/log') response.end('new\n');
      else if (request.url !== '/jobmanager/logs') response.end();
    });
    assert.equal(await head(1_000, 300, () => false), 'new\n');
  });

  test('binary: not known', async () => {
    fake.answer((_request, response) => void response.end(Buffer.from([31, 139, 8, 0, 10, 255, 254, 10])));
    assert.equal(await head(), null);
  });
});
