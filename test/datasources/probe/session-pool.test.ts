import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ProbeFailure, type Probe, type Session } from '../../../gateway/datasources/probe/model.ts';
import { createSessionPools, type Source } from '../../../gateway/datasources/probe/session-pool.ts';
import { eventually } from '../../helpers/stack.ts';

/** A kind of data source without a network, so that every order of events can be made. */
function counted() {
  const state = { opened: 0, closed: 0, most: 0 };
  const probe: Probe = {
    depth: 'login',
    endpoints: () => [],
    async open(): Promise<Session> {
      state.opened++;
      state.most = Math.max(state.most, state.opened - state.closed);
      let open = true;
      return {
        permission: async () => undefined,
        close() {
          if (open) state.closed++;
          open = false;
        },
      };
    },
  };
  const source = (revision = 1, id = 'one'): Source => ({
    id,
    revision,
    probe,
    target: { type: 'x', config: {}, secrets: { password: 'hunter2' } },
  });
  return { state, source };
}

const gate = () => {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((done) => (open = done));
  return { open, passed };
};

describe('connections of data sources that are browsed', () => {
  test('one connection serves one after the other; no more than the limit at once', async () => {
    const { state, source } = counted();
    const pools = createSessionPools({ perSource: 2, idleMs: 60_000 });
    for (let i = 0; i < 3; i++) await pools.use(source(), 1_000, async () => undefined);
    assert.equal(state.opened, 1);
    let running = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++running);
      await new Promise((done) => setImmediate(done));
      running--;
    };
    await Promise.all(Array.from({ length: 20 }, () => pools.use(source(), 1_000, work)));
    assert.equal(most, 2);
    assert.equal(state.most, 2);
    pools.close();
    assert.equal(state.closed, state.opened);
    assert.equal(pools.size(), 0);
  });

  test('who waits too long for a connection is told so, and takes no place from others', async () => {
    const { source } = counted();
    const pools = createSessionPools({ perSource: 1, idleMs: 60_000 });
    const { open, passed } = gate();
    const first = pools.use(source(), 5_000, () => passed);
    await assert.rejects(
      pools.use(source(), 20, async () => undefined),
      (error: unknown) => error instanceof ProbeFailure && error.failure.code === 'timeout',
    );
    open();
    await first;
    assert.equal(await pools.use(source(), 1_000, async () => 'served'), 'served');
    pools.close();
  });

  test('work that takes too long loses its connection; the next one gets a new one', async () => {
    const { state, source } = counted();
    const pools = createSessionPools({ perSource: 1, idleMs: 60_000 });
    await assert.rejects(
      pools.use(source(), 20, () => new Promise(() => undefined)),
      ProbeFailure,
    );
    assert.deepEqual([state.opened, state.closed, pools.size()], [1, 1, 0]);
    await pools.use(source(), 1_000, async () => undefined);
    assert.deepEqual([state.opened, state.closed, pools.size()], [2, 1, 1]);
    pools.close();
  });

  test('a failure has no secret in it', async () => {
    const { source } = counted();
    const pools = createSessionPools({ perSource: 1, idleMs: 60_000 });
    const work = async () => Promise.reject(new Error('cannot use hunter2 here'));
    await assert.rejects(pools.use(source(), 1_000, work), (error: Error) => {
      assert.match(error.message, /cannot use \*+ here/);
      return true;
    });
    pools.close();
  });

  test('a connection that its server closed meanwhile is replaced once, a fresh one is not', async () => {
    const { state, source } = counted();
    const pools = createSessionPools({ perSource: 1, idleMs: 60_000 });
    await pools.use(source(), 1_000, async () => undefined);
    let calls = 0;
    const gone = Object.assign(new Error('gone'), { code: 'ECONNRESET' });
    const lostOnce = async () => (++calls === 1 ? Promise.reject(gone) : 'served');
    assert.equal(await pools.use(source(), 1_000, lostOnce), 'served');
    assert.deepEqual([state.opened, calls], [2, 2]);
    await assert.rejects(
      pools.use(source(), 1_000, async () => Promise.reject(gone)),
      ProbeFailure,
    );
    assert.equal(state.opened, 3);
    pools.close();
  });

  test('a new revision uses no connection of an older one', async () => {
    const { state, source } = counted();
    const pools = createSessionPools({ perSource: 1, idleMs: 60_000 });
    const seen: unknown[] = [];
    await pools.use(source(1), 1_000, async (session) => seen.push(session));
    const { open, passed } = gate();
    const late = pools.use(source(1), 5_000, () => passed);
    await pools.use(source(2), 1_000, async (session) => seen.push(session));
    open();
    await late;
    assert.notEqual(seen[0], seen[1]);
    assert.deepEqual([state.opened, state.closed, pools.size()], [2, 1, 1]);
    pools.close();
  });

  test('an unused connection is closed after a while', async () => {
    const { state, source } = counted();
    const pools = createSessionPools({ perSource: 1, idleMs: 30 });
    await pools.use(source(), 1_000, async () => undefined);
    assert.equal(state.closed, 0);
    await eventually('closing', 5_000, async () => (state.closed === 1 ? true : undefined));
    assert.equal(pools.size(), 0);
    pools.close();
  });

  test('close() ends what is under way, and nothing begins after it', async () => {
    const { state, source } = counted();
    const pools = createSessionPools({ perSource: 1, idleMs: 60_000 });
    const { open, passed } = gate();
    const started = gate();
    const work = pools.use(source(), 5_000, async () => {
      started.open();
      await passed;
    });
    await started.passed;
    pools.close();
    assert.equal(state.closed, 1);
    open();
    await work;
    await assert.rejects(
      pools.use(source(), 1_000, async () => undefined),
      ProbeFailure,
    );
    assert.equal(state.opened, 1);
  });
});
