/** Prints the time from send to handler start on both backends and what an idle gateway costs PostgreSQL. */
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { createQueueBackend } from '../../gateway/queues/backend.ts';
import { createProducers } from '../../gateway/queues/producers.ts';
import { createWorkers } from '../../gateway/queues/workers.ts';
import { redisEngine } from './engines.ts';

const databaseUrl = process.env['DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const redisUrl = process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379';
const idle = Number(process.env['IDLE_MS'] ?? 60_000);
const log = { info: () => undefined, warn: console.warn, error: console.error };

const quantile = (times: number[], q: number): string =>
  times.sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * q))]!.toFixed(1);
const spread = (times: number[]): string => `median ${quantile(times, 0.5)} ms, p95 ${quantile(times, 0.95)} ms`;

let queries = 0;
const query = Reflect.get(pg.Client.prototype, 'query') as (...args: unknown[]) => unknown;
Reflect.set(pg.Client.prototype, 'query', function (this: pg.Client, ...args: unknown[]) {
  queries += 1;
  return query.apply(this, args);
});

async function measure(urls: { redisUrl?: string; databaseUrl?: string }): Promise<void> {
  const prefix = `bench_${randomBytes(4).toString('hex')}`;
  const backend = await createQueueBackend({ ...urls, prefix }, log);
  const { kind } = backend;
  const sent = new Map<string, number>();
  const times: number[] = [];
  const handled = async ({ recordId }: { recordId: string }): Promise<void> => {
    times.push(performance.now() - sent.get(recordId)!);
  };
  const nothing = async (): Promise<void> => undefined;
  const handlers = { 'resolve-submission': handled, 'stop-run': handled, 'observe-cluster': nothing, sweep: nothing };
  const workers = createWorkers(backend, { 'submit-run': handled, ...handlers }, { log });
  const producers = createProducers(backend);
  const send = async (recordId: string): Promise<void> => {
    sent.set(recordId, performance.now());
    await producers.send('submit-run', { recordId });
  };
  const until = async (count: number): Promise<void> => {
    while (times.length < count) await pause(2);
  };
  workers.start();
  for (let i = 0; i < 5; i += 1) await send(`warm${i}`);
  await until(5);
  times.length = 0;

  const took: number[] = [];
  for (let i = 0; i < 200; i += 1) {
    const start = performance.now();
    await send(`one${i}`);
    took.push(performance.now() - start);
    await until(i + 1);
    await pause(5);
  }
  console.log(`${kind}: one at a time ${spread(times)}; send() alone ${spread(took)}`);
  for (const burst of [20, 200]) {
    times.length = 0;
    for (let round = 0; round < 200 / burst; round += 1) {
      await Promise.all(Array.from({ length: burst }, (_, i) => send(`burst${burst}x${round}x${i}`)));
      await until((round + 1) * burst);
      await pause(20);
    }
    console.log(`${kind}: bursts of ${burst} ${spread(times)}`);
  }

  if (kind === 'postgresql' && idle > 0) {
    await pause(2_000);
    queries = 0;
    await pause(idle);
    console.log(`${kind}: idle ${((queries * 1000) / idle).toFixed(2)} queries/s`);
  }
  await workers.close({ timeoutMs: 5_000 });
  await producers.close();
  await backend.close();
  if (kind === 'redis') {
    const engine = await redisEngine();
    await engine.flush(prefix);
    await engine.close();
  }
  if (kind === 'postgresql') {
    const client = new pg.Client(databaseUrl);
    await client.connect();
    await client.query(`drop schema bullmq_${prefix} cascade`);
    await client.end();
  }
}

await measure({ redisUrl });
await measure({ databaseUrl });
