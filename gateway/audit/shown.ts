import { isSecretName } from '../chunjun/import/secret-names.ts';
import { canonicalJson } from '../core/ids.ts';
import { REDACTED, storable } from '../core/redact.ts';
import type { Shown } from './audit-store.ts';

/**
 * Of longer views lists are shortened, then all is left out: the audit log says that something changed and which, the
 * resource says what it is.
 */
const longestShown = 16_000;
/** Items of every list that are kept, first try to last. */
const mostItems = [100, 20, 3];
/** They move with every change and say nothing. */
const uninteresting = new Set(['updatedAt', 'revision']);

/** The two sides of a change, without what stayed as it was. */
export function difference(before: Shown, after: Shown): { before: Shown; after: Shown } {
  if (before === null || after === null) return { before: shown(before), after: shown(after) };
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !uninteresting.has(name) && canonicalJson(before[name]) !== canonicalJson(after[name]),
  );
  const side = (whole: NonNullable<Shown>) =>
    shown(Object.fromEntries(names.flatMap((name) => (name in whole ? [[name, whole[name]]] : []))));
  return { before: side(before), after: side(after) };
}

/** As it may be kept: no secrets, no endless texts, nothing that a text column refuses. */
export function shown(view: Shown): Shown {
  if (view === null) return null;
  const kept = storable(masked(view)) as NonNullable<Shown>;
  const sizes = [Infinity, ...mostItems];
  for (const most of sizes) {
    const short = shortened(kept, most) as NonNullable<Shown>;
    if (JSON.stringify(short).length <= longestShown) return short;
  }
  return { id: kept.id ?? null, leftOut: Object.keys(kept) };
}

/** A list that is cut says how many more there were. */
function shortened(value: unknown, most: number): unknown {
  if (Array.isArray(value)) {
    const items = value.slice(0, most).map((item) => shortened(item, most));
    return value.length > most ? [...items, { more: value.length - most }] : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shortened(inner, most)]));
}

/** Answers show no secrets, but for those that are shown once, when they are made. */
function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isSecretName(name) && typeof inner === 'string' && inner !== '' ? REDACTED : masked(inner),
    ]),
  );
}
