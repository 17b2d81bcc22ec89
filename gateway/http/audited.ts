/** What a route tells the audit log beside what every route does. Routes and the audit hook share it. */
import type { FastifyRequest } from 'fastify';

/** Fields of an answer, or of what was asked. Secrets among them are masked by their names; better none come in. */
export type Facts = Readonly<Record<string, unknown>>;

export interface AuditRule {
  /** What was asked for, as far as neither path nor answer tell it. On record before the act. */
  readonly asked?: (request: Pick<FastifyRequest, 'params' | 'query' | 'body'>) => Facts;
  /** What the entry says of a good answer. Default: all of it. */
  readonly told?: (answer: Facts) => Facts;
  /** Where the answer is about something new: the entry is about that then, not about what it was made from. */
  readonly made?: { readonly type: string; readonly id: (answer: Facts) => unknown };
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** false: a POST that computes and changes nothing, such as a check. Everything else but GET is put on record. */
    audit?: false | AuditRule;
  }
}

/** Fields of the body, as they were sent. */
export function bodyFields(...names: readonly string[]): NonNullable<AuditRule['asked']> {
  return ({ body }) => pick(body, names);
}

export function pick(from: unknown, names: readonly string[]): Facts {
  if (typeof from !== 'object' || from === null) return {};
  return Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)));
}
