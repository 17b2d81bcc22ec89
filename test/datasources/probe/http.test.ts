import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertFails, assertKeeps, assertOk, failing, judgeBadHosts, line, probe, type Source } from './harness.ts';
import { json, serving, type Answer } from './http-harness.ts';

const whole = 'resolve- connect+ tls- login+ permission+';
const secret = 'geheim-42%';

describe('HTTP APIs', () => {
  const source = (port: number, more: object = {}, secrets: Record<string, string> = {}, scheme = 'http'): Source => ({
    type: 'http',
    config: { url: `${scheme}://127.0.0.1:${port}/rows?x=1`, ...more },
    secrets,
  });

  test('asks once with GET, with its credentials, and does not follow a redirect with them', async () => {
    const seen: [string | undefined, string | undefined, string | undefined][] = [];
    const answer: Answer = ({ method, url, headers }, response) => {
      seen.push([method, url, headers.authorization]);
      response.end('[]');
    };
    await serving(answer, async (port) => {
      assertOk(await probe(source(port, {}, { authorization: `Bearer ${secret}` })), whole);
      await probe(source(port, { apiKeyName: 'key', apiKeyIn: 'param' }, { apiKey: 'k 1' }));
    });
    assert.deepEqual(seen, [
      ['GET', '/rows?x=1', `Bearer ${secret}`],
      ['GET', '/rows?x=1&key=k+1', undefined],
    ]);
    let taken = 0;
    await serving(
      () => void taken++,
      async (other) => {
        const away: Answer = (_request, response) =>
          response.writeHead(302, { location: `http://127.0.0.1:${other}/` }).end();
        const result = await serving(away, (port) => probe(source(port, {}, { authorization: secret })));
        assert.equal(result.ok, true);
        assert.match(result.stages[4]?.reason ?? '', /302/);
      },
    );
    assert.equal(taken, 0);
  });

  for (const [status, stage, code] of [
    [401, 'login', 'login_refused'],
    [403, 'permission', 'permission_denied'],
    [500, 'permission', 'query_failed'],
  ] as const) {
    test(`status ${status} fails ${stage}`, async () => {
      const answer: Answer = ({ headers }, response) => response.writeHead(status).end(`no: ${headers.authorization}`);
      const result = await serving(answer, (port) => probe(source(port, {}, { authorization: secret })));
      assertFails(result, stage, code);
      assertKeeps(result, secret);
    });
  }

  test('an endless answer is not read', async () => {
    const endless: Answer = (_request, response) => {
      const more = () => void (response.destroyed || response.write('x'.repeat(65_536), () => setImmediate(more)));
      more();
    };
    assertOk(await serving(endless, (port) => probe(source(port))), whole);
  });

  test('https with a certificate nobody trusts', async () => {
    const answer: Answer = (_request, response) => response.end();
    const result = await serving(answer, (port) => probe(source(port, {}, {}, 'https')), true);
    assertFails(result, 'tls', 'tls_untrusted');
    assertFails(await serving(answer, (port) => probe(source(port, {}, {}, 'https'))), 'tls', 'tls_refused');
  });

  test('closed port, unknown name, silent host', async () => {
    const at = (scheme: string) => (host: string, port: number) => ({
      type: 'http',
      config: { url: `${scheme}://${host}:${port}/` },
    });
    await judgeBadHosts(at('http'), 'login');
    await judgeBadHosts(at('https'), 'tls');
  });
});

