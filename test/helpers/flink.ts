import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pluginJars } from '../../gateway/distribution/plugin-jars.ts';
import { resolveFlinkArtifacts } from '../../scripts/flink/artifacts.ts';
import { startLocalFlink, type LocalFlink, type LocalFlinkOptions } from '../../scripts/flink/local-cluster.ts';
import { testCacheDir, testDistribution } from './distribution.ts';

export type TestMode = 'lib' | 'bundle';

export const testPlugins = ['mysql', 'postgresql', 'stream'];

/** A cluster of a test's own, in a directory that is removed with it. `lib`: plugins on its class path. */
export async function startTestFlink(
  mode: TestMode,
  options: Omit<LocalFlinkOptions, 'workDir' | 'artifacts'> = {},
): Promise<LocalFlink> {
  const workDir = await mkdtemp(join(tmpdir(), `gateway-flink-${mode}-`));
  const { config, ...rest } = options;
  const libMode = { 'classloader.resolve-order': 'parent-first', 'classloader.check-leaked-classloader': 'false' };
  const flink = await startLocalFlink({
    workDir,
    artifacts: await resolveFlinkArtifacts({ cacheDir: testCacheDir }),
    ...(mode === 'lib'
      ? { extraLibJars: pluginJars(await testDistribution(), testPlugins).map(({ path }) => path) }
      : {}),
    config: { ...(mode === 'lib' ? libMode : {}), ...config },
    ...rest,
  });
  const { stop } = flink;
  return {
    ...flink,
    async stop() {
      await stop();
      await rm(workDir, { recursive: true, force: true });
    },
  };
}

const variables = { lib: 'GATEWAY_TEST_FLINK_LIB', bundle: 'GATEWAY_TEST_FLINK_BUNDLE' } as const;

/**
 * The cluster that all test files of a run share: for tests that do not disturb it. A file that is run alone gets its
 * own; call `release` when done.
 */
export async function sharedFlink(mode: TestMode): Promise<{ restUrl: string; release(): Promise<void> }> {
  const given = process.env[variables[mode]];
  if (given) return { restUrl: given, release: () => Promise.resolve() };
  const flink = await startTestFlink(mode);
  return { restUrl: flink.restUrl, release: () => flink.stop() };
}

/** Starts both shared clusters; for shared-services.ts. */
export async function startSharedFlinks(): Promise<{ env: Record<string, string>; stop(): Promise<void> }> {
  const lib = await startTestFlink('lib', { slotsPerTaskManager: 8 });
  const bundle = await startTestFlink('bundle', { slotsPerTaskManager: 8 });
  return {
    env: { [variables.lib]: lib.restUrl, [variables.bundle]: bundle.restUrl },
    stop: async () => void (await Promise.allSettled([lib.stop(), bundle.stop()])),
  };
}
