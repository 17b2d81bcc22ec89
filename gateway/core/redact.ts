/** What stands where a secret stood. */
export const REDACTED = '******';

/** Shorter secrets cannot be told from ordinary text and would blacken everything; they are masked by field only. */
const shortest = 3;

/**
 * Removes known secret values from text that comes from elsewhere (Flink's logs, exceptions, drivers' messages): in
 * raw, URL-encoded (both `%20` and `+` for a blank) and JSON-escaped form, and JSON-escaped then URL-encoded, which
 * is how Chunjun's own log prints the program arguments.
 */
export function createRedactor(secrets: Iterable<string>): (text: string) => string {
  const forms = new Set<string>();
  for (const secret of secrets) {
    if (secret.length < shortest) continue;
    const json = JSON.stringify(secret).slice(1, -1);
    for (const form of [secret, json]) {
      const encoded = encodeURIComponent(form);
      forms.add(form).add(encoded).add(encoded.replaceAll('%20', '+'));
    }
  }
  const longestFirst = [...forms].sort((a, b) => b.length - a.length);
  if (longestFirst.length === 0) return (text) => text;
  return (text) => longestFirst.reduce((rest, form) => rest.replaceAll(form, REDACTED), text);
}

/** The same over every string inside a JSON value; keys stay as they are. */
export function redactJson(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((item) => redactJson(item, redact));
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactJson(item, redact)]));
  }
  return value;
}
