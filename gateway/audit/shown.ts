import { isSecretName } from '../chunjun/import/secret-names.ts';
import { canonicalJson } from '../core/ids.ts';
import { REDACTED, storable } from '../core/redact.ts';
import type { Shown } from './audit-store.ts';

/** Longer views are left out: the audit log says that something changed and which, the resource says what it is. */
const longestShown = 16_000;
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
  if (JSON.stringify(kept).length <= longestShown) return kept;
  return { id: kept.id ?? null, leftOut: Object.keys(kept) };
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
