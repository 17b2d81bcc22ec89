import type { Diagnostic } from './diagnostics.ts';
import { isRefused, kindOf } from './validate/column-kinds.ts';
import { changedMysql, refusedType } from './validate/rules/data-damage.ts';
import { judgePair } from './validate/rules/type-pair.ts';

export interface NamedColumn {
  readonly name: string;
  /** As the database calls it; left out: not known. */
  readonly type?: string;
}

export interface MappingSide {
  readonly connector: string;
  readonly columns: readonly NamedColumn[];
}

/** How a pair was found: the same name, the same but for case, `_` and `-`, or the same place. */
export type MatchedBy = 'name' | 'similar_name' | 'position';

/** `unknown`: a type is not given, or the rules do not know it. */
export type PairVerdict = 'ok' | 'info' | 'warning' | 'error' | 'unknown';

export interface SuggestedPair {
  readonly from: NamedColumn;
  readonly to: NamedColumn;
  readonly by: MatchedBy;
  readonly verdict: PairVerdict;
  readonly diagnostics: readonly Diagnostic[];
}

export interface SuggestedMapping {
  readonly pairs: readonly SuggestedPair[];
  /** Columns that found no partner. */
  readonly unmatched: { readonly reader: readonly string[]; readonly writer: readonly string[] };
}

/**
 * Pairs of columns in the reader's order, and what becomes of a value on its way from one to the other. By name: equal
 * names first, so that no similar one takes their place; each column has one partner. Pure.
 */
export function suggestMapping(reader: MappingSide, writer: MappingSide, by: 'name' | 'position'): SuggestedMapping {
  const partners = by === 'name' ? byName(reader.columns, writer.columns) : byPosition(reader.columns, writer.columns);
  const pairs = reader.columns.flatMap((from, index) => {
    const partner = partners.get(index);
    const to = partner === undefined ? undefined : writer.columns[partner.index];
    if (partner === undefined || to === undefined) return [];
    return [{ from, to, by: partner.by, ...judge(reader.connector, from, writer.connector, to) }];
  });
  const taken = new Set([...partners.values()].map(({ index }) => index));
  return {
    pairs,
    unmatched: {
      reader: reader.columns.filter((_column, index) => !partners.has(index)).map(({ name }) => name),
      writer: writer.columns.filter((_column, index) => !taken.has(index)).map(({ name }) => name),
    },
  };
}

type Partners = ReadonlyMap<number, { readonly index: number; readonly by: MatchedBy }>;

function byPosition(from: readonly NamedColumn[], to: readonly NamedColumn[]): Partners {
  const both = Math.min(from.length, to.length);
  return new Map(Array.from({ length: both }, (_value, index) => [index, { index, by: 'position' as const }]));
}

function byName(from: readonly NamedColumn[], to: readonly NamedColumn[]): Partners {
  const partners = new Map<number, { readonly index: number; readonly by: MatchedBy }>();
  const free = new Set(to.keys());
  for (const [matched, key] of [
    ['name', (name: string) => name],
    ['similar_name', (name: string) => name.toLowerCase().replace(/[\s_-]/g, '')],
  ] as const) {
    const places = new Map<string, number[]>();
    for (const index of free) {
      const name = key(to[index]?.name ?? '');
      places.set(name, [...(places.get(name) ?? []), index]);
    }
    for (const [index, { name }] of from.entries()) {
      if (partners.has(index)) continue;
      const place = places.get(key(name))?.shift();
      if (place === undefined) continue;
      partners.set(index, { index: place, by: matched });
      free.delete(place);
    }
  }
  return partners;
}

function judge(reader: string, from: NamedColumn, writer: string, to: NamedColumn) {
  const diagnostics: Diagnostic[] = [];
  if (from.type !== undefined && isRefused(reader, from.type)) {
    diagnostics.push(
      refusedType({ connector: reader, side: 'reader', name: from.name, type: from.type, pointer: '/from' }),
    );
  }
  if (to.type !== undefined && isRefused(writer, to.type)) {
    diagnostics.push(refusedType({ connector: writer, side: 'writer', name: to.name, type: to.type, pointer: '/to' }));
  }
  const sourceKind = from.type === undefined ? undefined : kindOf(reader, from.type);
  const targetKind = to.type === undefined ? undefined : kindOf(writer, to.type);
  const isKnown = sourceKind !== undefined && targetKind !== undefined;
  if (isKnown && diagnostics.length === 0) {
    const [sourceType, targetType] = [from.type ?? '', to.type ?? ''];
    diagnostics.push(
      ...judgePair({ sourceType, sourceKind, targetType, targetKind, target: to.name, pointer: '/to', writer }),
    );
  }
  if (reader === 'mysql' && from.type !== undefined) diagnostics.push(...changedMysql(from.type, '/from', from.name));
  const worst = (['error', 'warning', 'info'] as const).find((level) => diagnostics.some((one) => one.level === level));
  const verdict: PairVerdict = worst ?? (isKnown ? 'ok' : 'unknown');
  return { verdict, diagnostics };
}
