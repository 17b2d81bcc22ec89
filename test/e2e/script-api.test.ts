import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Diagnostic } from '../../gateway/chunjun/diagnostics.ts';
import { canonicalJson, sha256Hex } from '../../gateway/core/ids.ts';
import type { JobInput, JobView, VersionView } from '../../gateway/jobs/schemas.ts';
import type { RecordView } from '../../gateway/runs/schemas.ts';
import { assertNoSecret, problemOf, storeJob, streamSpec } from '../helpers/jobs.ts';
import { startStack, type Stack } from '../helpers/stack.ts';

// Nothing here gets as far as Flink: every run waits for a cluster that is not there.
let stack: Stack;
before(async () => {
  stack = await startStack({ flinkUrl: 'http://127.0.0.1:1', mode: 'lib' });
});
after(() => stack?.close());

const scriptOf = (reader: object, more: object = {}): string =>
  JSON.stringify({
    job: {
      content: [
        {
          reader: { name: 'streamreader', parameter: { column: [{ name: 'id', type: 'int' }], ...reader } },
          writer: { name: 'streamwriter', parameter: { print: false } },
        },
      ],
      ...more,
    },
  });

let count = 0;
const newJob = (kind: JobInput['kind']): Promise<JobView> =>
  stack.api.post<JobView>('/jobs', { name: `script api ${(count += 1)}`, kind, clusterId: stack.clusterId });
const addVersion = (jobId: string, body: unknown) =>
  stack.api.post<VersionView & { diagnostics: Diagnostic[] }>(`/jobs/${jobId}/versions`, body);

describe('what a version of a script is refused for', () => {
  const good = { script: scriptOf({ sliceRecordCount: [1] }) };
  const cases: readonly [what: string, kind: JobInput['kind'], body: unknown, status: number, pointer: string][] = [
    ['a script in a form job', 'batch', { spec: good }, 400, '/spec'],
    ['a form in a script job', 'script', { spec: streamSpec(1) }, 400, '/spec'],
    ['no JSON', 'script', { spec: { script: '{"job": ' } }, 422, '/spec/script'],
    ['no job', 'script', { spec: { script: '{"a": 1}' } }, 422, '/spec/script'],
    ['an unknown field', 'script', { spec: { ...good, reader: 1 } }, 400, '/spec/reader'],
    ['half a character', 'script', { spec: { script: '{"job": "\ud800"}' } }, 400, '/spec/script'],
    [
      'channels beside the document',
      'script',
      { spec: { ...good, settings: { channels: 2 } } },
      400,
      '/spec/settings/channels',
    ],
    [
      'a data source that is not there',
      'script',
      { spec: { script: scriptOf({ $datasource: 'x' }) } },
      422,
      '/spec/script/job/content/0/reader/parameter/$datasource',
    ],
    [
      'a driver property that runs code',
      'script',
      { spec: { script: scriptOf({ connection: [{ jdbcUrl: ['jdbc:mysql://h/d?autoDeserialize=true'] }] }) } },
      422,
      '/spec/script/job/content/0/reader/parameter/connection/0/jdbcUrl/0',
    ],
    [
      'a class path beside the script',
      'script',
      { spec: { ...good, settings: { flinkConfiguration: { 'pipeline.classpaths': 'http://h/x.jar' } } } },
      422,
      '/spec/settings/flinkConfiguration/pipeline.classpaths',
    ],
    ['a secret nothing uses', 'script', { spec: good, secrets: { pw: 'x' } }, 400, '/secrets/pw'],
    ['a secret of a form', 'batch', { spec: streamSpec(1), secrets: { pw: 'x' } }, 400, '/secrets'],
    [
      'a secret that is not given',
      'script',
      { spec: { script: scriptOf({ password: '${secret.pw}' }) } },
      422,
      '/spec/script/job/content/0/reader/parameter/password',
    ],
  ];
  for (const [what, kind, body, status, pointer] of cases) {
    test(what, async () => {
      const job = await newJob(kind);
      const problem = await problemOf(addVersion(job.id, body));
      assert.equal(problem.status, status, JSON.stringify(problem));
      assert.deepEqual(
        [...new Set(problem.errors?.map((error) => error.pointer))].filter((one) => one === pointer),
        [pointer],
        JSON.stringify(problem),
      );
      // Nothing is half-written.
      assert.equal((await stack.api.get<JobView>(`/jobs/${job.id}`)).lastVersion, 0);
    });
  }
});

