import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import Fastify from 'fastify';
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import { checkCluster } from '../../gateway/clusters/check-cluster.ts';
import {
  createClusterCapabilities,
  type CapabilitiesDeps,
  type ClusterCapabilities,
} from '../../gateway/clusters/cluster-capabilities.ts';
import { clusterRoutes } from '../../gateway/clusters/cluster-routes.ts';
import type { Cluster } from '../../gateway/clusters/cluster-store.ts';
import { createFlinkClients, type FlinkClients } from '../../gateway/clusters/flink-clients.ts';
import type { DistributionSetting } from '../../gateway/clusters/schemas.ts';
import { hasCode } from '../../gateway/core/errors.ts';
import { newId } from '../../gateway/core/ids.ts';
import { createSealer } from '../../gateway/core/secrets.ts';
import { createLog } from '../../gateway/core/log.ts';
import { testDistribution } from '../helpers/distribution.ts';
import { startFaultProxy, type FaultProxy } from '../helpers/fault-proxy.ts';
import { sharedFlink, testPlugins } from '../helpers/flink.ts';
import { libConfig, libLog, stockConfig, stockLog } from './flink-logs.ts';

const epochOf = (config: ReadonlyMap<string, string>) => config.get('web.tmpdir')?.split('/').at(-1) ?? null;

function clusterOf(mode: DistributionSetting['mode'], part: Partial<Cluster> = {}): Cluster {
  return {
    id: `c-${mode}`,
    name: `the-${mode}`,
    kind: 'standalone',
    config: { restUrl: 'http://127.0.0.1:1' },
    distribution: mode === 'dist-dir' ? { mode, directory: '/d' } : { mode },
    reachability: 'reachable',
    epoch: epochOf(libConfig),
    ...part,
  } as Cluster;
}

/** A Flink of texts, a clock that stands, and what was asked. */
function scripted(part: Partial<CapabilitiesDeps> = {}) {
  const state = { log: libLog as string | Error, config: libConfig, now: 1_000_000, looks: 0 };
  const known = new Map<string, Cluster>();
  const capabilities = createClusterCapabilities({
    clusters: { find: (id) => Promise.resolve(known.get(id) ?? null) },
    flinkOf: () => ({
      jobManagerConfig: () => Promise.resolve(state.config),
      jobManagerLogHead: () => {
        state.looks += 1;
        return state.log instanceof Error ? Promise.reject(state.log) : Promise.resolve(state.log);
      },
    }),
    distribution: () => testDistribution(),
    bundlesExtras: true,
    clock: { now: () => new Date(state.now) },
    log: createLog('silent'),
    ...part,
  });
  return { state, known, capabilities };
}

const sorted = (set: ReadonlySet<string> | undefined) => (set === undefined ? undefined : [...set].sort());

describe('what is known of a cluster, per mode', () => {
  test('lib: the class path', async () => {
    const { plugins, extraJars, javaVersion } = await scripted().capabilities.contextOf(clusterOf('lib'));
    assert.deepEqual(sorted(plugins), testPlugins);
    assert.deepEqual(sorted(extraJars), []);
    assert.equal(javaVersion, 17);
  });

  test('bundle: the gateway’s distribution; what it cannot open is not known', async () => {
    const { plugins } = await scripted().capabilities.contextOf(clusterOf('bundle'));
    assert.deepEqual(sorted(plugins), [...(await testDistribution()).connectors.keys()].sort());
    const broken = scripted({ distribution: () => Promise.reject(new Error('no disk')) });
    const context = await broken.capabilities.contextOf(clusterOf('bundle'));
    assert.equal('plugins' in context, false);
    assert.equal(context.extraJars?.has('metrics/prometheus'), true, 'may be there: no refusal');
    const without = scripted({ bundlesExtras: false, distribution: () => Promise.reject(new Error('no disk')) });
    assert.deepEqual(sorted((await without.capabilities.contextOf(clusterOf('bundle'))).extraJars), []);
  });

  test('dist-dir: no plugins; what may lie there is not missed', async () => {
    const context = await scripted().capabilities.contextOf(clusterOf('dist-dir'));
    assert.equal('plugins' in context, false);
    assert.equal(context.extraJars?.has('guava'), false);
    assert.equal(context.extraJars?.has('dirty-data-collector/log'), true);
  });

  test('a log that cannot be read: nothing but the distribution', async () => {
    const { state, capabilities } = scripted();
    state.log = new Error('cut');
    assert.deepEqual(await capabilities.contextOf(clusterOf('lib')), {});
    assert.deepEqual(Object.keys(await capabilities.contextOf(clusterOf('bundle'))), ['plugins']);
  });

  test('by id; without one the distribution alone', async () => {
    const { known, state, capabilities } = scripted();
    known.set('c-lib', clusterOf('lib'));
    assert.equal((await capabilities.contextOfId('c-lib')).javaVersion, 17);
    assert.deepEqual(Object.keys(await capabilities.contextOfId(undefined)), ['plugins']);
    assert.equal(state.looks, 1);
    await assert.rejects(capabilities.contextOfId('none'), (error: unknown) => hasCode(error, 'not_found'));
  });
});

