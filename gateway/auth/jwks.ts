import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import type { Clock } from '../core/clock.ts';
import { GatewayError, messageOf } from '../core/errors.ts';
import type { Log } from '../core/log.ts';

export interface JwksTimes {
  /** How long one request for the keys may take. */
  readonly timeoutMs: number;
  /** An unknown key id asks for the keys again, at most this often. */
  readonly cooldownMs: number;
  /** After a request that failed the provider is left alone for this long. */
  readonly failureCooldownMs: number;
  /** Keys older than this are read again, while the old ones are used. */
  readonly refreshMs: number;
  /** Keys older than this are no longer used: the provider may have withdrawn one. */
  readonly maxAgeMs: number;
}

const usual: JwksTimes = {
  timeoutMs: 5_000,
  cooldownMs: 30_000,
  failureCooldownMs: 5_000,
  refreshMs: 600_000,
  maxAgeMs: 3_600_000,
};

/** Characters; a key set with dozens of keys and certificates has a tenth of it. */
const longestAnswer = 512_000;

/** The keys that an identity provider publishes. */
export interface JwksSource {
  /** Throws `identity_provider_unreachable` when no keys are at hand, jose's errors when the right one is not there. */
  readonly find: JWTVerifyGetKey;
}

export function createJwksSource(
  { url, clock, log }: { url: string; clock: Clock; log: Log },
  times: Partial<JwksTimes> = {},
): JwksSource {
  const { timeoutMs, cooldownMs, failureCooldownMs, refreshMs, maxAgeMs } = { ...usual, ...times };
  let readAt: number | undefined;
  let failedAt: number | undefined;

  const remote = createRemoteJWKSet(new URL(url), {
    timeoutDuration: timeoutMs,
    cooldownDuration: cooldownMs,
    // Their age is judged below: jose would throw good keys away while the provider is down.
    cacheMaxAge: Number.MAX_SAFE_INTEGER,
    async [customFetch](address, options) {
      const now = clock.now().getTime();
      if (failedAt !== undefined && now - failedAt < failureCooldownMs) throw unreachable('it did not answer just now');
      try {
        const keys = await readKeys(await fetch(address, options));
        readAt = now;
        failedAt = undefined;
        return keys;
      } catch (error) {
        failedAt = clock.now().getTime();
        log.warn({ url, reason: messageOf(error) }, 'the keys of the identity provider cannot be read');
        throw unreachable(messageOf(error), error);
      }
    },
  });

  return {
    async find(header, token) {
      const age = readAt === undefined ? 0 : clock.now().getTime() - readAt;
      if (age > maxAgeMs) await remote.reload();
      // What goes wrong was logged, and the old keys are good for now.
      else if (age > refreshMs) remote.reload().catch(() => undefined);
      return remote(header, token);
    },
  };
}

/** Checked here, so that an answer which is no key set is the provider's fault and not the token's. */
async function readKeys(response: Response): Promise<Response> {
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`it answered with status ${response.status}`);
  }
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length > longestAnswer) throw new Error('its answer is too long');
  }
  const value = JSON.parse(text) as { keys?: unknown } | null;
  if (!Array.isArray(value?.keys)) throw new Error('its answer is no JSON Web Key Set');
  return new Response(text);
}

function unreachable(reason: string, cause?: unknown): GatewayError {
  return new GatewayError(
    'identity_provider_unreachable',
    `The keys of the identity provider cannot be had: ${reason}`,
    {
      remedy: 'Nothing is wrong with the token as far as is known. Try again, or use a token of the gateway.',
      cause,
    },
  );
}
