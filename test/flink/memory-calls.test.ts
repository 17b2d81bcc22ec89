import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, test } from 'node:test';
import { ofJobManager, ofTaskManagers, readMemory } from '../../gateway/flink/memory-calls.ts';
import type { AggregatedMetrics, Metrics } from '../../gateway/flink/memory-schemas.ts';
import { findErrors } from '../../gateway/core/check.ts';

const MB = 1024 * 1024;
const used = 'Status.JVM.Memory.Metaspace.Used';
const limit = 'Status.JVM.Memory.Metaspace.Max';

describe('memory of a cluster, as Flink 1.12.7 told it', () => {
  let recorded: Record<'jobManager' | 'taskManagers', Record<'first' | 'later', unknown>>;
  before(async () => {
    recorded = JSON.parse(await readFile('test/fixtures/flink-memory-answers.json', 'utf8')) as typeof recorded;
  });
  const readWith = async (which: 'first' | 'later') => {
    const asked: string[] = [];
    const memory = await readMemory(async (path, schema) => {
      asked.push(path);
      const answer = recorded[path.startsWith('/jobmanager/') ? 'jobManager' : 'taskManagers'][which];
      assert.deepEqual(findErrors(schema, answer), []);
      return answer as never;
    });
    return { asked, memory };
  };

  test('two calls tell it of all processes', async () => {
    const { asked, memory } = await readWith('later');
    assert.equal(asked.length, 2);
    assert.deepEqual(memory.jobManager, {
      metaspaceUsed: 41_734_416,
      metaspaceLimit: 128 * MB,
      heapUsed: 37_727_392,
      heapLimit: 256 * MB,
    });
    assert.deepEqual(memory.taskManagers, {
      metaspaceUsed: 35_258_640,
      metaspaceLimit: 96 * MB,
      heapUsed: 35_024_416,
      heapLimit: 256 * MB,
    });
  });

  test('the first answer of a start is empty: not known yet', async () => {
    assert.deepEqual((await readWith('first')).memory, { jobManager: null, taskManagers: null });
  });

  test('-1 is no limit', () => {
    const metrics: Metrics = [
      { id: used, value: '100' },
      { id: limit, value: '-1' },
    ];
    assert.equal(ofJobManager(metrics)?.metaspaceLimit, null);
    const rows: [min: number, max: number, limit: number | null][] = [
      [-1, -1, null],
      [-1, 300, 300],
      [200, 300, 200],
    ];
    for (const [min, max, expected] of rows) {
      const metrics: AggregatedMetrics = [
        { id: used, min: 10, max: 100 },
        { id: limit, min, max },
      ];
      const memory = ofTaskManagers(metrics);
      assert.deepEqual([memory?.metaspaceUsed, memory?.metaspaceLimit], [100, expected]);
    }
  });
});
