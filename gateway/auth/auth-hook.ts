import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GatewayError, hasCode } from '../core/errors.ts';
import '../http/identity.ts';
import { mayActAs, type Role } from './roles.ts';
import type { Identity } from './tokens.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The least role that may use the route. A route without one is refused to everybody. */
    role?: Role;
  }
}

export interface Guard {
  /** Throws `unauthenticated`, `identity_provider_unreachable`. */
  authenticate(token: string): Promise<Identity>;
}

/** Both throw `too_many_requests`. */
export interface Limits {
  count(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  countFailed(request: FastifyRequest, reply: FastifyReply): Promise<void>;
}

/** Every route below this instance needs a bearer token of the route's role. */
export function requireTokens(app: FastifyInstance, guard: Guard, limits?: Limits): void {
  app.decorateRequest('identity', null);
  app.addHook('onRequest', async (request, reply) => {
    let identity: Identity;
    try {
      identity = await guard.authenticate(bearerOf(request));
    } catch (error) {
      if (hasCode(error, 'unauthenticated')) await limits?.countFailed(request, reply);
      throw error;
    }
    // Known before it is refused: the audit log says who tried.
    request.identity = { name: identity.name, role: identity.role ?? 'none' };
    await limits?.count(request, reply);
    const needed = request.routeOptions.config.role;
    if (needed === undefined || identity.role === null || !mayActAs(identity.role, needed)) {
      throw new GatewayError(
        'forbidden',
        `This needs the role ${needed ?? 'of nobody'}, the token ${identity.role === null ? 'has none' : `is ${identity.role}`}`,
      );
    }
  });
}

function bearerOf(request: FastifyRequest): string {
  const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token !== undefined) return token;
  throw new GatewayError('unauthenticated', 'The request has no bearer token', {
    remedy: 'Send the header Authorization: Bearer <token>.',
  });
}
