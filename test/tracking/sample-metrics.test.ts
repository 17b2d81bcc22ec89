import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createMetrics } from '../../gateway/core/metrics.ts';
import { createRunFiguresStore } from '../../gateway/runs/run-figures-store.ts';
import { countMoves, outcomeOf } from '../../gateway/runs/count-moves.ts';
import { moves } from '../../gateway/runs/run-status.ts';
import { createSampler } from '../../gateway/tracking/sample-metrics.ts';
import { parsePrometheus, sum } from '../helpers/prometheus.ts';
import { quietLog, startRecordStand, type RecordStand } from './record-fixture.ts';

describe('figures', () => {
  let stand: RecordStand;
  before(async () => {
    stand = await startRecordStand();
  });
  after(() => stand?.close());

  const counts = () => Promise.resolve(new Map([['sweep', { waiting: 1, delayed: 2, active: 0 }]]));
  const sampler = (metrics: ReturnType<typeof createMetrics>, parts: { broken?: boolean } = {}) => {
    const broken = () => Promise.reject(new Error('no connection'));
    return createSampler({
      metrics,
      figures: parts.broken ? { read: broken } : createRunFiguresStore(stand.database.prisma),
      clusters: parts.broken ? { listSeen: broken } : stand.clusters,
      queue: { counts },
      feed: { waitingSince: parts.broken ? broken : () => Promise.resolve(new Date(Date.now() - 90_000)) },
      clock: { now: () => new Date() },
      log: quietLog,
    });
  };
  const text = async (metrics: ReturnType<typeof createMetrics>) => parsePrometheus(await metrics.registry.metrics());

  test('states and reasons of what is not over; clusters that never answered have no figures', async () => {
    const waiting = await stand.recordIn('WAITING');
    await stand.runs.note(waiting, { waitingReason: { code: 'no_free_slots', message: 'none' } });
    for (const state of ['WAITING', 'RUNNING', 'LOST', 'SUCCEEDED'] as const) await stand.recordIn(state);
    const metrics = createMetrics();
    await sampler(metrics)();
    const now = await text(metrics);
    const records = Object.fromEntries(
      (now.get('gateway_records')?.samples ?? []).map(({ labels, value }) => [labels['state'], value]),
    );
    assert.deepEqual(records, {
      QUEUED: 0,
      WAITING: 2,
      SUBMITTING: 0,
      UNCERTAIN: 0,
      RUNNING: 1,
      STOPPING: 0,
      LOST: 1,
    });
    assert.equal(sum(now, 'gateway_waiting_records', { reason: 'no_free_slots' }), 1);
    assert.equal(sum(now, 'gateway_waiting_records', { reason: 'unknown' }), 1);
    assert.equal(sum(now, 'gateway_queue_messages', { message: 'sweep', status: 'delayed' }), 2);
    const feedLag = sum(now, 'gateway_feed_lag_seconds', {});
    assert.ok(feedLag >= 90 && feedLag < 120, `${feedLag}`);
    assert.deepEqual(now.get('gateway_cluster_reachable')?.samples, []);
    const [cluster] = await stand.clusters.list();
    assert.ok(cluster);
    await stand.clusters.markReachable(cluster, {
      at: new Date(Date.now() - 7_000),
      epoch: 'e',
      flinkVersion: '1.12.7',
      slotsTotal: 8,
      slotsFree: 3,
    });
    await sampler(metrics)();
    const later = await text(metrics);
    assert.equal(sum(later, 'gateway_cluster_slots_free', { cluster: 'c' }), 3);
    const lag = sum(later, 'gateway_observer_lag_seconds', { cluster: 'c' });
    assert.ok(lag >= 7 && lag < 20, `${lag}`);
  });

  test('what cannot be read is missing and counted; the rest is there', async () => {
    const metrics = createMetrics();
    metrics.records.set({ state: 'RUNNING' }, 99);
    metrics.feedLag.set(99);
    await sampler(metrics, { broken: true })();
    const now = await text(metrics);
    assert.deepEqual(now.get('gateway_records')?.samples, [], 'an old figure passes for a present one');
    assert.deepEqual(now.get('gateway_feed_lag_seconds')?.samples, []);
    assert.equal(sum(now, 'gateway_sample_errors_total', { part: 'records' }), 1);
    assert.equal(sum(now, 'gateway_sample_errors_total', { part: 'clusters' }), 1);
    assert.equal(sum(now, 'gateway_queue_messages', { message: 'sweep' }), 3);
  });

  test('scrapes that come close together share one reading', async () => {
    const metrics = createMetrics();
    let read = 0;
    const figures = createRunFiguresStore(stand.database.prisma);
    const sample = createSampler({
      metrics,
      figures: { read: () => (read++, figures.read()) },
      clusters: stand.clusters,
      queue: { counts },
      feed: { waitingSince: () => Promise.resolve(null) },
      clock: { now: () => new Date() },
      log: quietLog,
    });
    await Promise.all([sample(), sample()]);
    await sample();
    assert.equal(read, 1);
  });

  test('a move is counted once, with the time in the state it leaves; a lost compare-and-set is not', async () => {
    const metrics = createMetrics();
    const runs = countMoves(stand.runs, metrics);
    const record = await stand.recordIn('UNCERTAIN');
    const request = {
      to: 'REJECTED',
      by: 'submission',
      who: 'test',
      why: 'absent',
      at: new Date(record.stateSince.getTime() + 3_000),
    } as const;
    assert.equal((await runs.move(record, request))?.state, 'REJECTED');
    assert.equal(await runs.move(record, request), null);
    const now = await text(metrics);
    assert.equal(sum(now, 'gateway_record_moves_total', { from: 'UNCERTAIN', to: 'REJECTED' }), 1);
    assert.equal(sum(now, 'gateway_record_moves_total'), 1);
    assert.equal(sum(now, 'gateway_record_state_seconds_sum', { state: 'UNCERTAIN' }), 3);
    assert.equal(sum(now, 'gateway_submissions_total', { outcome: 'refused' }), 1);
  });

  test('every move out of a submission settles it, but for the one into UNCERTAIN', () => {
    for (const { from, to } of moves) {
      const settles = from === 'UNCERTAIN' || (from === 'SUBMITTING' && to !== 'UNCERTAIN');
      assert.equal(outcomeOf(from, to) !== null, settles, `${from} > ${to}`);
    }
    assert.equal(outcomeOf('SUBMITTING', 'RUNNING'), 'accepted');
    assert.equal(outcomeOf('SUBMITTING', 'WAITING'), 'never_left');
    assert.equal(outcomeOf('UNCERTAIN', 'RUNNING'), 'found_later');
    assert.equal(outcomeOf('UNCERTAIN', 'LOST'), 'lost');
  });
});
