import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../core/metrics.ts';

/** Times every request by its route as it is declared: paths have ids, and anybody can ask for any path. */
export function measureRequests(app: FastifyInstance, { requestSeconds }: Pick<Metrics, 'requestSeconds'>): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none');
    const labels = { method: request.is404 ? 'any' : request.method, route, status: String(reply.statusCode) };
    requestSeconds.observe(labels, reply.elapsedTime / 1000);
  });
}
