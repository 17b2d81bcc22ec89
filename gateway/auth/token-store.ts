import type { Prisma, PrismaClient } from '../database/generated/client.ts';
import { prismaCode } from '../database/prisma-errors.ts';
import { GatewayError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import type { Role } from './roles.ts';

export type TokenRow = Prisma.ApiTokenGetPayload<object>;

export interface NewToken {
  readonly name: string;
  readonly tokenHash: string;
  readonly role: Role;
  readonly expiresAt: Date | null;
  readonly createdBy: string;
}

export interface TokenStore {
  /** Throws `name_taken`. */
  create(token: NewToken): Promise<TokenRow>;
  findByHash(tokenHash: string): Promise<TokenRow | null>;
  find(id: string): Promise<TokenRow | null>;
  list(): Promise<readonly TokenRow[]>;
  /** False: there is none, or it was revoked before. */
  revoke(id: string, at: Date): Promise<boolean>;
  isEmpty(): Promise<boolean>;
}

export function createTokenStore(prisma: PrismaClient): TokenStore {
  return {
    async create(token) {
      try {
        return await prisma.apiToken.create({ data: { id: newId(), ...token } });
      } catch (error) {
        if (prismaCode(error) !== 'P2002') throw error;
        throw new GatewayError('name_taken', `There is a token ${token.name} already`, {
          errors: [{ pointer: '/name', detail: 'is taken' }],
        });
      }
    },
    findByHash: (tokenHash) => prisma.apiToken.findUnique({ where: { tokenHash } }),
    find: (id) => prisma.apiToken.findUnique({ where: { id } }),
    list: () => prisma.apiToken.findMany({ orderBy: { id: 'asc' } }),
    async revoke(id, at) {
      return (
        (await prisma.apiToken.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: at } })).count === 1
      );
    },
    async isEmpty() {
      return (await prisma.apiToken.findFirst({ select: { id: true } })) === null;
    },
  };
}