describe('when the log is read', () => {
  const cluster = clusterOf('lib');
  test('once per epoch and address, once for many at a time', async () => {
    const { state, capabilities } = scripted();
    await Promise.all(Array.from({ length: 20 }, () => capabilities.contextOf(cluster)));
    state.now += 24 * 3_600_000;
    await capabilities.contextOf(cluster);
    assert.equal(state.looks, 1);
    await capabilities.contextOf({ ...cluster, config: { restUrl: 'http://127.0.0.1:2' } });
    assert.equal(state.looks, 2);
  });

  test('a new epoch is read once it may have been seen', async () => {
    const { state, capabilities } = scripted();
    await capabilities.contextOf(cluster);
    Object.assign(state, { log: stockLog, config: stockConfig });
    state.now += 31_000;
    const moved = { ...cluster, epoch: epochOf(stockConfig) };
    assert.deepEqual(sorted((await capabilities.contextOf(moved)).plugins), []);
    assert.equal(state.looks, 2);
  });

  test('what a cluster that was down did not tell is asked for once it has been seen', async () => {
    const { state, capabilities } = scripted();
    const config = state.config;
    state.config = new Map();
    state.log = new Error('down');
    const down = clusterOf('lib', { reachability: 'unknown', epoch: null });
    await capabilities.contextOf(down);
    Object.assign(state, { config, log: libLog });
    assert.deepEqual(await capabilities.contextOf(down), {}, 'not seen yet: not asked again');
    assert.equal((await capabilities.contextOf(cluster)).javaVersion, 17);
  });

  test('what is not known is asked for again after a minute', async () => {
    const { state, capabilities } = scripted();
    state.log = new Error('cut');
    await capabilities.contextOf(cluster);
    state.log = libLog;
    assert.deepEqual(await capabilities.contextOf(cluster), {});
    state.now += 60_001;
    assert.equal((await capabilities.contextOf(cluster)).javaVersion, 17);
  });

  test('a log that was rotated away takes nothing back of the same start; refresh reads', async () => {
    const { state, capabilities } = scripted();
    await capabilities.contextOf(cluster);
    state.log = 'later lines\n';
    assert.equal((await capabilities.refresh(cluster)).javaVersion, 17);
    assert.equal(state.looks, 2);
    state.config = stockConfig;
    assert.equal((await capabilities.refresh(cluster)).javaVersion, null, 'another start');
  });

  test('an unreachable cluster is not asked', async () => {
    const { state, capabilities } = scripted();
    assert.deepEqual(await capabilities.contextOf({ ...cluster, reachability: 'unreachable' }), {});
    assert.equal(state.looks, 0);
  });
});

describe('before a run', () => {
  const refuses = (capabilities: ClusterCapabilities, id: string, connectors: string[], words: RegExp) =>
    assert.rejects(
      capabilities.assertPlugins(id, connectors),
      (error: unknown) => hasCode(error, 'connector_missing') && words.test(error.message),
    );

  test('a lib cluster lacks a connector, or all of Chunjun', async () => {
    const { state, known, capabilities } = scripted();
    known.set('a', clusterOf('lib', { id: 'a' }));
    await capabilities.assertPlugins('a', ['mysql', 'stream']);
    await refuses(capabilities, 'a', ['mysql', 'kafka'], /the-lib has no kafka\..*mysql, postgresql, stream/);
    known.set('b', clusterOf('lib', { id: 'b' }));
    Object.assign(state, { log: stockLog, config: stockConfig });
    await refuses(capabilities, 'b', ['mysql'], /no chunjun-core and no mysql/);
  });

  test('refused on a fresh look only', async () => {
    const { state, known, capabilities } = scripted();
    known.set('c-lib', clusterOf('lib', { epoch: epochOf(stockConfig) }));
    Object.assign(state, { log: stockLog, config: stockConfig });
    await refuses(capabilities, 'c-lib', ['mysql'], /mysql/);
    Object.assign(state, { log: libLog, config: libConfig });
    await capabilities.assertPlugins('c-lib', ['mysql']);
  });

  test('not known, or another mode: no refusal', async () => {
    const { state, known, capabilities } = scripted();
    known.set('bundle', clusterOf('bundle'));
    known.set('dir', clusterOf('dist-dir'));
    known.set('lib', clusterOf('lib'));
    state.log = new Error('cut');
    for (const id of known.keys()) await capabilities.assertPlugins(id, ['kafka']);
  });
});

