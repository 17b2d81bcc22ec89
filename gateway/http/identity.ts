import type { FastifyRequest } from 'fastify';

/** Whose token a request carries, set by the auth hook. */
export interface RequestIdentity {
  readonly name: string;
  readonly role: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    identity: RequestIdentity | null;
  }
}

/** Who asks, for `created_by` and events. */
export function whoOf(request: FastifyRequest): string {
  return request.identity?.name ?? 'unknown';
}
