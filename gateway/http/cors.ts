import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** Lets pages of these origins call the API from a browser. Without any, the plugin is not even there. */
export async function allowOrigins(app: FastifyInstance, origins: readonly string[]): Promise<void> {
  if (origins.length === 0) return;
  await app.register(cors, {
    origin: [...origins],
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: [
      'authorization',
      'content-type',
      'if-match',
      'idempotency-key',
      'accept-language',
      'last-event-id',
      'x-request-id',
    ],
    exposedHeaders: ['etag', 'location', 'retry-after', 'content-disposition', 'x-request-id'],
    // Bearer tokens are sent by the page, not by the browser.
    credentials: false,
    maxAge: 600,
  });
}
