/**
 * What a script may not say although Chunjun would take it: forms and data sources refuse the same, in the same words.
 * Secrets are no matter of it: they are sealed where they stand.
 */
import {
  checkScriptUrl,
  dangerousProperty,
  loadedSetting,
  loadsClasses,
  refusal,
} from '../../connectors/described-secrecy.ts';
import type { DatasourceFieldDescription } from '../../connectors/descriptions/description.ts';
import { findDescription } from '../../connectors/descriptions/descriptions.ts';
import type { FieldError } from '../../core/errors.ts';
import type { SideName } from '../build-job-json.ts';
import { connectorOf } from '../validate/connector-data.ts';
import { at, member, type DocumentNode } from '../validate/document-node.ts';

interface Side {
  readonly pointer: string;
  readonly connectorName: string | undefined;
  readonly parameter: DocumentNode | null;
  /** The value of `$datasource`. */
  readonly reference: DocumentNode | undefined;
}

/** Everything of both sides and of what stands beside them, as it was written; pointers into the document. */
export function checkScriptProperties(script: Readonly<Record<SideName, Side>> & { root: DocumentNode }): FieldError[] {
  const ofSides = (['reader', 'writer'] as const).flatMap((name) => {
    const { parameter, pointer, connectorName, reference } = script[name];
    if (parameter === null) return [];
    const place = `${pointer}/parameter`;
    return [
      ...checkParameterBlock(parameter, place),
      ...(reference === undefined ? [] : checkAddresses(parameter, place, name, connectorName ?? '')),
    ];
  });
  return unique([...ofSides, ...checkJobSetting(script.root)]);
}

/** `job.setting`: a metric plugin writes to an address of its own. For one with its `${…}` filled in, too. */
export function checkJobSetting(root: DocumentNode): FieldError[] {
  const setting = member(member(root, 'job'), 'setting');
  return setting === undefined ? [] : checkParameterBlock(setting, '/job/setting');
}

/**
 * What loads classes, reads files of the client, looks objects up by name or leads the connection through another host,
 * anywhere in a `parameter` block; for one with its `${…}` filled in, too. Letter case and repeated keys get around
 * nothing.
 */
export function checkParameterBlock(parameter: DocumentNode, pointer: string): FieldError[] {
  return unique(
    parameter.members.flatMap(({ key, value }) => {
      const here = at(pointer, key);
      // Constants of columns are rows, not settings.
      if (/^column$/i.test(key)) return [];
      const properties = /^properties$/i.test(key) ? value.members : [];
      return [
        ...properties.flatMap((one) => refusal(at(here, one.key), one.key, dangerousProperty)),
        ...checkSetting(value, here, key),
      ];
    }),
  );
}

function checkSetting(node: DocumentNode, pointer: string, key: string): FieldError[] {
  if (loadsClasses(key)) return [{ pointer, detail: loadedSetting }];
  if (node.kind === 'string') {
    return [
      ...(/^\s*jdbc:/i.test(node.text) ? checkScriptUrl(pointer, node.text) : []),
      ...(/(?:Jndi|Ldap)LoginModule/i.test(node.text)
        ? [{ pointer, detail: 'must not name this login module: it looks objects up by name' }]
        : []),
    ];
  }
  return [
    ...node.members.flatMap((one) => checkSetting(one.value, at(pointer, one.key), one.key)),
    ...node.items.flatMap((item, index) => checkSetting(item, at(pointer, index), '')),
  ];
}

/** Fields of data sources that name a place inside, or how to read it: they send no password elsewhere. */
const harmless: ReadonlySet<string> = new Set([
  'connectPattern',
  'controlEncoding',
  'database',
  'databaseName',
  'hostDistance',
  'protocol',
  'timeout',
  'timezone',
]);

/** Keys of an address that the data source could have set and perhaps did not; `mergeConnection` refuses what it set. */
function checkAddresses(parameter: DocumentNode, pointer: string, side: SideName, connector: string): FieldError[] {
  const datasource = findDescription(connector)?.datasource;
  if (datasource === undefined || datasource === null) return [];
  const sameKey = sameKeyOf(connectorOf(connector)?.keys ?? '');
  const isOpen = ({ name, type, required }: DatasourceFieldDescription) =>
    !required && !harmless.has(name) && type !== 'map' && type !== 'object';
  const fields = [
    ...datasource.config.filter(isOpen),
    ...datasource.secrets.filter((one) => isOpen(one) && /url$/i.test(one.name)),
  ];
  const places = fields.flatMap(({ fills }) => fills.filter((one) => one !== '/connection'));
  // The one writer whose data source may leave the address of `connection` out: it then names frontend nodes.
  if (connector === 'doris' && side === 'writer') places.push('/connection/0/jdbcUrl');
  const found = places.flatMap((place) => nodesAt(parameter, pointer, place.split('/').slice(1), sameKey));
  return unique(
    found.map((place) => ({
      pointer: place,
      detail: 'belongs to the address, which is set by the data source',
      remedy: 'Set it in the data source, or leave out $datasource.',
    })),
  );
}

/** Pointers of what stands at the place, of every entry of a list and of every repetition of a key; nulls are left out. */
function nodesAt(
  node: DocumentNode,
  pointer: string,
  [token, ...rest]: readonly string[],
  sameKey: (a: string, b: string) => boolean,
): string[] {
  if (token === undefined) return node.kind === 'null' ? [] : [pointer];
  if (node.kind === 'array') {
    return node.items.flatMap((item, index) => nodesAt(item, at(pointer, index), rest, sameKey));
  }
  return node.members
    .filter(({ key }) => sameKey(key, token))
    .flatMap(({ key, value }) => nodesAt(value, at(pointer, key), rest, sameKey));
}

/** How a connector compares keys; `any-case`: as ConnectorData's `keys`. */
export function sameKeyOf(keys: string): (a: string, b: string) => boolean {
  return keys === 'any-case' ? (a, b) => a.toLowerCase() === b.toLowerCase() : Object.is;
}

function unique(errors: readonly FieldError[]): FieldError[] {
  return [...new Map(errors.map((error) => [`${error.pointer} ${error.detail}`, error])).values()];
}
