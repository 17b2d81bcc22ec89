import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { GatewayError } from '../core/errors.ts';

export interface Readiness {
  readonly name: string;
  readonly check: () => Promise<void>;
  /** Shown, but no reason not to be ready. */
  readonly optional?: boolean;
}

const limitMs = 3_000;

/** /healthz: the process answers. /readyz: what it needs answers too. No token: orchestrators have none. */
export function opsRoutes(deps: { readiness: readonly Readiness[] }): FastifyPluginAsyncTypebox {
  const Check = Type.Object({
    name: Type.String(),
    ok: Type.Boolean(),
    optional: Type.Boolean(),
    code: Type.Optional(Type.String({ description: 'Why not, as a code of docs/errors.md: the log has the words.' })),
  });
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
        const ready = checks.every(({ ok, optional }) => ok || optional);
        return reply.code(ready ? 200 : 503).send({ ready, checks });
      },
    );
  };
}

async function run({ name, check, optional = false }: Readiness) {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, fail) => {
    timer = setTimeout(() => fail(new GatewayError('internal', `no answer within ${limitMs} ms`)), limitMs);
  });
  try {
    await Promise.race([check(), late]);
    return { name, ok: true, optional };
  } catch (error) {
    return { name, ok: false, optional, code: error instanceof GatewayError ? error.code : 'internal' };
  } finally {
    clearTimeout(timer);
  }
}
