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

export interface OpsDeps {
  readonly readiness: readonly Readiness[];
  /** The metrics of this process in Prometheus' text format. */
  readonly metrics: { readonly contentType: string; text(): Promise<string> };
}

/**
 * /healthz: the process answers. /readyz: what it needs answers too. /metrics: what it does, in figures. No token:
 * orchestrators have none, and none of the three shows a name of a job, a record or an address.
 */
export function opsRoutes(deps: OpsDeps): FastifyPluginAsyncTypebox {
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
    app.get(
      '/metrics',
      {
        schema: {
          summary: 'Figures for Prometheus',
          description: 'Text format 0.0.4. The names are in gateway/core/metrics.ts.',
          tags: ['operations'],
          produces: ['text/plain'],
          response: { 200: Type.String() },
        },
      },
      async (_request, reply) => reply.type(deps.metrics.contentType).send(await deps.metrics.text()),
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
