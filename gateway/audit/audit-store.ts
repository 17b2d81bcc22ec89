import { Prisma, type PrismaClient } from '../database/generated/client.ts';
import { newId } from '../core/ids.ts';

export type AuditRow = Prisma.AuditLogGetPayload<object>;
export type Shown = Readonly<Record<string, unknown>> | null;

/** What is known of a request before it does anything. */
export interface Act {
  readonly who: string;
  readonly role: string | null;
  readonly action: string;
  readonly path: string;
  readonly resourceType: string;
  readonly resourceId: string | null;
  readonly fromAddress: string;
  readonly requestId: string;
  /** What was asked for, where the route does not say; `after` until the outcome is known. */
  readonly asked: Shown;
}

export interface Outcome {
  readonly status: number;
  readonly code: string | null;
  /** Left out: what the act was begun on. */
  readonly resourceType?: string;
  readonly resourceId: string | null;
  readonly before: Shown;
  readonly after: Shown;
}

export interface AuditFilter {
  readonly who?: string;
  readonly action?: string;
  readonly resourceType?: string;
  readonly resourceId?: string;
  readonly from?: Date;
  readonly to?: Date;
}

/** Insert-only, but for the outcome, which is written once. */
export interface AuditStore {
  /** The id of the new entry; its outcome is not known yet. */
  begin(act: Act, at: Date): Promise<string>;
  /** False: there is no such entry, or its outcome is on record already. */
  settle(id: string, outcome: Outcome): Promise<boolean>;
  /** An entry whose outcome is known from the start. */
  add(act: Act, at: Date, outcome: Outcome): Promise<void>;
  /** By id, which is by time: newest first, or oldest first beginning after `cursor`. */
  list(
    filter: AuditFilter,
    page: { cursor?: string; limit: number; order: 'asc' | 'desc' },
  ): Promise<readonly AuditRow[]>;
}

export function createAuditStore(prisma: PrismaClient): AuditStore {
  const begun = ({ asked, ...act }: Act) => ({ ...act, after: json(askedSide(asked)) });
  const known = ({ before, after, ...rest }: Outcome) => ({ ...rest, before: json(before), after: json(after) });
  return {
    async begin(act, at) {
      const id = newId();
      await prisma.auditLog.create({ data: { id, at, ...begun(act) }, select: { id: true } });
      return id;
    },
    async settle(id, outcome) {
      const { count } = await prisma.auditLog.updateMany({ where: { id, status: null }, data: known(outcome) });
      return count === 1;
    },
    async add(act, at, outcome) {
      await prisma.auditLog.create({
        data: { id: newId(), at, ...begun(act), ...known(outcome) },
        select: { id: true },
      });
    },
    list: ({ from, to, ...equal }, { cursor, limit, order }) =>
      prisma.auditLog.findMany({
        where: {
          ...equal,
          ...(cursor === undefined ? {} : { id: order === 'asc' ? { gt: cursor } : { lt: cursor } }),
          ...(from === undefined && to === undefined
            ? {}
            : { at: { ...(from === undefined ? {} : { gte: from }), ...(to === undefined ? {} : { lt: to }) } }),
        },
        orderBy: { id: order },
        take: limit,
      }),
  };
}

/** How it stands in `after`. */
export function askedSide(asked: Shown): Shown {
  return asked === null ? null : { asked };
}

function json(value: Shown) {
  return value === null ? Prisma.DbNull : (value as Prisma.InputJsonObject);
}
