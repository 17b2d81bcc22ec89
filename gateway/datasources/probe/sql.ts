/** What the browsers of SQL databases share. */
import { ProbeFailure } from './model.ts';

/** Rows as lists of values. */
export type Ask = (sql: string, values?: readonly (string | number)[]) => Promise<readonly (readonly unknown[])[]>;

export function noTable(): ProbeFailure {
  return new ProbeFailure({
    code: 'unknown_object',
    reason: 'There is no such table, or the user does not see it',
    remedy: 'Read the list of tables; letter case may count.',
  });
}

export function numberOf(value: unknown): number | null {
  const number = value === null || value === undefined || value === '' ? Number.NaN : Number(value);
  return Number.isFinite(number) ? number : null;
}

export function commentOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, 500) : null;
}
