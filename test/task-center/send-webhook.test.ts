import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { createSendWebhook } from '../../gateway/task-center/send-webhook.ts';
import { isPublicAddress, whyNotUrl } from '../../gateway/task-center/webhook-address.ts';

test('addresses that belong to nobody on the internet', () => {
  for (const address of [
    ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '0.0.0.0'],
    ...['100.64.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '192.0.2.1'],
    ...['::', '::1', 'fc00::1', 'fd12::1', 'fe80::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::7f00:1'],
    ...['64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', '2001:0:7f00:1::', 'localhost', '', '1.2.3', '0x7f.1'],
  ]) {
    assert.equal(isPublicAddress(address), false, address);
  }
  for (const address of ['8.8.8.8', '172.32.0.1', '1.1.1.1', '2606:4700::1111', '2a00:1450::1', '192.169.0.1']) {
    assert.equal(isPublicAddress(address), true, address);
  }
});

test('URLs', () => {
  const strict = (url: string) => whyNotUrl(url, { privateAllowed: false }) === null;
  for (const url of ['https://studio.example/hook', 'http://8.8.8.8:8080/x?y=1', 'https://[2606:4700::1111]/']) {
    assert.equal(strict(url), true, url);
  }
  for (const url of [
    ...[
      'ftp://studio.example/',
      'hook',
      'https://a:b@studio.example/',
      'https://studio.example/#x',
      'http://localhost/',
    ],
    ...['http://127.1/', 'http://2130706433/', 'http://0x7f000001/', 'http://[::1]/', 'http://[::ffff:10.0.0.1]/'],
    ...['http://api.localhost./', 'http://169.254.169.254/latest/meta-data'],
  ]) {
    assert.equal(strict(url), false, url);
  }
  assert.equal(whyNotUrl('http://127.0.0.1/', { privateAllowed: true }), null);
});

describe('one POST', () => {
  const server = createServer((request, response) => {
    calls++;
    if (request.url === '/long') response.writeHead(200).end(Buffer.alloc(1_000_000));
    else response.writeHead(204).end();
  });
  let calls = 0;
  let port = 0;
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ({ port } = server.address() as AddressInfo);
  });
  after(() => new Promise<void>((resolve) => (server.closeAllConnections(), server.close(() => resolve()))));

  const post = (send: ReturnType<typeof createSendWebhook>, host: string, path = '') =>
    send({ url: `http://${host}:${port}${path}`, headers: {}, body: '{}' });

  test('a name that resolves to a private address is not connected to, however it resolved before', async () => {
    const resolved: string[] = [];
    let answer = '8.8.8.8';
    const resolve = async (name: string) => {
      resolved.push(name);
      return [{ address: answer, family: 4 }];
    };
    const send = createSendWebhook({ privateAllowed: false, timeoutMs: 300, resolve });
    // Rebinding: whatever was found when the webhook was made, what is connected to is checked.
    answer = '127.0.0.1';
    assert.match((await post(send, 'rebinding.example')) ?? '', /no address that may be connected to/);
    assert.deepEqual(resolved, ['rebinding.example'], 'looked up once, for the connection');
    assert.match((await post(send, '127.0.0.1')) ?? '', /private or local/);
    assert.match((await post(send, '[::1]')) ?? '', /private or local/);
    assert.equal(calls, 0);
    const allowed = createSendWebhook({ privateAllowed: true, resolve });
    assert.equal(await post(allowed, 'rebinding.example'), null);
    assert.equal(calls, 1);
  });

  test('of several addresses only those that may be are connected to', async () => {
    const resolve = async () => [
      { address: '127.0.0.1', family: 4 },
      { address: '::1', family: 6 },
    ];
    const send = createSendWebhook({ privateAllowed: false, resolve });
    calls = 0;
    assert.match((await post(send, 'both.example')) ?? '', /no address/);
    assert.equal(calls, 0);
  });

  test('an answer without end is not read to its end', async () => {
    const send = createSendWebhook({ privateAllowed: true });
    assert.match((await post(send, '127.0.0.1', '/long')) ?? '', /longer than/);
  });

  test('a name that does not resolve, a closed port', async () => {
    const send = createSendWebhook({ privateAllowed: true, resolve: () => Promise.reject(new Error('ENOTFOUND')) });
    assert.match((await post(send, 'nobody.example')) ?? '', /ENOTFOUND/);
    const closed = createSendWebhook({ privateAllowed: true });
    assert.match((await closed({ url: 'http://127.0.0.1:1/', headers: {}, body: '' })) ?? '', /ECONNREFUSED/);
  });
});
