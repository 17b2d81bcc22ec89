import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Static } from 'typebox';
import type { VersionDiffSchema } from '../../gateway/jobs/schemas.ts';
import { problemOf, storeJob } from '../helpers/jobs.ts';
import type { Stack } from '../helpers/stack.ts';
import { formOf, startImportStack } from './import-harness.ts';

type Diff = Static<typeof VersionDiffSchema>;

let stack: Stack;
let source: string;
let target: string;

before(async () => {
  ({ stack, source, target } = await startImportStack());
});
after(() => stack?.close());

const form = () => formOf(source, target);

describe('differences of versions', () => {
  test('with the version before, with another one, the first with nothing', async () => {
    const job = await storeJob(stack, form());
    const second = {
      ...form(),
      mapping: [{ from: 'new' }, ...form().mapping],
      settings: { channels: 1, dirtyRowsAllowed: 7 },
    };
    await stack.api.post(`/jobs/${job.id}/versions`, { spec: { ...second, settings: form().settings } });
    await stack.api.post(`/jobs/${job.id}/versions`, { spec: second });
    const diff = (number: number, more = '') => stack.api.get<Diff>(`/jobs/${job.id}/versions/${number}/diff${more}`);
    assert.deepEqual(await diff(2), {
      jobId: job.id,
      number: 2,
      against: 1,
      differences: [{ pointer: '/mapping/0', kind: 'added', after: { from: 'new' } }],
      textChanged: false,
    });
    const both = await diff(3, '?against=1');
    assert.deepEqual(
      both.differences.map(({ kind, pointer, before, after }) => [kind, pointer, before, after]),
      [
        ['added', '/mapping/0', undefined, { from: 'new' }],
        ['changed', '/settings/dirtyRowsAllowed', 5, 7],
      ],
    );
    const first = await diff(1);
    assert.equal(first.against, null);
    assert.ok(first.differences.every(({ kind }) => kind === 'added'));
    assert.equal((await problemOf(diff(4))).code, 'not_found');
    assert.equal((await problemOf(diff(3, '?against=9'))).code, 'not_found');
  });
});
