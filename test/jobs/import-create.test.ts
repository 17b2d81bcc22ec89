import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { SyncSpec } from '../../gateway/chunjun/version-spec.ts';
import type { DatasourceView } from '../../gateway/datasources/schemas.ts';
import { assertNoSecret, problemOf, storeJob } from '../helpers/jobs.ts';
import { query } from '../helpers/postgres.ts';
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

describe('a document of another tool becomes a job', () => {
  const datax = (password: string, more: { url?: string; reader?: object; writer?: object } = {}) =>
    JSON.stringify({
      job: {
        setting: { speed: { channel: 1 } },
        content: [
          {
            reader: {
              name: 'mysqlreader',
              parameter: {
                username: 'root',
                password,
                column: ['id', 'name'],
                where: "d = '${bizdate}'",
                connection: [{ table: ['a'], jdbcUrl: [more.url ?? 'jdbc:mysql://db:3306/shop'] }],
                ...more.reader,
              },
            },
            writer: {
              name: 'mysqlwriter',
              parameter: {
                username: 'root',
                password,
                column: ['id', 'name'],
                writeMode: 'replace',
                connection: [{ table: ['b'], jdbcUrl: 'jdbc:mysql://db:3306/shop' }],
                ...more.writer,
              },
            },
          },
        ],
      },
    });
  const create = (body: object) => stack.api.post<Imported>('/jobs/import/create', body);

  test('job, version, parameters and one data source for one place; it renders', async () => {
    const name = newName();
    const made = await create({ text: datax('p'), name, description: 'from DataX' });
    assert.deepEqual(
      [made.job.name, made.job.kind, made.job.description, made.version.number],
      [name, 'batch', 'from DataX', 1],
    );
    const [reader, writer] = made.datasources;
    assert.ok(reader && writer);
    assert.deepEqual([reader.role, writer.role, reader.created], ['reader', 'writer', true]);
    assert.equal(reader.id, writer.id);
    assert.match(reader.name, /^job_\d+$/);
    const spec = made.version.spec as SyncSpec;
    assert.deepEqual(
      spec.parameters?.map((parameter) => parameter.name),
      ['bizdate'],
    );
    assert.equal(spec.reader.datasourceId, reader.id);
    const rendered = await stack.api.post<{ documentText: string }>(`/jobs/${made.job.id}/render`, {
      parameters: { bizdate: '20240101' },
    });
    assert.match(rendered.documentText, /jdbc:mysql:\/\/db:3306\/shop/);
    const stored = await stack.api.get<DatasourceView>(`/datasources/${reader.id}`);
    assert.deepEqual(stored.config, { host: 'db', port: 3306, database: 'shop', username: 'root' });
    assert.ok(made.report.some(({ outcome, pointer }) => outcome === 'approximated' && pointer.endsWith('/where')));
  });

  test('two places are two data sources; names fit and are free', async () => {
    const text = datax('p', { url: 'jdbc:mysql://elsewhere/shop' });
    const first = await create({ text, name: 'two places' });
    assert.deepEqual(
      first.datasources.map(({ name }) => name),
      ['two_places_reader', 'two_places_writer'],
    );
    const second = await create({ text, name: 'two  places', kind: 'stream' });
    assert.deepEqual(
      second.datasources.map(({ name }) => name),
      ['two_places_reader_2', 'two_places_writer_2'],
    );
    assert.equal(second.job.kind, 'stream');
  });

  test('one that exists, one with a name, fields given beside the document', async () => {
    const name = newName();
    const made = await create({
      text: datax('${pwd}'),
      name,
      datasources: {
        reader: { id: source },
        writer: { name: 'my_own', config: { host: 'other' }, secrets: { password: 'given' } },
      },
    });
    assert.deepEqual(
      made.datasources.map((one) => [one.role, one.name, one.created]),
      [
        ['reader', 'shop_mysql', false],
        ['writer', 'my_own', true],
      ],
    );
    const { config } = await stack.api.get<DatasourceView>(`/datasources/${made.datasources[1]?.id ?? ''}`);
    assert.equal(config['host'], 'other');
    const taken = await refused(stack, '/jobs/import/create', {
      text: datax('p'),
      name: newName(),
      datasources: { writer: { name: 'my_own' }, reader: { id: source } },
    });
    assert.deepEqual([taken.status, taken.code], [409, 'name_taken']);
  });

  test('what the document names is taken when it is there, else it is missing', async () => {
    const dataWorks = (datasource: string) =>
      JSON.stringify({
        type: 'job',
        version: '2.0',
        steps: [
          {
            stepType: 'mysql',
            category: 'reader',
            name: 'Reader',
            parameter: { datasource: 'shop_mysql', column: ['id'], table: 'a' },
          },
          {
            stepType: 'postgresql',
            category: 'writer',
            name: 'Writer',
            parameter: { datasource, column: ['id'], table: 'b' },
          },
        ],
        setting: {},
      });
    const made = await create({ text: dataWorks('shop_pg'), name: newName() });
    assert.deepEqual(
      made.datasources.map(({ id, created }) => [id, created]),
      [
        [source, false],
        [target, false],
      ],
    );
    const gone = await refused(stack, '/jobs/import/create', { text: dataWorks('gone'), name: newName() });
    assert.deepEqual([gone.status, gone.code, pointersOf(gone)], [422, 'unknown_datasource', ['/datasources/writer']]);
  });

  test('a queue makes a stream job', async () => {
    const text = JSON.stringify({
      job: {
        content: [
          {
            reader: {
              name: 'kafkareader',
              parameter: {
                topic: 't',
                groupId: 'g',
                mode: 'earliest-offset',
                codec: 'json',
                consumerSettings: { 'bootstrap.servers': 'h:9092' },
                column: [{ name: 'id', type: 'int' }],
              },
            },
            writer: { name: 'streamwriter', parameter: { column: [{ name: 'id', type: 'int' }] } },
          },
        ],
      },
    });
    const made = await create({ text, name: newName() });
    assert.equal(made.job.kind, 'stream');
    assert.equal(made.datasources.length, 1);
  });

  test('what is refused is an error with its place, and nothing is written', async () => {
    const odps = datax('p').replace('mysqlreader', 'odpsreader');
    const cases: [body: object, status: number, code: string, pointers: string[]][] = [
      [{ text: odps }, 422, 'document_invalid', ['/text/job/content/0/reader/name']],
      [{ text: '{"job": ' }, 422, 'document_invalid', ['/text', '/text']],
      [{ text: datax('${pwd}') }, 422, 'document_invalid', ['/datasources/reader/secrets/password']],
      [{ text: datax('******') }, 422, 'document_invalid', ['/datasources/reader/secrets/password']],
      [
        { text: datax('p', { url: 'jdbc:mysql://${host}/shop' }) },
        422,
        'document_invalid',
        ['/datasources/reader/config/jdbcUrl'],
      ],
      [{ text: datax('p'), clusterId: noId }, 422, 'no_cluster', ['/clusterId']],
      [
        { text: datax('p'), datasources: { reader: { id: noId } } },
        422,
        'unknown_datasource',
        ['/datasources/reader/id'],
      ],
      [
        { text: datax('p'), datasources: { reader: { id: target } } },
        422,
        'document_invalid',
        ['/datasources/reader/id'],
      ],
      [
        { text: datax('p'), datasources: { reader: { name: '1 a' }, writer: { id: source } } },
        400,
        'validation_failed',
        ['/datasources/reader/name'],
      ],
      [
        { text: datax('p'), datasources: { reader: { config: { port: 'x' } }, writer: { id: source } } },
        422,
        'document_invalid',
        ['/datasources/reader/config/port'],
      ],
    ];
    for (const [body, status, code, pointers] of cases) {
      const problem = await refused(stack, '/jobs/import/create', { name: newName(), ...body });
      assert.deepEqual([problem.status, problem.code], [status, code], JSON.stringify(problem));
      assert.deepEqual(pointersOf(problem), pointers, JSON.stringify(problem));
    }
    const job = await storeJob(stack, form());
    const taken = await refused(stack, '/jobs/import/create', { text: datax('p'), name: job.name });
    assert.deepEqual([taken.status, pointersOf(taken)], [409, ['/name']]);
  });

  test('no secret is shown or stored in the clear, wherever the document holds it', async () => {
    const mark = 's3cretmark';
    const odd = ['"', "'", '%', '&', '\n', '密', '${x}', '\\', '@/?#'];
    const answers: string[] = [];
    for (const [index, piece] of odd.entries()) {
      const secret = `${mark}${piece}${index}${mark}`;
      const url = `jdbc:mysql://u:${encodeURIComponent(secret)}@h${index}/d?password=${encodeURIComponent(secret)}&useSSL=false`;
      const text = datax(secret, { url, reader: { accessKeySecret: secret, 'x-token': secret } });
      answers.push(JSON.stringify(await create({ text, name: newName() })));
      const problem = await problemOf(
        stack.api.post('/jobs/import/create', { text, name: newName(), clusterId: noId }),
      );
      answers.push(JSON.stringify(problem));
      answers.push(JSON.stringify(await stack.api.post('/jobs/import', { text })));
    }
    const tables = await query(
      stack.databaseUrl,
      `SELECT table_name AS t FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    const rows: string[] = [];
    for (const { t } of tables as { t: string }[]) {
      for (const { row } of await query(stack.databaseUrl, `SELECT row_to_json(x)::text AS row FROM "${t}" x`))
        rows.push(String(row));
    }
    assert.ok(rows.length > 30);
    assertNoSecret({ answers: answers.join('\n'), log: await stack.log(), database: rows.join('\n') }, [mark]);
  });
});
