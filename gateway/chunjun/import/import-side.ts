import { findConnector } from '../../connectors/catalogue.ts';
import type {
  DatasourceDescription,
  DatasourceFieldDescription,
  SideName,
} from '../../connectors/descriptions/description.ts';
import { findDescription } from '../../connectors/descriptions/descriptions.ts';
import type { DocumentNode } from '../validate/document-node.ts';
import { coerce } from './coerce.ts';
import type { ImportReport } from './import-report.ts';
import { isOnlyOpen, openTexts } from './open-texts.ts';
import { parameterName, reasonToDrop } from './parameter-names.ts';
import { publicValue } from './public-value.ts';
import { isSecretName } from './secret-names.ts';
import { splitJdbcUrl } from './split-jdbc-url.ts';
import { readWriteMode } from './write-mode.ts';

/** A data source to look for or to create; the secrets' values are apart. */
export interface SuggestedDatasource {
  /** What the source calls it; null: it has no name there. */
  readonly name: string | null;
  readonly type: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** Names of the secrets that were found. */
  readonly secrets: readonly string[];
}

export interface SideParts {
  readonly parameter: Record<string, unknown>;
  /** Where each parameter came from. */
  readonly sources: Map<string, DocumentNode>;
  readonly column: DocumentNode | undefined;
  /** null: the connector takes none. */
  readonly datasource: SuggestedDatasource | null;
  readonly secrets: Readonly<Record<string, string>>;
}

