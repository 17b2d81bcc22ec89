const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const loneSurrogates = new RegExp(loneSurrogate, 'g');

/** What stands where a secret stood. */
export const REDACTED = '******';

/** Shorter secrets cannot be told from ordinary text and would blacken everything; they are masked by field only. */
const shortest = 3;

/**
 * Removes known secret values from text that comes from elsewhere (Flink's logs, exceptions, drivers' messages): raw,
 * JSON-escaped (also as Gson does it, and twice: a document quoted in a JSON log line), and each of these URL-encoded,
 * which is how Chunjun's own log prints the program arguments (`%20` or `+` for a blank, Java's or JavaScript's set).
 */
export function createRedactor(secrets: Iterable<string>): (text: string) => string {
  const forms = new Set<string>();
  for (const secret of secrets) {
    if (secret.length < shortest) continue;
    const json = escaped(secret);
    for (const form of [secret, json, escaped(json), gsonEscaped(json)]) {
      forms.add(form);
      // Half a character has no URL encoding.
      if (loneSurrogate.test(form)) continue;
      for (const encoded of [encodeURIComponent(form), javaEncoded(form)]) {
        forms.add(encoded).add(encoded.replaceAll('%20', '+'));
      }
    }
  }
  const longestFirst = [...forms].sort((a, b) => b.length - a.length);
  if (longestFirst.length === 0) return (text) => text;
  return (text) => longestFirst.reduce((rest, form) => rest.replaceAll(form, REDACTED), text);
}

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);

/** Gson escapes what HTML would read, unless it is told not to. */
const gsonEscaped = (json: string): string => json.replace(/[<>&='\u2028\u2029]/g, hexadecimal('\\u', 4));

/** java.net.URLEncoder leaves fewer characters as they are. */
const javaEncoded = (text: string): string => encodeURIComponent(text).replace(/[!'()~]/g, hexadecimal('%', 2));

function hexadecimal(prefix: string, digits: number): (character: string) => string {
  return (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(digits, '0');
    return prefix + (prefix === '%' ? code.toUpperCase() : code);
  };
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

/** Cuts long text; after redaction, never before: half a secret at the cut would not be recognised. */
export function shorten(text: string, length = 2000): string {
  return text.length > length ? storableText(`${text.slice(0, length)}…`) : text;
}

/** What a text column takes: PostgreSQL has neither NUL nor half a character, and rows of others may hold both. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '\ufffd').replace(loneSurrogates, '\ufffd');
}

/** The same for every string inside a JSON value. */
export function storable<T>(value: T): T {
  return redactJson(value, storableText) as T;
}
