import { exhausted, GatewayError } from '../core/errors.ts';
import { composeBundle } from './compose-bundle.ts';
import type { Distribution } from './model.ts';
import { openDistribution } from './open-distribution.ts';
import { pluginJars } from './plugin-jars.ts';
import { pruneBundles } from './prune-bundles.ts';

export type DistributionMode = 'lib' | 'bundle' | 'dist-dir';

/** Gives the file that a run is submitted with, out of the one distribution this gateway knows. */
export interface JobJars {
  /** Opens the distribution now, so that the first run does not wait for it. */
  warmUp(): Promise<Distribution>;
  /** Throws `connector_missing`, `distribution_missing`, `distribution_invalid`. */
  assertPlugins(connectors: readonly string[]): Promise<void>;
  /** Mode bundle: a composed jar with the connectors. Otherwise chunjun-core, whose main() finds them on the cluster. */
  jobJar(mode: DistributionMode, connectors: readonly string[]): Promise<{ path: string; name: string }>;
}

/** Job jars that stay on disk; a hundred pairs of JDBC connectors are about 3 GB. */
const keptBundles = 100;

/** `path`: CHUNJUN_DIST; undefined: nothing can be submitted until it is set. */
export function createJobJars({ path, cacheDir }: { path: string | undefined; cacheDir: string }): JobJars {
  let opening: Promise<Distribution> | undefined;

  function open(): Promise<Distribution> {
    if (path === undefined) {
      throw new GatewayError(
        'distribution_missing',
        'The gateway has no Chunjun distribution: CHUNJUN_DIST is not set',
        {
          remedy: 'Set CHUNJUN_DIST to chunjun-dist-1.12-SNAPSHOT.tar.gz or to the unpacked directory and start again.',
        },
      );
    }
    // A failure is not kept: the file may be put right while the gateway runs.
    opening ??= openDistribution(path, { cacheDir }).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  }

  return {
    warmUp: async () => open(),
    async assertPlugins(connectors) {
      pluginJars(await open(), connectors);
    },
    async jobJar(mode, connectors) {
      const distribution = await open();
      switch (mode) {
        case 'bundle': {
          const bundle = await composeBundle(distribution, { connectors }, { cacheDir });
          await pruneBundles({ cacheDir, keep: keptBundles });
          return { path: bundle.path, name: bundle.name };
        }
        case 'lib':
        case 'dist-dir':
          pluginJars(distribution, connectors);
          return { path: distribution.core.path, name: `chunjun-core-${distribution.core.sha256.slice(0, 16)}.jar` };
        default:
          return exhausted(mode);
      }
    },
  };
}
