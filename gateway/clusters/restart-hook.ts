import { messageOf } from '../core/errors.ts';
import type { Recycler } from './recycle.ts';

/** The hook only starts a restart: it is not waited for until that is done. */
const answerMs = 30_000;

/**
 * Restarts a standalone cluster by asking whoever runs it: POST of `{clusterId, name, reason, epoch}` to the configured
 * address. A redirection is not followed, it could carry the token elsewhere.
 */
export function createRestartHook(tokenOf: (clusterId: string) => Promise<string | undefined>): Recycler {
  return {
    mayRecycle: ({ config }) => config.restartHook !== undefined,
    async recycle(cluster, { reason, epoch }) {
      const { restartHook } = cluster.config;
      if (restartHook === undefined) return { kind: 'refused', why: 'no restart hook is configured' };
      let token: string | undefined;
      try {
        token = await tokenOf(cluster.id);
      } catch (error) {
        return { kind: 'refused', why: `the token of the restart hook cannot be opened: ${messageOf(error)}` };
      }
      try {
        const answer = await fetch(restartHook.url, {
          method: 'POST',
          redirect: 'manual',
          headers: {
            'content-type': 'application/json',
            ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          },
          body: JSON.stringify({ clusterId: cluster.id, name: cluster.name, reason, epoch }),
          signal: AbortSignal.timeout(answerMs),
        });
        await answer.body?.cancel();
        if (answer.ok) return { kind: 'asked' };
        const why = `the restart hook answered with HTTP ${answer.status}`;
        // 5xx: it may have begun the restart before it failed, or a proxy gave up waiting for it.
        return { kind: answer.status >= 500 ? 'unanswered' : 'refused', why };
      } catch (error) {
        const { cause } = error as { cause?: { code?: unknown } };
        const code = typeof cause?.code === 'string' ? ` (${cause.code})` : '';
        // Nothing was sent, or whatever was sent may have been understood.
        if (code === ' (ECONNREFUSED)' || code === ' (ENOTFOUND)' || code === ' (EAI_AGAIN)') {
          return { kind: 'refused', why: `the restart hook cannot be reached${code}` };
        }
        return { kind: 'unanswered', why: `the restart hook gave no answer${code}` };
      }
    },
  };
}
