import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { sha256Hex } from './ids.ts';
import { GatewayError } from './errors.ts';

/**
 * Seals small secrets for storage. Format: `v1.<key id>.<iv>.<tag>.<ciphertext>`, the last three base64url;
 * AES-256-GCM with a random 96-bit iv. `context` (for instance `datasource:<id>`) is authenticated with it, so that a
 * sealed value cannot be moved to another row. The key id is the first 8 hex digits of the key's SHA-256: it tells
 * which key sealed a value and nothing about the key.
 */
export interface Sealer {
  /** Of the key that seals. */
  readonly keyId: string;
  seal(plain: string, context: string): string;
  /** Throws GatewayError `secret_unreadable` when the key, the context or a byte is not the one it was sealed with. */
  open(sealed: string, context: string): string;
}

/** The id of the key that a value was sealed with; empty: it is none of ours. */
export function keyIdOf(sealed: string): string {
  return /^v1\.([0-9a-f]{8})\./.exec(sealed)?.[1] ?? '';
}

/** `key` seals; it and `others`, all of exactly 32 bytes, open. */
export function createSealer(key: Uint8Array, others: readonly Uint8Array[] = []): Sealer {
  if ([key, ...others].some(({ length }) => length !== 32)) {
    throw new GatewayError('config_invalid', 'The secret key must be 32 bytes long');
  }
  const idOf = (one: Uint8Array): string => sha256Hex(one).slice(0, 8);
  const keys = new Map([...others, key].map((one) => [idOf(one), one]));
  const keyId = idOf(key);
  return {
    keyId,
    seal(plain, context) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return ['v1', keyId, ...[iv, cipher.getAuthTag(), body].map((part) => part.toString('base64url'))].join('.');
    },
    open(sealed, context) {
      const [version, sealedWith, iv, tag, body] = sealed.split('.');
      if (version !== 'v1' || iv === undefined || tag === undefined || body === undefined) {
        throw new GatewayError('secret_unreadable', 'A sealed secret has an unknown format');
      }
      const opening = keys.get(sealedWith ?? '');
      if (opening === undefined) {
        throw new GatewayError('secret_unreadable', 'A secret was sealed with another key than GATEWAY_SECRET_KEY', {
          remedy:
            'Start the gateway with the key it was sealed with (GATEWAY_SECRET_KEY, or among GATEWAY_SECRET_KEYS_OTHER), or ' +
            'enter the secret again.',
        });
      }
      try {
        // Without the length Node takes tags cut to 4 bytes, which can be guessed.
        const decipher = createDecipheriv('aes-256-gcm', opening, Buffer.from(iv, 'base64url'), { authTagLength: 16 })
          .setAAD(Buffer.from(context))
          .setAuthTag(Buffer.from(tag, 'base64url'));
        return decipher.update(body, 'base64url', 'utf8') + decipher.final('utf8');
      } catch {
        throw new GatewayError('secret_unreadable', 'A sealed secret was changed or belongs to something else');
      }
    },
  };
}
