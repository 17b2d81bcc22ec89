import type { ConnectionDetails } from './connector.ts';
import type { DatasourceFieldDescription, DatasourceDescription, SideDescription } from './descriptions/description.ts';

export type Block = Record<string, unknown>;

const tokensOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));

/** Sets the value at an RFC 6901 pointer; numbers in it make lists, other words objects. */
export function setAt(block: Block, pointer: string, value: unknown): void {
  const tokens = tokensOf(pointer);
  let at = block;
  tokens.forEach((token, index) => {
    const next = tokens[index + 1];
    if (next === undefined) at[token] = value;
    else at = (at[token] ??= /^\d+$/.test(next) ? [] : {}) as Block;
  });
}

/** Puts config and secrets where they belong in `parameter`; what the side has no parameter for is left out. */
export function fillConnection(
  block: Block,
  datasource: DatasourceDescription | null,
  side: SideDescription,
  connection: ConnectionDetails | null,
): void {
  if (datasource === null || connection === null) return;
  const known = new Set(side.parameters.map(({ name, path }) => tokensOf(path ?? `/${name}`)[0]));
  const given = [
    ...datasource.config.map((field) => ({ field, value: connection.config[field.name] })),
    ...datasource.secrets.map((field) => ({ field, value: secretOf(field, connection) })),
  ].filter(({ value }) => value !== undefined);
  // Free properties first: a field of its own, such as bootstrap.servers, wins over the same name among them.
  const isMap = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
  for (const { field, value } of [
    ...given.filter(({ value }) => isMap(value)),
    ...given.filter(({ value }) => !isMap(value)),
  ]) {
    for (const pointer of field.fills) {
      if (known.has(tokensOf(pointer)[0])) setAt(block, pointer, isMap(value) ? structuredClone(value) : value);
    }
  }
}

/** An empty optional secret means none: Redis, for one, refuses a password it was not set up with. */
function secretOf(field: DatasourceFieldDescription, connection: ConnectionDetails): string | undefined {
  const value = connection.secrets[field.name];
  return value === '' && !field.required ? undefined : value;
}
