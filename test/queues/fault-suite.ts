import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { hasCode } from '../../gateway/core/errors.ts';
import { createQueueBackend } from '../../gateway/queues/backend.ts';
import { createProducers } from '../../gateway/queues/producers.ts';
import { through, type Engine } from './engines.ts';
import { describeQueue, recorder, startGateway, until } from './harness.ts';
import { startOutageProxy } from './outage-proxy.ts';

/** What the queue promises when processes die, connections break and stores are emptied. */
export function queueFaultSuite(open: () => Promise<Engine>, skip: string | false): void {
  describeQueue('queue under faults', open, skip, (queue) => {
    for (const [clock, aheadMs] of [
      ['that keeps time', 0],
      ['that was two hours ahead', 7_200_000],
    ] as const) {
      it(`gives the message of a killed process with a clock ${clock} to another within 15 s`, async () => {
        const child = fork(
          new URL('./worker-process.ts', import.meta.url),
          [JSON.stringify({ urls: queue.engine.urls, prefix: queue.prefix, aheadMs })],
          { execArgv: ['--import', 'tsx'] },
        );
        const told: unknown[] = [];
        child.on('message', (message) => told.push(message));
        try {
          await until('child ready', () => told.includes('ready'), 20_000);
          const gateway = await queue.start(false);
          await gateway.producers.send('submit-run', { recordId: 'r1' });
          await until('child took it', () => told.includes('submit-run'));
          child.kill('SIGKILL');
          const killed = performance.now();
          gateway.workers.start();
          await until('taken over', () => gateway.count('submit-run', 'r1') === 1, 15_000);
          console.log(`# ${queue.engine.kind}: taken over after ${Math.round(performance.now() - killed)} ms`);
        } finally {
          child.kill('SIGKILL');
        }
      });
    }

    it('lives on when the queue is flushed, and a reasserted schedule comes back', async () => {
      const gateway = await queue.start();
      await gateway.producers.every('sweep', {}, 60_000, { reassertMs: 200 });
      await until('first sweep', () => gateway.count('sweep') === 1);
      let release = (): void => undefined;
      gateway.react = ({ name }) =>
        name === 'sweep' ? Promise.resolve() : new Promise<void>((resolve) => (release = resolve));
      await gateway.producers.send('submit-run', { recordId: 'r1' });
      await until('in the middle', () => gateway.count('submit-run') === 1);
      await queue.engine.flush(queue.prefix);
      release();
      gateway.react = async () => undefined;
      await gateway.producers.send('submit-run', { recordId: 'r1' });
      await gateway.producers.send('submit-run', { recordId: 'r2' });
      await until('r1 again', () => gateway.count('submit-run', 'r1') >= 2);
      await until('r2', () => gateway.count('submit-run', 'r2') >= 1);
      await until('sweep is scheduled again', () => gateway.count('sweep') >= 2);
    });

    it('recovers when its connections are cut', async () => {
      const gateway = await queue.start();
      await gateway.producers.send('submit-run', { recordId: 'before' });
      await until('before', () => gateway.count('submit-run', 'before') === 1);
      for (let round = 0; round < 3; round += 1) {
        assert.ok((await queue.engine.cut(queue.prefix)) > 1);
        const recordId = `after${round}`;
        const deadline = performance.now() + 5_000;
        for (;;) {
          try {
            await gateway.producers.send('submit-run', { recordId });
            break;
          } catch (error) {
            assert.ok(hasCode(error, 'queue_unavailable') && performance.now() < deadline, String(error));
          }
        }
        await until(recordId, () => gateway.count('submit-run', recordId) >= 1, 5_000);
      }
      // Every kind of worker listens again, not only the one that was busy.
      await gateway.producers.send('observe-cluster', { clusterId: 'c1' });
      await until('idle worker', () => gateway.count('observe-cluster') === 1, 5_000);
    });

    it('closes twice, waits for a running handler up to the limit, and sends nothing afterwards', async () => {
      const gateway = await queue.start();
      let finished = false;
      gateway.react = async () => {
        await pause(300);
        finished = true;
      };
      await gateway.producers.send('submit-run', { recordId: 'r1' });
      await until('taken', () => gateway.count('submit-run') === 1);
      await Promise.all([gateway.workers.close({ timeoutMs: 5_000 }), gateway.workers.close({ timeoutMs: 5_000 })]);
      assert.ok(finished, 'close did not wait');
      await Promise.all([gateway.producers.close(), gateway.producers.close()]);
      await assert.rejects(gateway.producers.send('sweep', {}), (error) => hasCode(error, 'queue_unavailable'));
      await gateway.backend.close();
      await gateway.backend.close();

      const stuck = await queue.start();
      let release = (): void => undefined;
      stuck.react = () => new Promise((resolve) => (release = resolve));
      await stuck.producers.send('submit-run', { recordId: 'r2' });
      await until('stuck', () => stuck.count('submit-run') === 1);
      const begun = performance.now();
      await stuck.workers.close({ timeoutMs: 200 });
      assert.ok(performance.now() - begun < 2_000);
      assert.ok(stuck.logged.some(({ text }) => text.includes('still run')));
      release();
    });

    it('fails quickly when the queue cannot be reached', async () => {
      const begun = performance.now();
      const { log } = recorder();
      await assert.rejects(
        async () => {
          const backend = await createQueueBackend({ ...queue.engine.unreachable, prefix: queue.prefix }, log);
          const producers = createProducers(backend);
          try {
            await producers.send('submit-run', { recordId: 'r1' });
          } finally {
            await producers.close();
            await backend.close();
          }
        },
        (error) => hasCode(error, 'queue_unavailable'),
      );
      assert.ok(performance.now() - begun < 5_000, `took ${performance.now() - begun} ms`);
    });

    it('answers within the limit during an outage that begins later, and works again after it', async () => {
      const proxy = await startOutageProxy(Object.values(queue.engine.urls)[0] as string);
      const gateway = await startGateway(through(queue.engine.urls, proxy.port), queue.prefix);
      try {
        await gateway.producers.send('submit-run', { recordId: 'before' });
        await until('before', () => gateway.count('submit-run', 'before') === 1);
        for (const outage of ['silent', 'refused'] as const) {
          await proxy.begin(outage);
          const begun = performance.now();
          await assert.rejects(gateway.producers.send('submit-run', { recordId: outage }), (error) =>
            hasCode(error, 'queue_unavailable'),
          );
          const took = performance.now() - begun;
          assert.ok(took < 4_000, `${outage}: answered after ${took} ms`);
          await proxy.end();
          const back = `back-from-${outage}`;
          const deadline = performance.now() + 15_000;
          for (let sent = false; !sent;) {
            sent = await gateway.producers.send('submit-run', { recordId: back }).then(
              () => true,
              () => false,
            );
            assert.ok(sent || performance.now() < deadline, `no recovery from ${outage}`);
          }
          await until(back, () => gateway.count('submit-run', back) >= 1, 20_000);
        }
      } finally {
        await proxy.end();
        await gateway.close();
        await proxy.close();
      }
    });

    it('starts twice at once on an empty store', async () => {
      const gateways = await Promise.all([queue.start(), queue.start()]);
      await gateways[0].producers.send('sweep', {});
      await until('handled', () => gateways[0].count('sweep') + gateways[1].count('sweep') === 1);
    });
  });
}
