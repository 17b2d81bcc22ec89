import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { hasCode } from '../../gateway/core/errors.ts';
import type { Engine } from './engines.ts';
import { describeQueue, until } from './harness.ts';

/** A second look after this proves that nothing more came (handling takes a few milliseconds). */
const QUIET_MS = 300;

/** What the queue promises on a good day, whatever carries it. */
export function queueSuite(open: () => Promise<Engine>, skip: string | false): void {
  describeQueue('queue', open, skip, (queue) => {
    it('handles a message once, and one of the same id again after it is over', async () => {
      const gateway = await queue.start();
      await gateway.producers.send('submit-run', { recordId: 'r1' });
      await until('handled', () => gateway.count('submit-run', 'r1') === 1);
      await pause(QUIET_MS);
      assert.equal(gateway.count('submit-run', 'r1'), 1);
      assert.equal(gateway.handled[0]!.context.attempt, 1);
      await gateway.producers.send('submit-run', { recordId: 'r1' });
      await until('handled again', () => gateway.count('submit-run', 'r1') === 2);
    });

    it('absorbs messages of an id that already waits, also from another gateway', async () => {
      const first = await queue.start(false);
      const second = await queue.start(false);
      for (const gateway of [first, second, first]) await gateway.producers.send('submit-run', { recordId: 'r1' });
      await first.producers.send('submit-run', { recordId: 'r2' });
      first.workers.start();
      await until('r2 handled', () => first.count('submit-run', 'r2') === 1);
      await pause(QUIET_MS);
      assert.equal(first.count('submit-run', 'r1'), 1);
    });

    it('keeps one wake-up that arrives during handling, and does not run the id beside itself', async () => {
      const gateway = await queue.start();
      let release = (): void => undefined;
      let together = 0;
      let most = 0;
      gateway.react = async () => {
        most = Math.max(most, ++together);
        await new Promise<void>((resolve) => (release = resolve));
        together -= 1;
      };
      await gateway.producers.send('observe-cluster', { clusterId: 'c1' });
      await until('first', () => gateway.count('observe-cluster') === 1);
      for (let i = 0; i < 5; i += 1) await gateway.producers.send('observe-cluster', { clusterId: 'c1' });
      await pause(QUIET_MS);
      release();
      await until('second', () => gateway.count('observe-cluster') === 2);
      release();
      await pause(QUIET_MS);
      assert.equal(gateway.count('observe-cluster'), 2);
      assert.equal(most, 1);
    });

    it('sends nothing, where asked to, while a message of the id waits or is handled', async () => {
      const gateway = await queue.start(false);
      const payload = { clusterId: 'c1' };
      const keep = { delayMs: 100, onlyIfNone: true };
      let release = (): void => undefined;
      gateway.react = () => new Promise<void>((resolve) => (release = resolve));
      await gateway.producers.send('observe-cluster', payload, keep);
      gateway.workers.start();
      await until('first', () => gateway.count('observe-cluster') === 1);
      await gateway.producers.send('observe-cluster', payload, { delayMs: 60_000 });
      await gateway.producers.send('observe-cluster', payload, keep);
      release();
      await pause(QUIET_MS);
      await gateway.producers.send('observe-cluster', payload, keep);
      await pause(QUIET_MS);
      assert.equal(gateway.count('observe-cluster'), 1, 'the one that waits was replaced');
      await gateway.producers.send('observe-cluster', payload);
      await until('brought forward', () => gateway.count('observe-cluster') === 2);
      release();
      await pause(QUIET_MS);
      await gateway.producers.send('observe-cluster', payload, keep);
      await until('its id is free again', () => gateway.count('observe-cluster') === 3);
      release();
    });

    it('lets a handler send its own id again with a delay', async () => {
      const gateway = await queue.start();
      gateway.react = async ({ payload }) => {
        if (gateway.count('resolve-submission') < 3) {
          await gateway.producers.send('resolve-submission', { recordId: payload.recordId! }, { delayMs: 100 });
        }
      };
      await gateway.producers.send('resolve-submission', { recordId: 'r1' });
      await until('three looks', () => gateway.count('resolve-submission') === 3);
      const [one, two] = gateway.handled;
      assert.ok(two!.at - one!.at >= 95, `delayed by ${two!.at - one!.at} ms`);
    });

    it('delays a message, and brings it forward when one is sent without delay', async () => {
      const gateway = await queue.start();
      const sent = performance.now();
      await gateway.producers.send('stop-run', { recordId: 'r1' }, { delayMs: 400 });
      await until('delayed message', () => gateway.count('stop-run', 'r1') === 1);
      const took = gateway.handled[0]!.at - sent;
      assert.ok(took >= 395 && took < 3_000, `handled after ${took} ms`);
      await gateway.producers.send('stop-run', { recordId: 'r2' }, { delayMs: 60_000 });
      await gateway.producers.send('stop-run', { recordId: 'r2' });
      await until('brought forward', () => gateway.count('stop-run', 'r2') === 1);
    });

    it('repeats a schedule once per period for all gateways, takes a new period and stops', async () => {
      const gateway = await queue.start();
      const other = await queue.start(false);
      const payload = { clusterId: 'c1' };
      await Promise.all([gateway, other].map(({ producers }) => producers.every('observe-cluster', payload, 200)));
      await until('five periods', () => gateway.count('observe-cluster') >= 5);
      for (let i = 0; i < 3; i += 1) await other.producers.every('observe-cluster', payload, 200);
      const from = gateway.count('observe-cluster');
      await pause(2_000);
      const inTwoSeconds = gateway.count('observe-cluster') - from;
      assert.ok(inTwoSeconds >= 6 && inTwoSeconds <= 11, `${inTwoSeconds} in 2 s at a period of 200 ms`);

      await other.producers.every('observe-cluster', payload, 60_000);
      await pause(QUIET_MS);
      const settled = gateway.count('observe-cluster');
      await pause(1_000);
      assert.equal(gateway.count('observe-cluster'), settled, 'the old period goes on');
      await other.producers.every('observe-cluster', payload, 100);
      await until('the short period', () => gateway.count('observe-cluster') >= settled + 4);

      await other.producers.stopEvery('observe-cluster', payload);
      await pause(QUIET_MS);
      const stopped = gateway.count('observe-cluster');
      await pause(1_000);
      assert.equal(gateway.count('observe-cluster'), stopped, 'the schedule was not stopped');
    });

    it('keeps a shortened period also when the worker was late', async () => {
      const gateway = await queue.start(false);
      const payload = { clusterId: 'c1' };
      // BullMQ would leave the hour's offset behind and add it to every late iteration of the short period.
      await gateway.producers.every('observe-cluster', payload, 3_600_000);
      await gateway.producers.every('observe-cluster', payload, 100);
      await pause(QUIET_MS);
      gateway.workers.start();
      await until('the short period', () => gateway.count('observe-cluster') >= 4);
    });

    it('shares messages between two gateways', async () => {
      const gateways = [await queue.start(), await queue.start()];
      for (const gateway of gateways) gateway.react = () => pause(20);
      const ids = Array.from({ length: 120 }, (_, i) => `r${i}`);
      await Promise.all(ids.map((recordId) => gateways[0]!.producers.send('submit-run', { recordId })));
      await until('all', () => gateways.reduce((sum, gateway) => sum + gateway.handled.length, 0) === ids.length);
      const seen = gateways.flatMap(({ handled }) => handled.map(({ payload }) => payload.recordId));
      assert.deepEqual(new Set(seen), new Set(ids));
      for (const { handled } of gateways) assert.ok(handled.length > 0, 'one gateway got nothing');
    });

    it('tries a failing handler again with back-off, up to the attempts, and says so', async () => {
      const gateway = await queue.start();
      gateway.react = async ({ context }) => {
        if (context.attempt < 3) throw new Error('no luck');
      };
      await gateway.producers.send('submit-run', { recordId: 'r1' });
      await until('third attempt', () => gateway.count('submit-run') === 3);
      const [one, two, three] = gateway.handled;
      assert.deepEqual(
        gateway.handled.map(({ context }) => context.attempt),
        [1, 2, 3],
      );
      assert.ok(two!.at - one!.at >= 950 && three!.at - two!.at >= 1_900, 'back-off 1 s, 2 s');
      const failed = gateway.logged.filter(({ text }) => text.includes('failed'));
      assert.equal(failed.length, 2);
      assert.equal(failed[0]!.facts['message'], 'submit-run');
      assert.equal(failed[0]!.facts['messageId'], one!.context.messageId);

      gateway.react = async () => {
        throw new Error('never');
      };
      await gateway.producers.send('sweep', {});
      await until('one attempt', () => gateway.count('sweep') === 1);
      await pause(1_500);
      assert.equal(gateway.count('sweep'), 1, 'sweep has one attempt');
      await gateway.producers.send('sweep', {});
      await until('its id is free again', () => gateway.count('sweep') === 2);
    });

    it('refuses an invalid payload before sending, and drops one that arrives', async () => {
      const gateway = await queue.start();
      await assert.rejects(gateway.producers.send('submit-run', { recordId: 'a:b' }), (error) =>
        hasCode(error, 'validation_failed'),
      );
      const foreign = gateway.backend.openQueue('submit-run');
      await foreign.add({ record: 'secret' }, { id: null });
      await until('logged', () => gateway.logged.some(({ text }) => text.includes('invalid "submit-run"')));
      await foreign.close();
      await gateway.producers.send('submit-run', { recordId: 'r1' });
      await until('the next message', () => gateway.count('submit-run') === 1);
      await pause(1_200);
      assert.equal(gateway.logged.length, 1, 'it came back');
      assert.ok(!JSON.stringify(gateway.logged).includes('secret'));
    });

    it('does not let stuck messages of one record or kind hold up others', async () => {
      const gateway = await queue.start();
      const releases: (() => void)[] = [];
      gateway.react = ({ payload }) =>
        payload.recordId?.startsWith('stuck') ? new Promise((resolve) => releases.push(resolve)) : Promise.resolve();
      for (let i = 0; i < 19; i += 1) await gateway.producers.send('submit-run', { recordId: `stuck${i}` });
      await until('19 stuck', () => releases.length === 19);
      await gateway.producers.send('submit-run', { recordId: 'r1' });
      await gateway.producers.send('stop-run', { recordId: 'r1' });
      await until('the others', () => gateway.count('submit-run', 'r1') + gateway.count('stop-run', 'r1') === 2, 2_000);
      for (const release of releases) release();
    });
  });
}
