import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { JobFile } from '../../gateway/chunjun/import/export-job.ts';
import type { ScriptSpec, SyncSpec, VersionSpec } from '../../gateway/chunjun/version-spec.ts';
import type { JobInput, JobView } from '../../gateway/jobs/schemas.ts';
import { assertNoSecret, problemOf, storeJob } from '../helpers/jobs.ts';
import type { Stack } from '../helpers/stack.ts';
import { formOf, newName, noId, pointersOf, refused, startImportStack, type Imported } from './import-harness.ts';

let stack: Stack;
let source: string;
let target: string;

before(async () => {
  ({ stack, source, target } = await startImportStack());
});
after(() => stack?.close());

const form = () => formOf(source, target);

const script = (): ScriptSpec => ({
  script: `{ // 注释: keeps its text
  "job": {"content": [{
    "reader": {"name": "mysqlreader", "parameter": {"$datasource": "${source}", "column": ["id"], "connection": [{"table": ["t"]}], "where": "d = '\${day}'"}},
    "writer": {"name": "kafkawriter", "parameter": {"topic": "t", "producerSettings": {"bootstrap.servers": "h:1", "sasl.jaas.config": "\${secret.jaas}"}}}
  }], "setting": {"speed": {"channel": 1}, /* as written */ "errorLimit": {"record": 1.0}}}
}`,
  parameters: [{ name: 'day' }],
  columnTypes: { reader: { id: 'int' } },
});

const exported = (id: string, more = '') => stack.api.get<JobFile>(`/jobs/${id}/export${more}`);

async function storeScript(): Promise<JobView> {
  const job = await stack.api.post<JobView>('/jobs', { name: newName(), kind: 'script' });
  await stack.api.post(`/jobs/${job.id}/versions`, { spec: script(), secrets: { jaas: 'hidden jaas text' } });
  return job;
}

describe('export and import of files', () => {
  const kinds: [kind: JobInput['kind'], make: () => Promise<JobView>, secrets: Record<string, string>][] = [
    ['batch', () => storeJob(stack, form()), {}],
    ['stream', () => storeJob(stack, form(), { kind: 'stream' }), {}],
    ['script', storeScript, { jaas: 'another jaas text' }],
  ];
  for (const [kind, make, secrets] of kinds) {
    test(`${kind}: what was imported exports as the same file but for its name`, async () => {
      const job = await make();
      const file = await exported(job.id);
      assertNoSecret({ file: JSON.stringify(file) }, [source, target, 'hidden jaas']);
      const name = newName();
      const made = await stack.api.post<Imported>('/jobs/import-file', { file, name, secrets });
      assert.deepEqual([made.job.name, made.job.kind, made.version.number, made.job.lastVersion], [name, kind, 1, 1]);
      assert.deepEqual(await exported(made.job.id), { ...file, name });
      const before = await stack.api.get<{ spec: VersionSpec }>(`/jobs/${job.id}/versions/1`);
      assert.deepEqual(made.version.spec, before.spec);
      assert.ok(made.datasources.every(({ created }) => !created));
      assertNoSecret({ answer: JSON.stringify(made) }, ['jaas text']);
    });
  }

  test('an older version, as an attachment whose name is the job', async () => {
    const job = await storeJob(stack, form());
    await stack.api.post(`/jobs/${job.id}/versions`, { spec: { ...form(), mapping: [{ from: 'id' }] } });
    const answer = await fetch(`${stack.url}/api/v1/jobs/${job.id}/export?version=1`, {
      headers: { authorization: `Bearer ${stack.token}` },
    });
    assert.equal(
      answer.headers.get('content-disposition'),
      `attachment; filename="${job.name}.json"; filename*=UTF-8''${encodeURIComponent(job.name)}.json`,
    );
    assert.match(answer.headers.get('content-type') ?? '', /^application\/json/);
    const file = (await answer.json()) as { spec: SyncSpec };
    assert.equal(file.spec.mapping.length, 2);
    assert.equal((await problemOf(exported(job.id, '?version=3'))).code, 'not_found');
    assert.equal((await problemOf(exported(noId))).code, 'not_found');
  });

  test('data sources that are not there, and secrets that nobody gave: all of it at once, nothing is written', async () => {
    const file = (await exported((await storeScript()).id)) as JobFile & { datasources: object };
    const datasources = { reader: { name: 'gone', type: 'mysql' } };
    const problem = await refused(stack, '/jobs/import-file', { file: { ...file, datasources }, name: newName() });
    assert.deepEqual(
      [problem.status, problem.code, pointersOf(problem)],
      [422, 'document_invalid', ['/datasources/reader', '/secrets/jaas']],
    );
    const body = { file: { ...file, datasources }, name: newName(), secrets: { jaas: 'j' } };
    const gone = await refused(stack, '/jobs/import-file', body);
    assert.deepEqual([gone.status, gone.code, pointersOf(gone)], [422, 'unknown_datasource', ['/datasources/reader']]);
    const wrong = await refused(stack, '/jobs/import-file', {
      ...body,
      datasources: { reader: target, writer: target },
    });
    assert.deepEqual(
      [wrong.code, pointersOf(wrong)],
      ['document_invalid', ['/datasources/reader', '/datasources/writer']],
    );
    const made = await stack.api.post<Imported>('/jobs/import-file', { ...body, datasources: { reader: source } });
    assert.deepEqual(
      made.datasources.map(({ id, role }) => [id, role]),
      [[source, 'reader']],
    );
  });

  test('a name that is taken, a cluster that is not there, something that is no file', async () => {
    const job = await storeJob(stack, form());
    const file = await exported(job.id);
    const taken = await refused(stack, '/jobs/import-file', { file });
    assert.deepEqual([taken.status, taken.code, pointersOf(taken)], [409, 'name_taken', ['/name']]);
    assert.equal(
      (await refused(stack, '/jobs/import-file', { file, name: newName(), clusterId: noId })).code,
      'no_cluster',
    );
    const none = await refused(stack, '/jobs/import-file', { file: { ...file, formatVersion: 2 } });
    assert.deepEqual([none.code, pointersOf(none)], ['document_invalid', ['/file/formatVersion']]);
    const spec = { ...(file.spec as object), settings: { channels: 0 } };
    assert.deepEqual(pointersOf(await refused(stack, '/jobs/import-file', { file: { ...file, spec } })), [
      '/file/spec/settings/channels',
    ]);
    const odd = { ...(file.spec as object), settings: { flinkConfiguration: { 'rest.port': 1 } } };
    assert.deepEqual(
      pointersOf(await refused(stack, '/jobs/import-file', { file: { ...file, spec: odd }, name: newName() })),
      ['/file/spec/settings/flinkConfiguration/rest.port'],
    );
  });
});
