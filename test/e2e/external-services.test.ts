import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Redis } from 'ioredis';
import { postgresStore, type TestStore } from '../helpers/databases.ts';
import { sharedFlink } from '../helpers/flink.ts';
import { assertNoSecret, everythingShown, runToSuccess, storeDatasource, storeJob } from '../helpers/jobs.ts';
import { query } from '../helpers/postgres.ts';
import { startStack, type Stack } from '../helpers/stack.ts';

const redisUrl = process.env.REDIS_URL || 'redis://127.0.0.1:6379';

async function whyNoRedis(): Promise<string | false> {
  const redis = new Redis(redisUrl, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 3000 });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return false;
  } catch (error) {
    const { host } = new URL(redisUrl);
    return `no Redis at ${host} (REDIS_URL): ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    redis.disconnect();
  }
}

const skip = await whyNoRedis();

describe('the queue on Redis, the tables on an external PostgreSQL', { skip }, () => {
  let flink: Awaited<ReturnType<typeof sharedFlink>>;
  let stack: Stack;
  let store: TestStore;
  let redis: Redis;
  const prefix = `t${process.pid}e${process.hrtime.bigint()}`.slice(0, 31);

  before(async () => {
    redis = new Redis(redisUrl);
    flink = await sharedFlink('lib');
    store = await postgresStore();
    stack = await startStack({
      flinkUrl: flink.restUrl,
      mode: 'lib',
      env: { REDIS_URL: redisUrl, QUEUE_PREFIX: prefix },
    });
  });
  after(async () => {
    await stack?.close();
    const left = await ours();
    if (left.length > 0) await redis.del(left);
    await redis?.quit();
    await store?.drop();
    await flink?.release();
  });

  const ours = async (): Promise<string[]> => {
    const keys: string[] = [];
    for await (const page of redis.scanStream({ match: `*${prefix}*`, count: 1000 })) keys.push(...(page as string[]));
    return keys;
  };

  test('a job moves its rows, and the queue of it lies in Redis, without a password', async () => {
    await store.query(
      `CREATE TABLE source AS SELECT g::bigint AS id, 'row ' || g AS name FROM generate_series(1, 2500) g`,
    );
    await store.query('CREATE TABLE target (id bigint, name text)');
    const datasourceId = await storeDatasource(stack, store.datasource());
    const job = await storeJob(stack, {
      reader: { connector: 'postgresql', datasourceId, parameter: { table: 'source' } },
      writer: { connector: 'postgresql', datasourceId, parameter: { table: 'target' } },
      mapping: [{ from: 'id' }, { from: 'name' }],
    });
    const record = await runToSuccess(stack, job.id);
    assert.equal(record.rowsRead, 2500);
    assert.equal(record.rowsWritten, 2500);
    const difference = '(TABLE source EXCEPT ALL TABLE target) UNION ALL (TABLE target EXCEPT ALL TABLE source)';
    assert.deepEqual(await store.query(difference), []);

    const ready = (await (await fetch(`${stack.url}/readyz`)).json()) as { ready: boolean };
    assert.equal(ready.ready, true);
    const keys = await ours();
    assert.ok(keys.length > 0, 'the queue is not in Redis');
    const tables = await query(
      stack.databaseUrl,
      `SELECT table_name FROM information_schema.tables WHERE table_schema ~ '^bullmq'`,
    );
    assert.deepEqual(tables, [], 'the queue is in PostgreSQL, too');
    const stored = await Promise.all(
      keys.map(async (key) => [key, (await redis.dump(key))?.toString() ?? ''] as const),
    );
    assertNoSecret({ ...(await everythingShown(stack, record)), ...Object.fromEntries(stored) }, [store.secretMark]);
  });
});
