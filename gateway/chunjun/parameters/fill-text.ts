import { parameterNamePattern } from '../version-spec.ts';

export type ParameterValue = string | number | boolean;
export type ParameterValues = ReadonlyMap<string, ParameterValue>;

const placeholder = /\$\$\{|\$\{([^{}]*)\}/g;
const namePattern = new RegExp(parameterNamePattern);

/** Names that a text refers to by `${name}`, in order, each once; `$${` is the two characters `${` themselves. */
export function namesIn(text: string): string[] {
  if (!text.includes('${')) return [];
  return [...new Set([...text.matchAll(placeholder)].flatMap(([, name]) => name ?? []))];
}

export function isParameterName(name: string): boolean {
  return namePattern.test(name);
}

/**
 * A text with its values in place: `${n}` alone becomes the value with its JSON type, inside a longer text it becomes
 * text. What has no value stays as written. Nothing is escaped here: whoever prints JSON escapes the whole text.
 */
export function fillText(text: string, values: ParameterValues): ParameterValue {
  if (!text.includes('${')) return text;
  const whole = /^\$\{([^{}]*)\}$/.exec(text)?.[1];
  if (whole !== undefined) return values.get(whole) ?? text;
  return text.replace(placeholder, (found, name: string | undefined) => {
    if (name === undefined) return '${';
    return String(values.get(name) ?? found);
  });
}

/** A text that `fillText` gives back as it was: for values that must not be read as parameters. */
export function escapeParameters(text: string): string {
  return text.replaceAll('${', () => '$${');
}
