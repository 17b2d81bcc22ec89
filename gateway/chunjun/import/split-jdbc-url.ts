import { isSecretName } from './secret-names.ts';

export interface JdbcUrlParts {
  /** host, port, database and properties, or jdbcUrl; nothing of a URL that cannot be taken apart safely. */
  readonly config: Readonly<Record<string, unknown>>;
  /** `password`, other secret properties, or the whole `jdbcUrl`. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly username: string | null;
  /** Names of properties that a data source does not take. */
  readonly left: readonly string[];
}

const users = new Set(['user', 'username', 'uid']);

/**
 * A JDBC URL as the fields of a data source, without credentials. `accepts` says which driver properties a data
 * source may have; `whole`: always as jdbcUrl. Never throws; a URL that may still hold a secret becomes one itself.
 */
export function splitJdbcUrl(
  url: string,
  accepts: (name: string, value: string) => boolean,
  form: 'fields' | 'whole' = 'fields',
): JdbcUrlParts {
  const secrets: Record<string, string> = {};
  const properties: Record<string, string> = {};
  const left: string[] = [];
  let username: string | null = null;
  const question = url.indexOf('?');
  let base = question < 0 ? url : url.slice(0, question);
  const usesSemicolons = base.includes(';');
  const query = question < 0 ? [] : url.slice(question + 1).split('&');
  const tail = usesSemicolons ? base.split(';').slice(1) : [];
  if (usesSemicolons) base = base.split(';')[0] ?? '';
  const kept: string[] = [];
  // A password with ? or ; inside ends up here, with the address behind it.
  let isTorn = false;
  for (const pair of [...tail, ...query]) {
    const equals = pair.indexOf('=');
    if (equals < 1) {
      isTorn ||= pair.includes('@');
      continue;
    }
    const name = pair.slice(0, equals);
    const value = decoded(pair.slice(equals + 1));
    if (users.has(name.toLowerCase())) username = value;
    else if (isSecretName(name)) secrets[/^pass|^pwd$/i.test(name) ? 'password' : name] = value;
    else if (pair.includes('@')) isTorn = true;
    else if (accepts(name, value)) {
      properties[name] = value;
      kept.push(pair);
    } else left.push(name);
  }
  const credentials = /^(jdbc:[\w:]*?(?:\/\/|thin:))(.*)@(.*)$/is.exec(base);
  if (credentials !== null) {
    const [, start = '', who = '', rest = ''] = credentials;
    const isThin = start.toLowerCase().endsWith('thin:');
    const parts = /^([^:/]*)[:/](.*)$/s.exec(who);
    if (who !== '') username ??= decoded(parts?.[1] ?? who);
    if (parts?.[2] !== undefined) secrets['password'] ??= decoded(parts[2]);
    base = `${start}${isThin ? '@' : ''}${rest}`;
  }
  const isSafe = !isTorn && !/@/.test(base.replace(/thin:@/i, '')) && !/pass|secret/i.test(base) && !/\s/.test(base);
  if (!isSafe) return { config: {}, secrets: { ...secrets, jdbcUrl: url }, username, left };
  const simple = /^jdbc:(?:mysql|mariadb|postgresql):\/\/([A-Za-z0-9_.-]+)(?::(\d{1,5}))?\/([^/?#;&\s]+)$/i.exec(base);
  if (simple !== null && form === 'fields') {
    const [, host, port, database] = simple;
    const some = Object.keys(properties).length > 0;
    return {
      config: {
        host,
        ...(port === undefined ? {} : { port: Number(port) }),
        database,
        ...(some ? { properties } : {}),
      },
      secrets,
      username,
      left,
    };
  }
  const rest = kept.length === 0 ? '' : usesSemicolons ? `;${kept.join(';')}` : `?${kept.join('&')}`;
  return { config: { jdbcUrl: `${base}${rest}` }, secrets, username, left };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
