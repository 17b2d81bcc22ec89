import { escapePointer } from '../core/check.ts';
import type { FieldError } from '../core/errors.ts';
import { decodedUrl, refusedDriverProperty } from './jdbc-url.ts';

const ofSecrets = 'secrets do not belong there';

/** Beside what jdbc-url.ts names for MySQL and PostgreSQL: the same dangers under the names of other drivers. */
const dangers: readonly (readonly [RegExp, string])[] = [
  [/passw|pwd$|passphrase|secret|token$|credential/i, ofSecrets],
  [/jndi|ldap/i, 'it looks objects up by name'],
  [/(factory|factoryarg|interceptors?|class|classname|plugins?)$/i, 'it loads classes by name'],
  [/^(log|trace|logger)_?(file|dir|directory|path)(name)?$/i, 'it writes files on the client'],
  [/wallet|^tns_admin$/i, 'it reads files of the client'],
  [
    /(socks|https?)_?proxy|proxy_?(host|port|type|name|address|server|url)/i,
    'it leads the connection through another host',
  ],
];

/** Why a driver property must not be set, by its name; undefined: nothing known against it. */
export function refusedProperty(name: string): string | undefined {
  return refusedDriverProperty(name) ?? dangers.find(([pattern]) => pattern.test(name))?.[1];
}

/** As `refusedProperty`, for scripts: their users and secrets are sealed where they stand. */
export function dangerousProperty(name: string): string | undefined {
  const why = refusedDriverProperty(name);
  if (why !== undefined && !/secret|user belongs/.test(why)) return why;
  return dangers.find(([pattern, danger]) => danger !== ofSecrets && pattern.test(name))?.[1];
}

/** Refusals of every name of `properties`; pointers `<pointer>/<name>`. */
export function checkProperties(pointer: string, properties: unknown): FieldError[] {
  if (typeof properties !== 'object' || properties === null) return [];
  return Object.keys(properties).flatMap((name) => refusal(`${pointer}/${escapePointer(name)}`, name));
}

/** `reason`: which names are refused, and why. */
export function refusal(pointer: string, name: string, reason = refusedProperty): FieldError[] {
  const why = reason(name);
  return why === undefined ? [] : [{ pointer, detail: `must not set the driver property ${name}: ${why}` }];
}

/** A whole JDBC URL: its beginning, no credentials, no refused property behind `?`, `;`, `:` or in brackets. */
export function checkJdbcText(pointer: string, prefix: string, url: string): FieldError[] {
  if (!url.startsWith(prefix) || /\s/.test(url)) {
    return [{ pointer, detail: `must start with ${prefix} and hold no blanks` }];
  }
  const rest = decodedUrl(url.slice(prefix.length));
  const errors: FieldError[] = rest.includes('@')
    ? [{ pointer, detail: 'must not hold credentials', remedy: 'Use username and password.' }]
    : [];
  if (isLookedUp(rest)) errors.push({ pointer, detail: lookedUp });
  if (!prefix.startsWith('jdbc:oracle:') && /[()]/.test(rest)) errors.push({ pointer, detail: bracketed });
  return [...errors, ...propertyNames(rest).flatMap((name) => refusal(pointer, name))];
}

/** Of a JDBC URL in a script: what loads classes, reads the client's files, looks up by name or goes another way. */
export function checkScriptUrl(pointer: string, url: string): FieldError[] {
  const rest = decodedUrl(url);
  const [address = ''] = rest.split('?');
  const errors: FieldError[] = isLookedUp(rest) ? [{ pointer, detail: lookedUp }] : [];
  if (!/^\s*jdbc:oracle:/i.test(rest) && /[()]/.test(address)) errors.push({ pointer, detail: bracketed });
  return [...errors, ...propertyNames(rest).flatMap((name) => refusal(pointer, name, dangerousProperty))];
}

const lookedUp = 'must not have the address looked up by LDAP';
const bracketed = 'must not use the form (key=value): properties and credentials could hide in it';

function isLookedUp(url: string): boolean {
  return /(^|[@,(])\s*ldaps?:/i.test(url);
}

/** Names before `=` behind `?`, `&`, `;`, `:` or in brackets, each once. */
function propertyNames(url: string): string[] {
  const names = [...url.matchAll(/(?:^|[?&;:,(/])\s*([A-Za-z][\w.-]*)\s*=/g)].map((match) => match[1] ?? '');
  return [...new Set(names)];
}

/** Names of free settings (Kafka, Hadoop, HBase …) that hold secrets or load classes of whoever chose them. */
const secretSetting =
  /(passw(or)?d|key_?store_?pass|secret|secret[._-]?key|access[._-]?key|jaas[._-]config|[._-]token)$/i;
export const loadedSetting = 'must not be set: it loads classes by name';
const loadingSetting =
  /(interceptor\.classes|metric\.reporters|login\.class|callback\.handler\.class|engine\.factory\.class|security\.providers|config\.providers|assignor.*\.class)$/i;

/** A free setting that loads classes by its value. */
export function loadsClasses(name: string): boolean {
  return loadingSetting.test(name.trim());
}

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
    if (loadingSetting.test(name)) return [{ pointer: place, detail: loadedSetting }];
    return checkPublic(place, inner);
  });
}
