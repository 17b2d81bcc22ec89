import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Diagnostic } from '../../gateway/chunjun/diagnostics.ts';
import type { JobView, VersionView } from '../../gateway/jobs/schemas.ts';
import type { RecordView } from '../../gateway/runs/schemas.ts';
import { postgresStore, type TestStore } from '../helpers/databases.ts';
import { runTimeoutMs } from '../helpers/distribution.ts';
import { sharedFlink } from '../helpers/flink.ts';
import { assertNoSecret, everythingShown, problemOf, storeDatasource, storeJob } from '../helpers/jobs.ts';
import { startStack, waitForState, type Stack } from '../helpers/stack.ts';

type Created = VersionView & { diagnostics: Diagnostic[] };

describe('a script job', () => {
  let flink: Awaited<ReturnType<typeof sharedFlink>>;
  let stack: Stack;
  let from: TestStore;
  let to: TestStore;
  let targetId: string;
  let password: string;

  before(async () => {
    flink = await sharedFlink('lib');
    [from, to] = await Promise.all([postgresStore(), postgresStore()]);
    stack = await startStack({ flinkUrl: flink.restUrl, mode: 'lib' });
    targetId = await storeDatasource(stack, to.datasource());
    password = from.datasource().secrets?.['password'] ?? '';
    await from.query('CREATE TABLE source (id bigserial PRIMARY KEY, name text)');
    await from.query(`INSERT INTO source (name) SELECT 'row ' || g FROM generate_series(1, 50) g`);
    await to.query('CREATE TABLE target (id bigint PRIMARY KEY, name text)');
  });
  after(async () => {
    await stack?.close();
    await from?.drop();
    await to?.drop();
    await flink?.release();
  });

  /** As a person pastes it: comments, a secret, a reference, parameters. */
  const scriptOf = (reader: string, writer = '"writeMode": "insert"'): string => `// from the old scheduler
{ "job": { "content": [ {
    "reader": { "name": "postgresqlreader", "parameter": {
        "username": "${from.user}",  /* the password is ${password} */
        "password": ${JSON.stringify(password)},
        "column": ["id", "name"], ${reader}
        "connection": [ { "jdbcUrl": ["jdbc:postgresql://${from.host}:${from.port}/${from.database}"], "schema": "public", "table": ["source"] } ] } },
    "writer": { "name": "postgresqlwriter", "parameter": {
        "$datasource": "${targetId}", "column": ["id", "name"], ${writer},
        "connection": [ { "table": ["target"] } ] } }
  } ], "setting": { "speed": { "channel": 1 } } } }
`;

  const run = async (jobId: string, body: object): Promise<RecordView> => {
    const { id } = await stack.api.post<RecordView>(`/jobs/${jobId}/runs`, body);
    return waitForState(stack.api, id, ['SUCCEEDED'], runTimeoutMs);
  };
  const ids = async (): Promise<number[]> =>
    (await to.query('SELECT id::int AS id FROM target ORDER BY id')).map(({ id }) => Number(id));

  test('runs as it was pasted, with its parameters; its secret is sealed and shown nowhere', async () => {
    const job = await stack.api.post<JobView>('/jobs', { name: 'pasted', kind: 'script', clusterId: stack.clusterId });
    const script = scriptOf('"where": "id > ${floor} and name <> \'${other}\'",');
    const version = await stack.api.post<Created>(`/jobs/${job.id}/versions`, {
      spec: {
        script,
        parameters: [
          { name: 'floor', type: 'integer' },
          { name: 'other', default: 'row 50' },
        ],
        settings: { dirtyRowsAllowed: 0 },
      },
    });
    const stored = 'script' in version.spec ? version.spec.script : '';
    assert.equal(
      stored,
      script
        .replace(JSON.stringify(password), '"${secret.reader.password}"')
        .replace(`the password is ${password}`, 'the password is ******'),
    );
    assert.deepEqual(
      version.diagnostics.filter(({ code }) => code === 'secret_sealed').map(({ level }) => level),
      ['warning'],
    );

    const missing = await problemOf(stack.api.post(`/jobs/${job.id}/runs`, {}));
    assert.deepEqual([missing.status, missing.errors?.[0]?.pointer], [400, '/parameters/floor']);
    const unknown = await problemOf(stack.api.post(`/jobs/${job.id}/runs`, { parameters: { flor: 1, floor: 1 } }));
    assert.deepEqual([unknown.status, unknown.errors?.[0]?.pointer], [400, '/parameters/flor']);
    const untyped = await problemOf(stack.api.post(`/jobs/${job.id}/runs`, { parameters: { floor: 'low' } }));
    assert.deepEqual([untyped.status, untyped.errors?.[0]?.pointer], [400, '/parameters/floor']);

    const record = await run(job.id, { parameters: { floor: 45 } });
    assert.deepEqual(await ids(), [46, 47, 48, 49]);
    assert.deepEqual([record.rowsRead, record.rowsWritten, record.parameters], [4, 4, { floor: 45 }]);

    // The text of the first version, edited: its secret goes along by its name.
    await stack.api.post(`/jobs/${job.id}/versions`, {
      spec: { script: stored.replace("id > ${floor} and name <> '${other}'", 'id <= 2') },
    });
    await run(job.id, {});
    assert.deepEqual(await ids(), [1, 2, 46, 47, 48, 49]);
    assertNoSecret(await everythingShown(stack, record), [from.secretMark, to.secretMark]);
    const { document } = await stack.api.get<{ document: unknown }>(`/records/${record.id}/document`);
    const shown = JSON.stringify(document);
    assert.equal(shown.match(/"password":"\*{6}"/g)?.length, 2);
    assert.match(shown, /id > 45 and name <> 'row 50'/);
    const rendered = await stack.api.post<{ documentText: string; programArguments: string[] }>(
      `/jobs/${job.id}/render`,
      { version: 1, parameters: { floor: 3 } },
    );
    assertNoSecret({ rendered: decodeURIComponent(JSON.stringify(rendered)) }, [from.secretMark, to.secretMark]);
    assert.match(rendered.documentText, /id > 3 /);
  });

  test('an incremental script goes on from where the last run ended', async () => {
    await to.query('TRUNCATE target');
    const job = await storeJob(stack, {
      script: scriptOf('"increColumn": "id", "startLocation": "40", "initReporter": false,'),
    });
    const first = await run(job.id, {});
    assert.deepEqual([first.offsetBefore, first.offsetAfter, first.rowsRead], ['40', '50', 10]);
    await from.query(`INSERT INTO source (name) VALUES ('late')`);
    const second = await run(job.id, {});
    assert.deepEqual([second.offsetBefore, second.offsetAfter, second.rowsRead], ['50', '51', 1]);
    assert.deepEqual(await ids(), [41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51]);
  });
});
