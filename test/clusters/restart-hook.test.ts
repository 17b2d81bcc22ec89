import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import type { Cluster } from '../../gateway/clusters/cluster-store.ts';
import { createRestartHook } from '../../gateway/clusters/restart-hook.ts';
import { openCluster, sealCluster } from '../../gateway/clusters/seal-cluster.ts';
import { hasCode } from '../../gateway/core/errors.ts';
import { createSealer } from '../../gateway/core/secrets.ts';

describe('the restart hook of a standalone cluster', () => {
  let server: Server;
  let base: string;
  const seen: { path: string | undefined; authorization: string | undefined }[] = [];

  before(async () => {
    server = createServer((request, response) => {
      seen.push({ path: request.url, authorization: request.headers.authorization });
      if (request.url === '/cut') request.socket.destroy();
      else if (request.url === '/moved') response.writeHead(307, { location: `${base}/204` }).end();
      else response.writeHead(Number(request.url?.slice(1))).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => server?.close());

  /** Nobody listens there. */
  async function closedPort(): Promise<number> {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    other.close();
    await once(other, 'close');
    return port;
  }
  const call = (url: string | undefined, tokenOf: () => Promise<string | undefined> = async () => 'token') => {
    const config = { restUrl: 'http://flink:8081', ...(url === undefined ? {} : { restartHook: { url } }) };
    const cluster = { id: 'c', name: 'n', config } as Cluster;
    return createRestartHook(tokenOf).recycle(cluster, { reason: 'full', epoch: 'one' });
  };

  test('what its answers mean: only what provably does not restart is refused', async () => {
    assert.equal((await call(`${base}/204`)).kind, 'asked');
    assert.equal(seen.at(-1)?.authorization, 'Bearer token');
    assert.equal((await call(`${base}/cut`)).kind, 'unanswered');
    assert.equal((await call(`http://127.0.0.1:${await closedPort()}/`)).kind, 'refused');
    assert.equal((await call(undefined)).kind, 'refused');
  });

  for (const [status, kind] of [
    [302, 'refused'],
    [401, 'refused'],
    [404, 'refused'],
    [429, 'refused'],
    [500, 'unanswered'],
    [502, 'unanswered'],
    [503, 'unanswered'],
    [504, 'unanswered'],
  ] as const) {
    test(`HTTP ${status}: ${kind}${status >= 500 ? ', it may have begun' : ''}`, async () => {
      const answer = await call(`${base}/${status}`);
      assert.equal(answer.kind, kind);
      assert.match('why' in answer ? answer.why : '', new RegExp(`HTTP ${status}`));
    });
  }

  test('a redirection is not followed: the token is for this address', async () => {
    const before = seen.length;
    assert.equal((await call(`${base}/moved`)).kind, 'refused');
    assert.deepEqual(
      seen.slice(before).map(({ path }) => path),
      ['/moved'],
    );
  });

  test('without its token it is not called', async () => {
    const before = seen.length;
    const answer = await call(`${base}/204`, () => Promise.reject(new Error('sealed with another key')));
    assert.equal(answer.kind, 'refused');
    assert.equal(seen.length, before);
    assert.equal((await call(`${base}/204`, async () => undefined)).kind, 'asked');
    assert.equal(seen.at(-1)?.authorization, undefined);
  });

  test('the token is sealed for its cluster', () => {
    const sealer = createSealer(new Uint8Array(32));
    const sealed = sealCluster(sealer, 'a', { restartHookToken: 'secret-token' });
    assert.ok(sealed !== null && !sealed.includes('secret-token'));
    assert.deepEqual(openCluster(sealer, 'a', sealed), { restartHookToken: 'secret-token' });
    assert.throws(
      () => openCluster(sealer, 'b', sealed),
      (error) => hasCode(error, 'secret_unreadable'),
    );
    assert.equal(sealCluster(sealer, 'a', {}), null);
    assert.deepEqual(openCluster(sealer, 'a', null), {});
  });
});
