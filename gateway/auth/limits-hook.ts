import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GatewayError } from '../core/errors.ts';
import type { Limits } from './auth-hook.ts';

const windowMs = 60_000;

/**
 * Counts requests by who sends them, and failed logins by address. Each process counts for itself: behind N replicas a
 * token may send up to N times as much. 0: not counted.
 */
export async function createLimits(
  app: FastifyInstance,
  { perMinute, failedPerMinute }: { perMinute: number; failedPerMinute: number },
): Promise<Limits> {
  // No hooks of its own: it knows nobody before the token is read.
  await app.register(rateLimit, { global: false });
  const count = app.createRateLimit({
    max: perMinute,
    timeWindow: windowMs,
    keyGenerator: ({ identity }) => identity?.name ?? '',
  });
  const countFailed = app.createRateLimit({ max: failedPerMinute, timeWindow: windowMs, keyGenerator: ({ ip }) => ip });
  return {
    count: (request, reply) => (perMinute === 0 ? Promise.resolve() : check(count, request, reply, 'of this token')),
    countFailed: (request, reply) =>
      failedPerMinute === 0
        ? Promise.resolve()
        : check(countFailed, request, reply, 'without a valid token from this address'),
  };
}

async function check(
  limiter: ReturnType<FastifyInstance['createRateLimit']>,
  request: FastifyRequest,
  reply: FastifyReply,
  which: string,
): Promise<void> {
  const state = await limiter(request);
  if (state.isAllowed || !state.isExceeded) return;
  const seconds = Math.max(1, state.ttlInSeconds);
  reply.header('retry-after', String(seconds));
  throw new GatewayError('too_many_requests', `More than ${state.max} requests a minute ${which}`, {
    remedy: `Wait ${seconds} s, then send fewer; live updates come over one connection, lists by pages.`,
    facts: { perMinute: state.max, retryAfterSeconds: seconds },
  });
}
