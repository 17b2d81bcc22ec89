import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { connectWithin, runProbe } from '../../../gateway/datasources/probe/run-probe.ts';
import { ProbeFailure, type Probe, type Session, type Steps } from '../../../gateway/datasources/probe/model.ts';
import { assertFails, line } from './harness.ts';

const target = { type: 'x', config: {}, secrets: {} };
const probeOf = (open: Probe['open'], more: Partial<Probe> = {}): Probe => ({
  depth: 'login',
  endpoints: () => [],
  open,
  ...more,
});

/** A session that tells whether it was closed. */
function sessionOf(permission: Session['permission'] = async () => undefined) {
  const state = { closed: 0 };
  const session: Session = { permission, close: () => void state.closed++ };
  return { state, session };
}

describe('the way to a data source', () => {
  test('goes well: closed at the end, with its note', async () => {
    const { state, session } = sessionOf(async () => 'worth knowing');
    const probe = probeOf(async (_target, steps) => {
      steps.skip('resolve', 'an address');
      steps.skip('resolve', 'said again');
      for (const stage of ['connect', 'tls', 'login'] as const) steps.enter(stage);
      steps.enter('connect');
      return session;
    });
    const result = await runProbe(probe, target, { timeoutMs: 1_000 });
    assert.equal(line(result), 'resolve- connect+ tls+ login+ permission+');
    assert.equal(result.stages[0]?.reason, 'an address');
    assert.equal(result.stages[4]?.reason, 'worth knowing');
    assert.equal(state.closed, 1);
  });

  test('what comes after the time is closed, and the stage at hand is named', async () => {
    const { state, session } = sessionOf();
    let arrive: (session: Session) => void = () => undefined;
    let signal: AbortSignal | undefined;
    const probe = probeOf(async (_target, steps) => {
      signal = steps.signal;
      steps.enter('connect');
      return new Promise<Session>((done) => (arrive = done));
    });
    assertFails(await runProbe(probe, target, { timeoutMs: 20 }), 'connect', 'timeout');
    assert.equal(signal?.aborted, true);
    arrive(session);
    await new Promise((done) => setImmediate(done));
    assert.equal(state.closed, 1);
  });

  test('a failure aborts whatever else the adapter has open', async () => {
    let signal: AbortSignal | undefined;
    const probe = probeOf(async (_target, steps: Steps) => {
      signal = steps.signal;
      throw new Error('given up');
    });
    assertFails(await runProbe(probe, target, { timeoutMs: 1_000 }), 'resolve', 'not_understood');
    assert.equal(signal?.aborted, true);
  });

  test('a failure may belong to a later stage: those before it went well', async () => {
    const failure = { code: 'unknown_database', stage: 'permission', reason: 'none', remedy: 'x' } as const;
    const probe = probeOf(async (_target, steps) => {
      steps.enter('connect');
      steps.enter('login');
      throw new ProbeFailure(failure);
    });
    const result = await runProbe(probe, target, { timeoutMs: 1_000 });
    assert.equal(line(result), 'resolve+ connect+ tls- login+ permission!');
    await assert.rejects(connectWithin(probe, target, 1_000), (error: unknown) => {
      assert.ok(error instanceof ProbeFailure);
      assert.equal(error.failure.stage, 'permission');
      return true;
    });
  });

  test('a silent permission costs the session, and only that stage', async () => {
    const { state, session } = sessionOf(() => new Promise(() => undefined));
    const probe = probeOf(async (_target, steps) => {
      steps.enter('login');
      return session;
    });
    const result = await runProbe(probe, target, { timeoutMs: 20 });
    assertFails(result, 'permission', 'timeout');
    assert.equal(result.stages[3]?.status, 'ok');
    assert.equal(state.closed, 1);
  });

  test('bringing the driver into memory is not on the clock', async () => {
    const { session } = sessionOf();
    const load = () => new Promise((done) => setTimeout(done, 60));
    const probe = probeOf(async () => session, { load });
    assert.equal((await runProbe(probe, target, { timeoutMs: 30 })).ok, true);
  });
});
