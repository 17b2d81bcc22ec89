import { Prisma } from './generated/client.ts';

/** `P2002` unique, `P2003` foreign key, `P2025` not found …; undefined for anything that is not Prisma's. */
export function prismaCode(error: unknown): string | undefined {
  return error instanceof Prisma.PrismaClientKnownRequestError ? error.code : undefined;
}

/** What Prisma tells of the constraint that was broken, as text to look for a column or index name in. */
export function brokenConstraint(error: unknown): string {
  return error instanceof Prisma.PrismaClientKnownRequestError ? JSON.stringify(error.meta ?? {}) : '';
}
