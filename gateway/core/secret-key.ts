import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listOf, type Config } from './config.ts';

/** 64 hexadecimal digits or base64, both of 32 bytes (the configuration schema has checked the form). */
function decodeKey(text: string): Buffer {
  return Buffer.from(text, /^[0-9a-fA-F]{64}$/.test(text) ? 'hex' : 'base64');
}

/** Keys that open what was sealed before, or will be sealed by a process that was started later. */
export function otherSecretKeys({ GATEWAY_SECRET_KEYS_OTHER }: Pick<Config, 'GATEWAY_SECRET_KEYS_OTHER'>): Buffer[] {
  return listOf(GATEWAY_SECRET_KEYS_OTHER).map(decodeKey);
}

/**
 * The key that seals secrets: the configured one, else the one kept beside the embedded database in
 * `DATA_DIR/secret.key` (mode 0600), made at first start. Data directory and key belong together: back up both.
 */
export async function loadSecretKey(config: Pick<Config, 'GATEWAY_SECRET_KEY' | 'DATA_DIR'>): Promise<Buffer> {
  if (config.GATEWAY_SECRET_KEY !== undefined) return decodeKey(config.GATEWAY_SECRET_KEY);
  const path = join(config.DATA_DIR, 'secret.key');
  await mkdir(config.DATA_DIR, { recursive: true });
  try {
    await writeFile(path, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return decodeKey((await readFile(path, 'utf8')).trim());
}