/** Takes a side's parameters apart by what the connector's description says of each. Never throws. */
export function readSide(
  connector: string,
  name: SideName,
  source: DocumentNode | undefined,
  report: ImportReport,
): SideParts {
  const description = findDescription(connector);
  const parameter: Record<string, unknown> = {};
  const sources = new Map<string, DocumentNode>();
  const config: Record<string, unknown> = {};
  const secrets: Record<string, string> = {};
  let column: DocumentNode | undefined;
  let datasourceName: string | null = null;
  const fields: Pick<DatasourceDescription, 'config' | 'secrets'> = description?.datasource ?? {
    config: [],
    secrets: [],
  };
  const every = [...fields.config, ...fields.secrets];
  const parameters = description?.[name].parameters ?? [];
  const isKnown = (one: string) => [...parameters, ...every].some((field) => field.name === one);
  const isJdbc = parameters.some((each) => each.name === 'table' && each.path === '/connection/0/table/0');
  const accepted = acceptedBy(connector, name);

  const keep = (key: string, node: DocumentNode) => {
    if (node.kind === 'string' && isOnlyOpen(node.text)) {
      const message = `A secret (${key}) that is a parameter there: a data source holds the secret itself.`;
      return report.note(node, 'approximated', message, 'Give it when the data source is made.');
    }
    secrets[key] =
      node.kind === 'object' || node.kind === 'array' ? JSON.stringify(publicValue(node, null)) : node.text;
    if (!fields.secrets.some((field) => field.name.toLowerCase() === key.toLowerCase())) {
      const message = `A secret (${key}) that a data source of the connector has no place for: left out.`;
      return report.note(node, 'dropped', message);
    }
    report.note(node, 'mapped', `A secret (${key}): kept apart, to be sealed with the data source.`);
  };
  const fill = (field: DatasourceFieldDescription, node: DocumentNode) => {
    if (fields.secrets.includes(field)) return keep(field.name, node);
    const before = Object.keys(secrets).length;
    const found = withoutCredentials(publicValue(node, secrets), secrets);
    if (found === null) return keep(field.name, node);
    // Addresses of several servers are one text here.
    const isList = field.type === 'string' && Array.isArray(found) && found.every((one) => typeof one === 'string');
    const value = coerce(field, isList ? found.join(',') : found);
    if (value === undefined) return report.note(node, 'dropped', `The data source's ${field.name} is of another form.`);
    config[field.name] = value;
    const apart = Object.keys(secrets).length > before ? ' Secrets in it are kept apart.' : '';
    if (openTexts(node) === null) return report.note(node, 'mapped', `${field.name} of the data source.${apart}`);
    const message = `${field.name} of the data source; it holds parameters, which data sources do not have.${apart}`;
    report.note(node, 'approximated', message, 'Give the data source the value itself.');
  };
  const fillMap = (name: string, part: string, node: DocumentNode) => {
    config[name] = { ...(config[name] as object | undefined), [part]: publicValue(node, secrets) };
    report.note(node, 'mapped', `${name} of the data source.`);
  };
  const takeUrl = (node: DocumentNode) => {
    const [first, ...others] = node.kind === 'array' ? node.items : [node];
    if (first === undefined) return;
    const parts = splitJdbcUrl(first.text, isAcceptedProperty);
    Object.assign(config, parts.config);
    if (parts.username !== null) config['username'] ??= parts.username;
    for (const [key, value] of Object.entries(parts.secrets)) secrets[key] ??= value;
    for (const other of others) report.note(other, 'dropped', 'A data source has one address.');
    const isOpaque = 'jdbcUrl' in parts.secrets;
    const message = isOpaque
      ? 'The URL may hold a secret in a form that is not understood: kept apart as one.'
      : 'The address of the data source.';
    const left =
      parts.left.length === 0 ? '' : ` Without ${parts.left.filter((each) => /^\w+$/.test(each)).join(', ')}.`;
    const open = openTexts(first) === null ? '' : ' It holds parameters, which data sources do not have.';
    const isWhole = !isOpaque && left === '' && open === '';
    report.note(first, isWhole ? 'mapped' : 'approximated', `${message}${left}${open}`);
  };
  const takeList = (node: DocumentNode, what: string, one: (node: DocumentNode) => void) => {
    const [first, ...others] = node.kind === 'array' ? node.items : [node];
    if (first !== undefined) one(first);
    for (const other of others) {
      report.note(other, 'refused', `Chunjun 1.12.8 reads the first ${what} only.`, `Make one job for each ${what}.`);
    }
  };
  const store = (key: string, value: unknown, node: DocumentNode) => {
    if (accepted !== null && !accepted.has(key)) return report.note(node, 'dropped', `Versions do not take ${key}.`);
    parameter[key] = value;
    sources.set(key, node);
    const open = openTexts(node);
    if (open === null) report.note(node, 'mapped', `${key} of the ${name}.`);
    else report.note(node, 'approximated', `${key} of the ${name}; ${open.message}.`, open.remedy);
  };
  const takeTable = (node: DocumentNode) => {
    const parts = /^([^.\s]+)\.([^.\s]+)$/.exec(node.text);
    store('table', unquoted(parts?.[2] ?? node.text), node);
    if (parts?.[1] !== undefined) parameter['schema'] = unquoted(parts[1]);
  };
  const take = (written: string, node: DocumentNode): void => {
    const key = parameterName(connector, written, isKnown);
    if (node.kind === 'null' || isBlank(key, node)) {
      return report.note(node, 'dropped', 'Is empty.');
    }
    if (key === 'column') return void (column = node);
    if (key === 'datasource' && node.kind === 'string') {
      datasourceName = node.text.slice(0, 190);
      return report.note(node, 'mapped', `The data source: choose or create one of type ${connector}.`);
    }
    if (key === 'connection' && parameters.some((each) => each.name === 'connection')) {
      return takeList(node, 'connection', (one) => one.members.forEach((each) => take(each.key, each.value)));
    }
    if (isJdbc && key === 'jdbcUrl') return takeUrl(node);
    if (isJdbc && key === 'table') return takeList(node, 'table', takeTable);
    if (key === 'customSql' && node.kind === 'array') return takeList(node, 'query', (one) => take(key, one));
    const known = parameters.find((each) => each.name === key);
    const field = every.find((each) => each.fills.includes(`/${key}`) || each.name === key);
    const inside = every.filter((each) => each.fills.some((pointer) => pointer.startsWith(`/${key}/`)));
    if (inside.length > 0 && node.kind === 'object') {
      return node.members.forEach(({ key: part, value }) => {
        const own = inside.find((each) => each.fills.includes(`/${key}/${part}`));
        if (own !== undefined) fill(own, value);
        else if (field !== undefined && !isSecretName(part)) fillMap(field.name, part, value);
        else take(part, value);
      });
    }
    if (field !== undefined && known?.source !== 'version') return fill(field, node);
    if (known?.secret === true || isSecretName(key)) return keep(key, node);
    if (known === undefined) return report.note(node, 'dropped', ...reasonToDrop(key));
    if (known.source !== 'version') return report.note(node, 'dropped', 'The gateway sets it.');
    if (key === 'writeMode') return readWriteMode(node, known.enum, report, store);
    if (connector === 'stream' && key === 'sliceRecordCount' && node.kind === 'array') {
      // A version has one number for every channel.
      const value = coerce({ ...known, alsoAccepts: [], type: 'integer' }, publicValue(node.items[0] ?? node, null));
      if (value !== undefined) store(key, value, node);
      if (node.items.length > 1) report.note(node, 'approximated', 'The first number counts for every channel.');
      return;
    }
    const value = coerce(known, publicValue(node, secrets));
    if (withoutCredentials(value, {}) !== value) return keep(key, node);
    if (value !== undefined) return store(key, value, node);
    const outcome = known.required ? 'refused' : 'dropped';
    report.note(node, outcome, `${key} of the connector is of another form (${known.type}).`, 'Set it by hand.');
  };
  for (const { key, value } of source?.members ?? []) take(key, value);
  const suggested = { name: datasourceName, type: connector, config, secrets: Object.keys(secrets) };
  const hasDatasource = (description?.datasource ?? null) !== null;
  return { parameter, sources, column, datasource: hasDatasource ? suggested : null, secrets };
}

