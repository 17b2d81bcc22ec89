import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { exportJob, JobFileSchema, readExport } from '../../../gateway/chunjun/import/export-job.ts';
import { importJob } from '../../../gateway/chunjun/import/import-job.ts';
import { replaceReferences } from '../../../gateway/chunjun/import/script-references.ts';
import type { ScriptSpec, SyncSpec } from '../../../gateway/chunjun/version-spec.ts';
import { findErrors } from '../../../gateway/core/check.ts';
import { sources } from './sources.ts';

const documents = new URL('../../fixtures/documents/', import.meta.url);
const specs: SyncSpec[] = [
  ...readdirSync(documents).map(
    (file) => (JSON.parse(readFileSync(new URL(file, documents), 'utf8')) as { spec: SyncSpec }).spec,
  ),
  ...sources.flatMap(({ text }) => importJob(text).spec ?? []),
];

const about = { name: 'orders', kind: 'batch', description: 'x' } as const;
const datasourcesOf = (spec: SyncSpec) =>
  new Map(
    [spec.reader, spec.writer].flatMap(({ datasourceId, connector }) =>
      datasourceId === undefined ? [] : [[datasourceId, { name: `the ${connector}`, type: connector }] as const],
    ),
  );

test('what was exported is read again, up to ids', () => {
  assert.ok(specs.length >= 10);
  for (const spec of specs) {
    const datasources = datasourcesOf(spec);
    const file = exportJob({ ...about, spec, datasources });
    assert.deepEqual(findErrors(JobFileSchema, file), []);
    const text = JSON.stringify(file);
    for (const id of datasources.keys()) assert.ok(!text.includes(id));
    const read = readExport(JSON.parse(text));
    const withIds = structuredClone(read.spec) as SyncSpec;
    for (const side of ['reader', 'writer'] as const) {
      const id = spec[side].datasourceId;
      assert.equal(read.datasources[side]?.name, id === undefined ? undefined : datasources.get(id)?.name);
      if (id !== undefined) withIds[side].datasourceId = id;
    }
    assert.deepEqual(withIds, spec);
    assert.deepEqual({ name: read.name, kind: read.kind, description: read.description }, about);
  }
});

const ids = { reader: '01J000000000000000000READR', writer: '01J000000000000000000WRTER' };
const script = (reader: string, writer: string) => `{ // 注释 "$datasource": "${ids.reader}x"
  'job': {"content": [{
    "reader": {"name": "mysqlreader", "parameter": {"$datasource": ${reader}, "password2": "\${secret.reader.password2}", "n": 1.0}},
    "writer": {"name": "postgresqlwriter", "parameter": { /* 目标 */ "$datasource" : ${writer} , "where": "\${day}"}}
  }]}
}\r\n# the end`;

test('a script keeps its text but for the ids of data sources, its secrets by name', () => {
  const spec: ScriptSpec = {
    script: script(`"${ids.reader}"`, `'${ids.writer}'`),
    parameters: [{ name: 'day', description: '日' }],
    columnTypes: { reader: { id: 'int8' } },
    settings: { restartAttempts: 1 },
  };
  const named = { name: 'the_place', type: 'mysql' };
  const datasources = new Map([
    [ids.reader, named],
    [ids.writer, { name: 'other', type: 'postgresql' }],
  ]);
  const file = exportJob({ ...about, kind: 'script', spec, datasources });
  assert.deepEqual(findErrors(JobFileSchema, file), []);
  assert.deepEqual(file, {
    format: 'data-sync-gateway/job',
    formatVersion: 1,
    ...about,
    kind: 'script',
    spec: { ...spec, script: script('"reader"', '"writer"') },
    datasources: { reader: named, writer: { name: 'other', type: 'postgresql' } },
    secrets: ['reader.password2'],
  });
  const read = readExport(JSON.parse(JSON.stringify(file)));
  assert.ok('script' in read.spec);
  assert.equal(replaceReferences(read.spec.script, ids), script(`"${ids.reader}"`, `"${ids.writer}"`));
});

test('a file whose script and data sources do not belong together', () => {
  const spec: ScriptSpec = { script: script('"a"', '"b"') };
  const datasources = new Map(['a', 'b'].map((name) => [name, { name, type: 'mysql' }]));
  const file = exportJob({ ...about, kind: 'script', spec, datasources });
  const broken = { ...file, datasources: { reader: { name: 'a', type: 'mysql' } } };
  assert.throws(
    () => readExport(broken, '/file'),
    (error: { code?: string; errors?: { pointer: string }[] }) =>
      error.code === 'document_invalid' && error.errors?.[0]?.pointer === '/file/datasources/writer',
  );
});

test('a secret among the parameters stops an export, and is not shown', () => {
  const spec: SyncSpec = {
    reader: { connector: 'x', parameter: { options: [{ password: 'hunter2' }] } },
    writer: { connector: 'stream', parameter: {} },
    mapping: [{ from: 'id' }],
  };
  assert.throws(
    () => exportJob({ ...about, spec, datasources: new Map() }),
    (error: { code?: string; errors?: { pointer: string }[] }) =>
      error.code === 'document_invalid' &&
      error.errors?.[0]?.pointer === '/spec/reader/parameter/options/0/password' &&
      !JSON.stringify(error).includes('hunter2'),
  );
});

test('a data source that is not there is said', () => {
  const spec = specs.find(({ reader }) => reader.datasourceId !== undefined);
  assert.ok(spec);
  assert.throws(() => exportJob({ ...about, spec, datasources: new Map() }), { code: 'not_found' });
});

for (const wrong of [null, 1, {}, { format: 'data-sync-gateway/job', formatVersion: 2 }]) {
  test(`${JSON.stringify(wrong)} is no exported job`, () => {
    assert.throws(() => readExport(wrong), { code: 'document_invalid' });
  });
}
