import { escapePointer } from '../core/check.ts';
import type { FieldError } from '../core/errors.ts';
import { checkJdbcConfig } from './jdbc-url.ts';

/** Beside what jdbc-url.ts names for MySQL and PostgreSQL: the same dangers under the names of other drivers. */
const dangers: readonly (readonly [RegExp, string])[] = [
  [/passw|pwd$|passphrase|secret|token$|credential/i, 'secrets do not belong there'],
  [/jndi|ldap/i, 'it looks objects up by name'],
  [/(factory|factoryarg|interceptors?|class|classname|plugins?)$/i, 'it loads classes by name'],
  [/^(log|trace|logger)_?(file|dir|directory|path)(name)?$/i, 'it writes files on the client'],
  [/wallet|^tns_admin$/i, 'it reads files of the client'],
];

/** Why a driver property must not be set, by its name; undefined: nothing known against it. */
export function refusedProperty(name: string): string | undefined {
  const probe = checkJdbcConfig(
    { prefix: '', defaultPort: 1 },
    { host: 'h', database: 'd', username: 'u', properties: { [name]: '' } },
  );
  return (
    probe.map(({ detail }) => detail.slice(detail.indexOf(': ') + 2))[0] ??
    dangers.find(([pattern]) => pattern.test(name))?.[1]
  );
}

/** Refusals of every name of `properties`; pointers `<pointer>/<name>`. */
export function checkProperties(pointer: string, properties: unknown): FieldError[] {
  if (typeof properties !== 'object' || properties === null) return [];
  return Object.keys(properties).flatMap((name) => refusal(`${pointer}/${escapePointer(name)}`, name));
}

function refusal(pointer: string, name: string): FieldError[] {
  const why = refusedProperty(name);
  return why === undefined ? [] : [{ pointer, detail: `must not set the driver property ${name}: ${why}` }];
}

/** A whole JDBC URL: its beginning, no credentials, no refused property behind `?`, `;`, `:` or in brackets. */
export function checkJdbcText(pointer: string, prefix: string, url: string): FieldError[] {
  if (!url.startsWith(prefix) || /\s/.test(url)) {
    return [{ pointer, detail: `must start with ${prefix} and hold no blanks` }];
  }
  const rest = decoded(url.slice(prefix.length));
  const errors: FieldError[] = rest.includes('@')
    ? [{ pointer, detail: 'must not hold credentials', remedy: 'Use username and password.' }]
    : [];
  if (/(^|[,(])ldaps?:/i.test(rest)) errors.push({ pointer, detail: 'must not have the address looked up by LDAP' });
  if (!prefix.startsWith('jdbc:oracle:') && /[()]/.test(rest)) {
    errors.push({ pointer, detail: 'must not use the form (key=value): properties and credentials could hide in it' });
  }
  const names = [...rest.matchAll(/(?:^|[?&;:,(/])\s*([A-Za-z][\w.-]*)\s*=/g)].map((match) => match[1] ?? '');
  return [...errors, ...[...new Set(names)].flatMap((name) => refusal(pointer, name))];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Names of free settings (Kafka, Hadoop, HBase …) that hold secrets or load classes of whoever chose them. */
const secretSetting = /(passw(or)?d|secret|secret[._-]?key|access[._-]?key|jaas[._-]config|[._-]token)$/i;
const loadingSetting =
  /(interceptor\.classes|metric\.reporters|login\.class|callback\.handler\.class|engine\.factory\.class|security\.providers|config\.providers|assignor.*\.class)$/i;

/** Config is shown to everybody: no credentials in addresses, no secrets among free settings. */
export function checkPublicConfig(config: Readonly<Record<string, unknown>>): FieldError[] {
  return Object.entries(config).flatMap(([name, value]) => checkPublic(`/${escapePointer(name)}`, value));
}

function checkPublic(pointer: string, value: unknown): FieldError[] {
  if (typeof value === 'string') {
    return /:\/\/[^/?#\s]*@/.test(value)
      ? [{ pointer, detail: 'must not hold credentials', remedy: 'Use the fields for user and password.' }]
      : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const place = `${pointer}/${escapePointer(name)}`;
    if (secretSetting.test(name)) return [{ pointer: place, detail: 'must not be set here: it holds a secret' }];
    if (loadingSetting.test(name)) return [{ pointer: place, detail: 'must not be set: it loads classes by name' }];
    return checkPublic(place, inner);
  });
}