/** What the gateway's connector takes in `parameter`; null: it builds no documents for the side yet. */
function acceptedBy(connector: string, side: SideName): ReadonlySet<string> | null {
  const schema = findConnector(connector)?.[side]?.parameters as { properties?: object } | undefined;
  return schema === undefined ? null : new Set(Object.keys(schema.properties ?? {}));
}

/** Driver properties that a data source would refuse, e.g. because they load code, are left behind. */
function isAcceptedProperty(name: string, value: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_.-]*$/.test(name) || /[&\s]/.test(value)) return false;
  const errors = findConnector('mysql')?.datasource?.check({ host: 'h', database: 'd', properties: { [name]: value } });
  return errors?.length === 0;
}

/** A JDBC URL, or a list of one, without user and password; null for another address that holds some. */
function withoutCredentials(value: unknown, secrets: Record<string, string>): unknown {
  if (Array.isArray(value)) {
    const parts = value.map((one: unknown) => withoutCredentials(one, secrets));
    return parts.includes(null) ? null : parts.every((part, index) => part === value[index]) ? value : parts;
  }
  if (typeof value !== 'string' || !/^[a-z][\w+.-]*:\S/i.test(value)) return value;
  if (/^jdbc:/i.test(value)) {
    const parts = splitJdbcUrl(value, isAcceptedProperty, 'whole');
    Object.assign(secrets, parts.secrets);
    return parts.config['jdbcUrl'] ?? null;
  }
  const names = [...value.matchAll(/[?&;]([^=&;]+)=/g)].map(([, name = '']) => name);
  return /\/\/.*@/.test(value) || names.some(isSecretName) ? null : value;
}

/** A blank can be a delimiter, and a password can be empty. */
function isBlank(key: string, node: DocumentNode): boolean {
  if (node.kind !== 'string' || isSecretName(key)) return false;
  return /delim/i.test(key) ? node.text === '' : node.text.trim() === '';
}

function unquoted(text: string): string {
  return /^(["`])(.+)\1$/s.exec(text)?.[2] ?? text;
}