test('a script that contradicts its data source is not stored', async () => {
  const { id } = await stack.api.post<{ id: string }>('/datasources', {
    name: 'contradicted',
    type: 'mysql',
    config: { host: 'db', database: 'shop', username: 'me' },
    secrets: { password: 'pw' },
  });
  const job = await newJob('script');
  const script = scriptOf({ $datasource: id, username: 'somebody' }).replace('streamreader', 'mysqlreader');
  const problem = await problemOf(addVersion(job.id, { spec: { script } }));
  assert.deepEqual(
    [problem.status, problem.errors?.map(({ pointer }) => pointer)],
    [422, ['/spec/script/job/content/0/reader/parameter/username']],
  );
  assert.equal((await stack.api.get<JobView>(`/jobs/${job.id}`)).lastVersion, 0);
});

test('a template becomes a version when the ids of the data sources are filled in, without errors when all is', async () => {
  const job = await newJob('script');
  const read = async (query: string) => {
    const headers = { authorization: `Bearer ${stack.token}` };
    const answer = await fetch(`${stack.url}/api/v1/connectors/mysql/postgresql/template${query}`, { headers });
    assert.equal(answer.status, 200);
    return answer.text();
  };
  let script = await read('');
  assert.match(script, /"job": \{/);
  const untouched = await problemOf(addVersion(job.id, { spec: { script } }));
  assert.equal(untouched.status, 422);
  for (const type of ['mysql', 'postgresql']) {
    const { id } = await stack.api.post<{ id: string }>('/datasources', {
      name: `template_${type}`,
      type,
      config: { host: 'db', database: 'shop', username: 'me' },
      secrets: { password: 'pw' },
    });
    script = script.replace('<26 characters of the id>', id);
  }
  const errorsOf = ({ diagnostics }: { diagnostics: Diagnostic[] }) =>
    diagnostics.filter(({ level }) => level === 'error').map(({ code }) => code);
  const half = await addVersion(job.id, { spec: { script } });
  assert.deepEqual(
    errorsOf(half),
    Array.from({ length: 4 }, () => 'placeholder'),
  );
  script = script.replaceAll('<column>', 'id').replaceAll('<table>', 'orders');
  const whole = await addVersion(job.id, { spec: { script } });
  assert.deepEqual(errorsOf(whole), []);
  assert.deepEqual([whole.number, whole.spec], [2, { script }]);
  assert.match(await read('?kind=form'), /"mapping": \[/);
});

test('a version is shown as it was stored: nothing is filled in', async () => {
  const job = await newJob('batch');
  const spec = {
    ...streamSpec(1),
    reader: { connector: 'stream', parameter: { sliceRecordCount: '${n}' } },
    settings: {},
    parameters: [{ name: 'n', type: 'integer' as const, default: 3 }, { name: 'default' }],
  };
  const { number, contentHash } = await addVersion(job.id, { spec });
  const shown = await stack.api.get<VersionView>(`/jobs/${job.id}/versions/${number}`);
  assert.deepEqual(shown.spec, spec);
  assert.equal(sha256Hex(canonicalJson(shown.spec)), contentHash);
});

describe('secrets by name', () => {
  test('are given, kept over versions, changed, and never returned', async () => {
    const job = await newJob('script');
    const script = scriptOf({ password: '${secret.pw}', sliceRecordCount: [1] });
    const comment = 'the password is first-secret-value';
    const first = await addVersion(job.id, { spec: { script }, secrets: { pw: 'first-secret-value' }, comment });
    assert.equal((first as { comment?: string }).comment, 'the password is ******');
    const second = await addVersion(job.id, { spec: { script: script.replace('"id"', '"no"') } });
    const third = await addVersion(job.id, { spec: { script }, secrets: { pw: 'other-secret-value' } });
    const list = await stack.api.get(`/jobs/${job.id}/versions`);
    const rendered = await stack.api.post(`/jobs/${job.id}/render`, {});
    const shown = { first, second, third, list, rendered, log: await stack.log() };
    assertNoSecret(Object.fromEntries(Object.entries(shown).map(([name, value]) => [name, JSON.stringify(value)])), [
      'first-secret-value',
      'other-secret-value',
    ]);
    assert.match(JSON.stringify(rendered), /"password":"\*{6}"/);
  });
});

describe('online', () => {
  test('runs take the version that is online; with an error it does not get there', async () => {
    const job = await storeJob(stack, streamSpec(1));
    const online = await stack.api.post<JobView>(`/jobs/${job.id}/online`, {});
    assert.deepEqual([online.state, online.onlineVersion], ['online', 1]);
    await stack.api.post(`/jobs/${job.id}/versions`, { spec: streamSpec(2) });
    const record = await stack.api.post<RecordView>(`/jobs/${job.id}/runs`, {});
    assert.equal(record.version, 1);
    const offline = await stack.api.post<JobView>(`/jobs/${job.id}/offline`, {});
    assert.deepEqual([offline.state, offline.onlineVersion], ['offline', null]);

    const script = await newJob('script');
    const { diagnostics } = await addVersion(script.id, {
      spec: { script: scriptOf({ sliceRecordCount: [1] }, { setting: { speed: { channel: 1.5 } } }) },
    });
    assert.ok(diagnostics.some(({ level, pointer }) => level === 'error' && pointer === '/job/setting/speed/channel'));
    const refused = await problemOf(stack.api.post(`/jobs/${script.id}/online`, {}));
    assert.deepEqual([refused.status, refused.code], [422, 'document_invalid']);
    assert.equal(refused.errors?.[0]?.pointer, '/document/job/setting/speed/channel');
    assert.equal((await stack.api.get<JobView>(`/jobs/${script.id}`)).state, 'draft');
    const none = await problemOf(stack.api.post(`/jobs/${script.id}/online`, { version: 9 }));
    assert.equal(none.status, 404);
  });
});

describe('parameters of a form', () => {
  test('a number takes the place of its name; another form of value is refused with its place', async () => {
    const spec = streamSpec(1);
    const job = await storeJob(stack, {
      ...spec,
      reader: { connector: 'stream', parameter: { sliceRecordCount: '${rows}' } },
      parameters: [{ name: 'rows', type: 'integer' }],
    });
    const rendered = await stack.api.post<{ documentText: string; missingParameters: string[] }>(
      `/jobs/${job.id}/render`,
      { parameters: { rows: 7 } },
    );
    assert.match(rendered.documentText, /"sliceRecordCount":\[7\]/);
    assert.deepEqual(rendered.missingParameters, []);
    const missing = await problemOf(stack.api.post(`/jobs/${job.id}/runs`, {}));
    assert.ok(
      missing.errors?.some(({ pointer }) => pointer === '/parameters/rows'),
      JSON.stringify(missing),
    );
    const wrong = await problemOf(stack.api.post(`/jobs/${job.id}/runs`, { parameters: { rows: 'many' } }));
    assert.deepEqual([wrong.status, wrong.errors?.[0]?.pointer], [400, '/parameters/rows']);
  });
});

describe('POST /jobs/validate', () => {
  const validate = (body: object) =>
    stack.api.post<{ valid: boolean; diagnostics: Diagnostic[] }>('/jobs/validate', body);

  test('references and parameters count as filled in', async () => {
    const text = scriptOf({ sliceRecordCount: '${rows}' }).replace('"${rows}"', '[${rows}]');
    assert.deepEqual((await validate({ documentText: text, parameters: { rows: 3 } })).valid, true);
    const { diagnostics } = await validate({ documentText: scriptOf({ $datasource: 'none' }) });
    assert.ok(diagnostics.some(({ pointer }) => pointer === '/job/content/0/reader/parameter/$datasource'));
    const unknown = await validate({ documentText: text, parameters: { row: 3 } });
    assert.equal(unknown.valid, false);
  });

  test('what would not be stored is an error here, too', async () => {
    const { valid, diagnostics } = await validate({ documentText: scriptOf({ password: '${pw}' }) });
    assert.equal(valid, false);
    const found = diagnostics.find(({ pointer }) => pointer === '/job/content/0/reader/parameter/password');
    assert.match(found?.remedy ?? '', /secret/, JSON.stringify(diagnostics));
  });

  test('column types make it sharper', async () => {
    const side = (url: unknown) => ({
      username: 'u',
      password: 'p',
      column: ['id'],
      splitPk: 'id',
      connection: [{ jdbcUrl: url, table: ['t'] }],
    });
    const document = {
      job: {
        content: [
          {
            reader: { name: 'postgresqlreader', parameter: side(['jdbc:postgresql://h/d']) },
            writer: { name: 'streamwriter', parameter: {} },
          },
        ],
        setting: { speed: { channel: 2 } },
      },
    };
    assert.equal((await validate({ document })).valid, true);
    assert.equal((await validate({ document, columnTypes: { reader: { id: 'int8' } } })).valid, false);
  });
});
