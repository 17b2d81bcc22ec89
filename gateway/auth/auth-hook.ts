import type { FastifyInstance } from 'fastify';
import { GatewayError } from '../core/errors.ts';
import '../http/identity.ts';
import { mayActAs, type Role } from './roles.ts';
import type { Tokens } from './tokens.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The least role that may use the route. A route without one is refused to everybody. */
    role?: Role;
  }
}

/** Every route below this instance needs a bearer token of the route's role. */
export function requireTokens(app: FastifyInstance, tokens: Pick<Tokens, 'authenticate'>): void {
  app.decorateRequest('identity', null);
  app.addHook('onRequest', async (request) => {
    const header = request.headers.authorization ?? '';
    const token = /^Bearer +(\S+)$/i.exec(header)?.[1];
    if (token === undefined) {
      throw new GatewayError('unauthenticated', 'The request has no bearer token', {
        remedy: 'Send the header Authorization: Bearer <token>.',
      });
    }
    const identity = await tokens.authenticate(token);
    const needed = request.routeOptions.config.role;
    if (needed === undefined || !mayActAs(identity.role, needed)) {
      throw new GatewayError(
        'forbidden',
        `This needs the role ${needed ?? 'of nobody'}, the token is ${identity.role}`,
      );
    }
    request.identity = identity;
  });
}