describe('HDFS over WebHDFS', () => {
  const source = (...ports: number[]): Source => ({
    type: 'hdfs',
    config: {
      defaultFS: 'hdfs://ns',
      hadoopConfig: Object.fromEntries(
        ports.map((port, n) => [`dfs.namenode.http-address.ns.nn${n}`, `127.0.0.1:${port}`]),
      ),
    },
  });
  const active: Answer = ({ url }, response) =>
    json(
      response,
      url?.includes('LISTSTATUS') ? { FileStatuses: { FileStatus: [] } } : { FileStatus: { type: 'DIRECTORY' } },
    );
  const exception = (name: string, status: number): Answer => {
    const RemoteException = { exception: name, javaClassName: `org.apache.hadoop.${name}`, message: `It is ${name}` };
    return (_request, response) => json(response, { RemoteException }, status);
  };

  test('goes the whole way, past a name node on standby', async () => {
    assertOk(await serving(active, (port) => probe(source(port))), whole);
    await serving(exception('StandbyException', 403), (standby) =>
      serving(active, async (port) => {
        assert.equal((await probe(source(standby, port))).ok, true);
        const alone = await probe(source(standby));
        assert.match(failing(alone).reason ?? '', /standby/);
      }),
    );
  });

  test('Kerberos is told as what cannot be tried; a missing right is one', async () => {
    const kerberos: Answer = (_request, response) => response.writeHead(401, { 'www-authenticate': 'Negotiate' }).end();
    assertFails(await serving(kerberos, (port) => probe(source(port))), 'login', 'login_unsupported');
    const denied = await serving(exception('AccessControlException', 403), (port) => probe(source(port)));
    assertFails(denied, 'permission', 'permission_denied');
    assert.match(failing(denied).reason ?? '', /AccessControlException/);
  });

  test('a path of the TaskManagers is not looked for here', async () => {
    const result = await probe({ type: 'hdfs', config: { defaultFS: 'file:///' } });
    assertFails(result, 'resolve', 'config_incomplete');
  });

  test('closed port, unknown name, silent host', async () => {
    await judgeBadHosts((host, port) => {
      const hadoopConfig = { 'dfs.namenode.http-address': `${host}:${port}` };
      return { type: 'hdfs', config: { defaultFS: 'hdfs://ns', hadoopConfig } };
    }, 'login');
  });
});

describe('S3', () => {
  const source = (port: number, bucket = 'rows', secretKey = secret): Source => ({
    type: 's3',
    config: { endpoint: `127.0.0.1:${port}`, region: 'eu-west-1', bucket },
    secrets: { accessKey: 'AKIDEXAMPLE', secretKey },
  });
  const answer: Answer = ({ url, headers }, response) => {
    const error = (status: number, code: string) =>
      response.writeHead(status).end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>m</Message></Error>`);
    const { authorization = '' } = headers;
    if (!/^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/s3\/aws4_request/.test(authorization)) {
      return error(403, 'AuthorizationHeaderMalformed');
    }
    if (!headers['x-amz-content-sha256'] || !headers['x-amz-date']) return error(400, 'MissingSecurityHeader');
    if (url?.startsWith('/wrongkey?')) return error(403, 'SignatureDoesNotMatch');
    if (url?.startsWith('/denied?')) return error(403, 'AccessDenied');
    if (url !== '/rows?list-type=2&max-keys=1') return error(404, 'NoSuchBucket');
    return response.end('<?xml version="1.0"?><ListBucketResult><Name>rows</Name></ListBucketResult>');
  };

  test('signs its one question; keys, bucket and rights are told apart', async () => {
    await serving(answer, async (port) => {
      assertOk(await probe(source(port)), whole);
      const wrong = await probe(source(port, 'wrongkey', 'certainly-not'));
      assertFails(wrong, 'login', 'login_refused');
      assertKeeps(wrong, 'certainly-not');
      assertFails(await probe(source(port, 'missing')), 'permission', 'unknown_database');
      const denied = await probe(source(port, 'denied'));
      assertFails(denied, 'permission', 'permission_denied');
      assert.equal(line(denied), 'resolve- connect+ tls- login+ permission!');
    });
  });

  test('something else that speaks HTTP is not taken for it', async () => {
    const page: Answer = (_request, response) => response.end('<html>');
    assertFails(await serving(page, (port) => probe(source(port))), 'login', 'not_understood');
  });

  test('closed port, unknown name, silent host', async () => {
    const at = (host: string, port: number) => ({
      type: 's3',
      config: { endpoint: `http://${host}:${port}`, bucket: 'b' },
      secrets: { accessKey: 'a', secretKey: 'b' },
    });
    await judgeBadHosts(at, 'login');
  });
});
