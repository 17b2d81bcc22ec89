import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { DatasourceView } from '../../gateway/datasources/schemas.ts';
import type { JobView } from '../../gateway/jobs/schemas.ts';
import { problemOf } from '../helpers/jobs.ts';
import { startStack, type Stack } from '../helpers/stack.ts';

interface Finding {
  readonly level: string;
  readonly code: string;
  readonly pointer: string;
}

describe('documents before anything is submitted', () => {
  let stack: Stack;
  let source: DatasourceView;
  let job: JobView;
  const password = 'a "secret" with % and &';

  before(async () => {
    // No cluster answers at this address: what is tested here needs none.
    stack = await startStack({ flinkUrl: 'http://127.0.0.1:9', mode: 'bundle' });
    source = await stack.api.post('/datasources', {
      name: 'source',
      type: 'postgresql',
      config: { host: '127.0.0.1', database: 'shop', username: 'reader' },
      secrets: { password },
    });
    job = await stack.api.post('/jobs', { name: 'documents', kind: 'batch', clusterId: stack.clusterId });
  });
  after(() => stack.close());

  const store = (writer: Record<string, unknown>) =>
    stack.api.post(`/jobs/${job.id}/versions`, {
      spec: {
        reader: { connector: 'postgresql', datasourceId: source.id, parameter: { table: 'a' } },
        writer: { connector: 'postgresql', datasourceId: source.id, parameter: { table: 'b', ...writer } },
        mapping: [{ from: 'id' }, { from: 'name' }],
      },
    });

  test('render shows the document with masked secrets, slots, plugins and findings', async () => {
    await store({ writeMode: 'update', uniqueKey: ['id'] });
    const rendered = await stack.api.post<{
      document: unknown;
      slots: number;
      plugins: string[];
      diagnostics: Finding[];
    }>(`/jobs/${job.id}/render`, {});
    assert.equal(rendered.slots, 1);
    assert.deepEqual(rendered.plugins, ['postgresql']);
    assert.deepEqual(
      rendered.diagnostics.filter(({ level }) => level === 'error'),
      [],
    );
    const shown = JSON.stringify(rendered);
    assert.match(shown, /"password":"\*{6}"/);
    assert.ok(!shown.includes('secret'));
  });

  test('validate finds what Chunjun refuses, as value and as text', async () => {
    const document = {
      job: {
        content: [
          {
            reader: {
              name: 'streamreader',
              parameter: { column: [{ name: 'id', type: 'int' }], sliceRecordCount: [1] },
            },
            writer: { name: 'stream', parameter: {} },
          },
        ],
        setting: { speed: { channel: 0 } },
      },
    };
    type Validation = { valid: boolean; diagnostics: Finding[] };
    const byValue = await stack.api.post<Validation>('/jobs/validate', { document });
    assert.equal(byValue.valid, false);
    const errors = byValue.diagnostics.filter(({ level }) => level === 'error').map(({ pointer }) => pointer);
    assert.deepEqual(errors.sort(), ['/job/content/0/writer/name', '/job/setting/speed/channel']);
    const documentText = JSON.stringify(document).replace('[1]', '[1e5]');
    const byText = await stack.api.post<Validation>('/jobs/validate', { documentText });
    assert.ok(byText.diagnostics.some(({ pointer }) => pointer.includes('sliceRecordCount')));
    const neither = await problemOf(stack.api.post('/jobs/validate', {}));
    assert.equal(neither.code, 'validation_failed');
  });

  test('a run of a version that Chunjun would fail at is refused before it is accepted', async () => {
    await store({ writeMode: 'insert', preSql: [''] }).catch(() => undefined);
    const reader = { connector: 'stream', parameter: { sliceRecordCount: 1 } };
    await stack.api.post(`/jobs/${job.id}/versions`, {
      spec: {
        reader,
        writer: { connector: 'stream', parameter: {} },
        mapping: [{ from: { name: 'id', type: 'int' } }],
        settings: { flinkConfiguration: { 'chunjun.dirty-data.max-rows': 'many' } },
      },
    });
    const problem = await problemOf(stack.api.post(`/jobs/${job.id}/runs`, {}));
    assert.equal(problem.status, 422);
    assert.equal(problem.code, 'document_invalid');
    assert.equal(problem.errors?.[0]?.pointer, '/document/confProp/chunjun.dirty-data.max-rows');
    const { items } = await stack.api.get<{ items: unknown[] }>('/records');
    assert.deepEqual(items, []);
  });
});
