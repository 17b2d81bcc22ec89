import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDistribution } from '../../gateway/distribution/open-distribution.ts';
import type { Distribution } from '../../gateway/distribution/model.ts';
import { prepareStandIn } from '../chunjun-stand-in/build.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What can be made again: Flink's artifacts, the stand-in, unpacked distributions. Shared by all test processes. */
export const testCacheDir = resolve(root, process.env.GATEWAY_CACHE_DIR || '.cache');

/** True when the tests run with the stand-in: what only it can do (its switches) is skipped with the real one. */
export const usesStandIn = !process.env.CHUNJUN_DIST;

/** CHUNJUN_DIST, else the stand-in, built when it is not there. */
export async function testDistributionPath(): Promise<string> {
  return process.env.CHUNJUN_DIST || (await prepareStandIn({ cacheDir: testCacheDir })).distDir;
}

export async function testDistribution(): Promise<Distribution> {
  return openDistribution(await testDistributionPath(), { cacheDir: testCacheDir });
}

/** A real bounded Chunjun job sleeps 40 s when it closes; the stand-in does not. */
export const runTimeoutMs = usesStandIn ? 60_000 : 180_000;
