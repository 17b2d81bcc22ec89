import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { GatewayError } from '../core/errors.ts';
import { timeOf } from '../core/times.ts';
import { IdParams } from '../http/schemas.ts';
import { whoOf } from '../http/identity.ts';
import { roles } from './roles.ts';
import type { TokenRow, TokenStore } from './token-store.ts';
import type { Tokens } from './tokens.ts';

const NullableTime = Type.Union([Type.String({ format: 'date-time' }), Type.Null()]);
const TokenFields = {
  id: Type.String(),
  name: Type.String(),
  role: Type.Enum([...roles]),
  expiresAt: NullableTime,
  revokedAt: NullableTime,
  createdAt: Type.String({ format: 'date-time' }),
  createdBy: Type.String(),
};

/** Without its hash. */
export function viewToken(row: TokenRow) {
  return {
    id: row.id,
    name: row.name,
    role: row.role as (typeof roles)[number],
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy,
  };
}

export function tokenRoutes(deps: { tokens: Tokens; tokenStore: Pick<TokenStore, 'list'> }): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/tokens',
      {
        config: { role: 'admin' },
        schema: {
          summary: 'Issue a token',
          tags: ['tokens'],
          body: Type.Object(
            {
              name: Type.String({
                minLength: 1,
                maxLength: 100,
                pattern: '^(?!oidc:)',
                description: 'Shown as who did it. Not oidc:…, which are people of the identity provider.',
              }),
              role: Type.Enum([...roles]),
              expiresAt: Type.Optional(Type.String({ format: 'date-time' })),
            },
            { additionalProperties: false },
          ),
          response: {
            201: Type.Object({
              ...TokenFields,
              token: Type.String({ description: 'Shown this once, stored nowhere.' }),
            }),
          },
        },
      },
      async (request, reply) => {
        const { name, role, expiresAt } = request.body;
        const { token, row } = await deps.tokens.issue({
          name,
          role,
          expiresAt: expiresAt === undefined ? null : timeOf(expiresAt, '/expiresAt'),
          createdBy: whoOf(request),
        });
        return reply.code(201).send({ ...viewToken(row), token });
      },
    );
    app.get(
      '/tokens',
      {
        config: { role: 'admin' },
        schema: {
          summary: 'List tokens',
          tags: ['tokens'],
          response: { 200: Type.Object({ items: Type.Array(Type.Object(TokenFields)) }) },
        },
      },
      async () => ({ items: (await deps.tokenStore.list()).map(viewToken) }),
    );
    app.delete(
      '/tokens/:id',
      {
        config: { role: 'admin' },
        schema: { summary: 'Revoke a token', tags: ['tokens'], params: IdParams, response: { 204: Type.Null() } },
      },
      async (request, reply) => {
        if (!(await deps.tokens.revoke(request.params.id))) {
          throw new GatewayError('not_found', 'There is no such token, or it was revoked before');
        }
        return reply.code(204).send(null);
      },
    );
  };
}