describe('on a real Flink, through a proxy that goes wrong', () => {
  const modes = ['lib', 'bundle'] as const;
  const flinks: Partial<Record<(typeof modes)[number], Awaited<ReturnType<typeof sharedFlink>>>> = {};
  let proxy: FaultProxy;
  let clients: FlinkClients;
  before(async () => {
    for (const mode of modes) flinks[mode] = await sharedFlink(mode);
    proxy = await startFaultProxy(flinks.lib?.restUrl ?? '');
    clients = createFlinkClients({ timeoutMs: 20_000 });
  });
  after(async () => {
    clients.close();
    await proxy.close();
    for (const mode of modes) await flinks[mode]?.release();
  });
  const real = () => scripted({ flinkOf: (cluster) => clients.of(cluster), bundlesExtras: false }).capabilities;
  const at = (mode: (typeof modes)[number], restUrl = flinks[mode]?.restUrl ?? '') =>
    clusterOf(mode, { config: { restUrl }, epoch: null });

  test('lib: what lies on its class path, and a check that says so', async () => {
    const cluster = at('lib');
    const capabilities = real();
    const context = await capabilities.contextOf(cluster);
    assert.deepEqual(sorted(context.plugins), testPlugins);
    assert.deepEqual(sorted(context.extraJars), []);
    assert.ok([8, 11, 17].includes(context.javaVersion ?? 0));
    const facts = await capabilities.refresh(cluster);
    assert.equal(JSON.stringify([...(facts.classPath ?? [])]).includes('/'), false);
    const check = await checkCluster(clients.of(cluster), cluster.distribution, facts);
    assert.equal(check.usable, true);
    assert.deepEqual(check.plugins, testPlugins);
  });

  test('stock: Java known, no plugin; the check of POST /clusters/:id/check', async () => {
    const cluster = { ...at('bundle'), id: newId() };
    const capabilities = real();
    const app = Fastify().setValidatorCompiler(TypeBoxValidatorCompiler);
    await app.register(
      clusterRoutes({
        sealer: createSealer(new Uint8Array(32)),
        clusters: { find: () => Promise.resolve(cluster) } as unknown as Parameters<
          typeof clusterRoutes
        >[0]['clusters'],
        flinkOf: (one) => clients.of(one),
        observe: () => Promise.resolve(),
        onCluster: () => Promise.resolve([]),
        capabilities,
      }),
    );
    const answer = await app.inject({ method: 'POST', url: `/clusters/${cluster.id}/check` });
    await app.close();
    assert.equal(answer.statusCode, 200, answer.body);
    const check = answer.json<Record<string, unknown>>();
    assert.equal(check.usable, true);
    assert.deepEqual(check.plugins, []);
    assert.equal(typeof check.javaVersion, 'number');
    assert.equal((await capabilities.contextOf(cluster)).javaVersion, check.javaVersion);
  });

  for (const [what, fault] of [
    ['404', { kind: 'foreign-answer', status: 404, body: 'none' }],
    ['binary', { kind: 'foreign-answer', status: 200, body: '\u001f\0\n\0' }],
    [
      '64 MB of other lines',
      {
        kind: 'foreign-answer',
        status: 200,
        body: 'x'
          .repeat(63)
          .concat('\n')
          .repeat(1 << 20),
      },
    ],
    ['cut', { kind: 'drop-answer' }],
    ['silence', { kind: 'keep-request' }],
  ] as const) {
    test(`the log is ${what}: not known, in time, and no run is refused`, async () => {
      proxy.add({ method: 'GET', path: /^\/jobmanager\/log(?:s\/.*)?$/, times: 9, fault });
      const capabilities = real();
      const begin = Date.now();
      assert.deepEqual(await capabilities.contextOf(at('lib', proxy.url)), {});
      assert.ok(Date.now() - begin < 8_000);
      proxy.clear();
      assert.equal((await capabilities.refresh(at('lib', proxy.url))).core, true, 'later it is known');
    });
  }
});
