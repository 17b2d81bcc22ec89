import assert from 'node:assert/strict';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { test } from 'node:test';
import { stayOnLoopback } from '../../../scripts/fuzz/loopback-only.ts';

test('connections stay on this machine until it is undone', async (t) => {
  const server = createServer((socket) => socket.end('hello')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const guard = stayOnLoopback();
  t.after(() => guard.undo());
  for (const host of ['127.0.0.1', 'localhost']) {
    const [data] = (await once(connect(port, host), 'data')) as [Buffer];
    assert.equal(data.toString(), 'hello', host);
  }
  for (const host of ['192.0.2.1', '10.0.0.1', 'example.com', '2001:db8::1', '127.0.0.1.example.com']) {
    await assert.rejects(once(connect({ host, port }), 'connect'), { code: 'ECONNREFUSED' }, host);
  }
  await assert.rejects(lookup('example.com'), { code: 'ENOTFOUND' });
  await assert.rejects(fetch('http://192.0.2.1/'));
  assert.equal(guard.refused(), 7);
  guard.undo();
  assert.equal((await lookup('127.0.0.1')).address, '127.0.0.1');
});
