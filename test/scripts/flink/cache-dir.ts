import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** Where downloaded jars are shared by all tests: GATEWAY_CACHE_DIR, from the repository's root. */
export const CACHE_DIR = resolve(repository, process.env['GATEWAY_CACHE_DIR'] ?? '.cache');
