import { composeBundle } from '../../gateway/distribution/compose-bundle.ts';
import { indexDistribution } from '../../gateway/distribution/index-distribution.ts';

// Started by compose-bundle.test.ts: [root, cacheDir, connectors separated by commas] -> the bundle as JSON.
const [root = '', cacheDir = '', connectors = ''] = process.argv.slice(2);
const distribution = await indexDistribution(root, { cacheDir });
const bundle = await composeBundle(distribution, { connectors: connectors.split(',') }, { cacheDir });
process.stdout.write(JSON.stringify({ ...bundle, zone: new Date(2020, 0, 1).getTimezoneOffset() }));
