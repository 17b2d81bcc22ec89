import { escapePointer } from '../../core/check.ts';
import type { SyncSpec } from '../version-spec.ts';
import { fillText, namesIn, type ParameterValues } from './fill-text.ts';

/** Called with every text that may hold `${name}` and its RFC 6901 pointer; what it gives back takes the text's place. */
type Visit = (text: string, pointer: string) => unknown;

function mapTexts(value: unknown, pointer: string, visit: Visit): unknown {
  if (typeof value === 'string') return value.includes('${') ? visit(value, pointer) : value;
  if (typeof value !== 'object' || value === null) return value;
  // What has nothing to fill in stays the same object: most versions have no parameters at all.
  let changed = false;
  const map = (key: string, inner: unknown): unknown => {
    const mapped = mapTexts(inner, `${pointer}/${escapePointer(key)}`, visit);
    changed ||= mapped !== inner;
    return mapped;
  };
  const copy = Array.isArray(value)
    ? value.map((item: unknown, index) => map(String(index), item))
    : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, map(key, inner)]));
  return changed ? copy : value;
}

/** Parameters may stand in both sides' `parameter`, in the mapping and in values of `settings`. */
function mapSpec(spec: SyncSpec, visit: Visit): SyncSpec {
  const side = (name: 'reader' | 'writer') => ({
    ...spec[name],
    parameter: mapTexts(spec[name].parameter, `/${name}/parameter`, visit) as Record<string, unknown>,
  });
  return {
    ...spec,
    reader: side('reader'),
    writer: side('writer'),
    mapping: mapTexts(spec.mapping, '/mapping', visit) as SyncSpec['mapping'],
    ...(spec.settings === undefined
      ? {}
      : { settings: mapTexts(spec.settings, '/settings', visit) as NonNullable<SyncSpec['settings']> }),
  };
}

/** The version with its values in place; what has none stays `${name}`. */
export function fillSpec(spec: SyncSpec, values: ParameterValues): SyncSpec {
  return mapSpec(spec, (text) => fillText(text, values));
}

/** Every text of a version that refers to parameters: its place and the names. */
export function parametersOfSpec(spec: SyncSpec): { pointer: string; names: string[] }[] {
  const found: { pointer: string; names: string[] }[] = [];
  mapSpec(spec, (text, pointer) => {
    const names = namesIn(text);
    if (names.length > 0) found.push({ pointer, names });
    return text;
  });
  return found;
}
