import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { matches } from '../../gateway/core/check.ts';
import { hasCode } from '../../gateway/core/errors.ts';
import type { QueueBackend } from '../../gateway/queues/backend.ts';
import { catalogueTable, definitionOf, isMessageName, messageNames } from '../../gateway/queues/catalogue.ts';
import { createWorkers, type Handlers } from '../../gateway/queues/workers.ts';
import { recorder } from './harness.ts';

const ulid = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

describe('catalogue of messages', () => {
  it('is the table in the README', async () => {
    const readme = await readFile(new URL('../../gateway/queues/README.md', import.meta.url), 'utf8');
    const cells = (table: string): string => table.replaceAll(/-+/g, '-').replaceAll(/ +/g, ' ');
    assert.ok(cells(readme).includes(cells(catalogueTable())), `README.md should contain:\n${catalogueTable()}`);
  });

  it('derives ids without ":" and accepts fields that a newer gateway added', () => {
    for (const name of messageNames) {
      const { payload, id } = definitionOf(name);
      const sample = { recordId: ulid, clusterId: ulid, later: 1 };
      assert.ok(matches(payload, sample), name);
      assert.doesNotMatch(id(sample) ?? '', /:/);
      if (name !== 'sweep') assert.ok(!matches(payload, { recordId: 'a:b', clusterId: 'a:b' }), name);
    }
    assert.ok(!isMessageName('toString'));
  });

  it('frees the message of a dead worker in less than 15 s: lock and two checks of 3 s', () => {
    for (const name of messageNames) assert.ok(definitionOf(name).lockMs + 2 * 3_000 < 15_000, name);
  });

  it('refuses missing and unknown handlers at boot', () => {
    const nothing = async (): Promise<void> => undefined;
    const all = Object.fromEntries(messageNames.map((name) => [name, nothing])) as unknown as Handlers;
    const unused = {} as QueueBackend;
    createWorkers(unused, all, recorder());
    const { sweep: _, ...missing } = all;
    for (const wrong of [missing, { ...all, 'submit-rum': nothing }, { ...all, sweep: 'no function' }]) {
      assert.throws(
        () => createWorkers(unused, wrong as unknown as Handlers, recorder()),
        (error) => hasCode(error, 'internal') && JSON.stringify(error.facts).match(/sweep|submit-rum/) !== null,
      );
    }
  });
});
