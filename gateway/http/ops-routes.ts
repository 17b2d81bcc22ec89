import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { messageOf } from '../core/errors.ts';

export interface Readiness {
  readonly name: string;
  readonly check: () => Promise<void>;
}

const limitMs = 3_000;

/** /healthz: the process answers. /readyz: what it needs answers too. No token: orchestrators have none. */
export function opsRoutes(deps: { readiness: readonly Readiness[] }): FastifyPluginAsyncTypebox {
  const Check = Type.Object({ name: Type.String(), ok: Type.Boolean(), detail: Type.Optional(Type.String()) });
  const Ready = Type.Object({ ready: Type.Boolean(), checks: Type.Array(Check) });
  return async (app) => {
    app.get(
      '/healthz',
      {
        schema: {
          summary: 'The process lives',
          tags: ['operations'],
          response: { 200: Type.Object({ ok: Type.Boolean() }) },
        },
      },
      async () => ({ ok: true }),
    );
    app.get(
      '/readyz',
      {
        schema: { summary: 'Everything it needs answers', tags: ['operations'], response: { 200: Ready, 503: Ready } },
      },
      async (_request, reply) => {
        const checks = await Promise.all(deps.readiness.map(run));
        const ready = checks.every(({ ok }) => ok);
        return reply.code(ready ? 200 : 503).send({ ready, checks });
      },
    );
  };
}

async function run({ name, check }: Readiness) {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, fail) => {
    timer = setTimeout(() => fail(new Error(`no answer within ${limitMs} ms`)), limitMs);
  });
  try {
    await Promise.race([check(), late]);
    return { name, ok: true };
  } catch (error) {
    return { name, ok: false, detail: messageOf(error) };
  } finally {
    clearTimeout(timer);
  }
}
