import type { ConnectionDetails } from '../connectors/connector.ts';
import { findConnector } from '../connectors/catalogue.ts';
import { findErrors } from '../core/check.ts';
import type { FieldError } from '../core/errors.ts';
import { canonicalJson } from '../core/ids.ts';
import { buildJob, confPropOf, type BuiltJob, type SideName } from './build-job-json.ts';
import { checkConnected } from './check-connected.ts';
import { checkRunSettings } from './check-settings.ts';
import { checkVersionSpec } from './check-version-spec.ts';
import { fillNodes } from './parameters/fill-nodes.ts';
import { fillSpec, parametersOfSpec } from './parameters/fill-value.ts';
import type { ParameterValues } from './parameters/fill-text.ts';
import { checkParameters, type ParameterUse } from './parameters/parameter-values.ts';
import { buildScript, incrementColumn } from './script/build-script.ts';
import { checkScript, datasourcesOfScript, readScript } from './script/read-script.ts';
import { filledText, member } from './validate/document-node.ts';
import { isScript, secretPrefix, type SyncSpec, type VersionSpec } from './version-spec.ts';

/** What a version says about itself, whatever its kind. */
export interface VersionFacts {
  readonly datasources: readonly { role: SideName; datasourceId: string }[];
  /** Where `${name}` stands; pointers into the version. */
  readonly parameterUses: readonly ParameterUse[];
}

/** Throws GatewayError `document_invalid` for a script that is no JSON. */
export function factsOf(spec: VersionSpec): VersionFacts {
  if (!isScript(spec)) {
    return {
      datasources: (['reader', 'writer'] as const).flatMap((role) => {
        const { datasourceId } = spec[role];
        return datasourceId === undefined ? [] : [{ role, datasourceId }];
      }),
      parameterUses: parametersOfSpec(spec),
    };
  }
  const script = readScript(spec.script);
  return {
    datasources: datasourcesOfScript(script),
    parameterUses: script.uses.map((use) => ({ ...use, pointer: `/script${use.pointer}` })),
  };
}

/** What an incremental run reads, and where its first run starts. */
export interface Increment {
  /** Equal for runs that read the same rows: an offset of another place means nothing. */
  readonly place: string;
  readonly first: string | null;
}

/**
 * null: the version reads everything each time. `values`: of the run's parameters. Of an address in a script only what
 * names the database counts; a data source is one place wherever it is moved to. Throws as `factsOf`.
 */
export function incrementOf(spec: VersionSpec, values: ParameterValues): Increment | null {
  if (!isScript(spec)) {
    const { reader } = fillSpec(spec, values);
    const { schema, table, customSql, increColumn, startLocation } = reader.parameter;
    if (typeof increColumn !== 'string' || increColumn.trim() === '') return null;
    const place = canonicalJson([reader.connector, reader.datasourceId, schema, table, customSql, increColumn]);
    return { place, first: typeof startLocation === 'string' && startLocation !== '' ? startLocation : null };
  }
  const { parameter: written, connectorName, reference } = readScript(spec.script).reader;
  const parameter = written === null ? null : fillNodes(written, values);
  const column = incrementColumn(parameter);
  if (column === undefined) return null;
  const connection = member(parameter, 'connection')?.items[0];
  const texts = ['schema', 'table', 'jdbcUrl'].map((key) => {
    const node = member(connection, key);
    return node?.items[0]?.text ?? node?.text;
  });
  const [schema, table, jdbcUrl] = texts;
  const customSql = member(parameter, 'customSql')?.text;
  const address = jdbcUrl?.split(/[?;]/)[0];
  return {
    place: canonicalJson([connectorName, reference?.text, schema, table, address, customSql, column]),
    first: filledText(member(parameter, 'startLocation')) ?? null,
  };
}

/** The data sources a version refers to, each once. */
export function datasourceIdsOf(spec: VersionSpec): string[] {
  return [...new Set(factsOf(spec).datasources.map(({ datasourceId }) => datasourceId))];
}

export interface CheckContext {
  /** Id → type of the data sources that exist. */
  readonly datasourceTypes: ReadonlyMap<string, string>;
  /** Names behind `secret.` that the version has values for. */
  readonly secretNames: ReadonlySet<string>;
}

/**
 * Everything that keeps a version from becoming a document; pointers into the version. Places that still hold `${name}`
 * are judged when they have a value. Throws GatewayError `document_invalid` for a script that is no JSON.
 */
export function checkVersion(spec: VersionSpec, { datasourceTypes, secretNames }: CheckContext): FieldError[] {
  if (isScript(spec)) return checkScript(readScript(spec.script), spec, datasourceTypes, secretNames);
  const uses = parametersOfSpec(spec);
  const secrets = uses.flatMap(({ pointer, names }) =>
    names
      .filter((name) => name.startsWith(secretPrefix))
      .map((name) => ({
        pointer,
        detail: `\${${name}}: only scripts have secrets of their own`,
        remedy: 'Use a data source.',
      })),
  );
  const open = new Set(uses.map(({ pointer }) => pointer));
  return [
    ...checkVersionSpec(spec, datasourceTypes).filter(({ pointer }) => !open.has(pointer)),
    ...checkParameters(uses, spec.parameters),
    ...secrets,
  ];
}

export interface VersionInput {
  readonly spec: VersionSpec;
  /** A stream job: it ends only when it is stopped. */
  readonly isStream: boolean;
  readonly values: ParameterValues;
  /** A script's own secrets, by the name behind `secret.`. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly connections: ReadonlyMap<string, ConnectionDetails>;
  /** `offsets.after` of the job's last SUCCEEDED record; null when there is none. */
  readonly startLocation: string | null;
}

export interface BuiltVersion extends Pick<BuiltJob, 'confProp' | 'slots' | 'plugins'> {
  /** Further directories of a distribution that the run needs: `dirty-data-collector/log`, `metrics/mysql`. */
  readonly extras: readonly string[];
  /** The Chunjun document as JSON text: what `-job` takes. */
  readonly documentText: string;
  /** What keeps it from being run: values that are of the wrong form, contradictions. Pointers into the version. */
  readonly errors: readonly FieldError[];
}

/**
 * Turns a version that `checkVersion` found nothing wrong with into what Chunjun runs. Pure. While parameters of a form
 * have no value and the form cannot do without, `documentText` is '' and `errors` says which.
 */
export function buildVersion(input: VersionInput): BuiltVersion {
  const { spec, connections, startLocation } = input;
  if (isScript(spec)) {
    const values = new Map([
      ...input.values,
      ...Object.entries(input.secrets).map(([name, value]) => [`${secretPrefix}${name}`, value] as const),
    ]);
    const { errors, reporter, ...built } = buildScript({ script: spec.script, values, connections, startLocation });
    const confProp = confPropOf(spec.settings ?? {});
    return {
      ...built,
      confProp,
      extras: [...collectorOf(confProp), ...(reporter === null ? [] : [`metrics/${reporter}`])],
      errors: errors.map((error) => ({ ...error, pointer: `/script${error.pointer}` })),
    };
  }
  const filled = fillSpec(spec, input.values);
  const connectionOf = (id: string | undefined) => (id === undefined ? null : (connections.get(id) ?? null));
  const errors = [
    ...(['reader', 'writer'] as const).flatMap((name) => checkFilled(filled, spec, name)),
    // A value may complete an address in flinkConfiguration.
    ...checkRunSettings(filled.settings),
    ...checkConnected({ spec: filled, writer: connectionOf(filled.writer.datasourceId) }),
  ];
  if (errors.length > 0) return { documentText: '', confProp: {}, slots: 1, plugins: [], extras: [], errors };
  const { document, ...built } = buildJob({
    spec: filled,
    reader: connectionOf(filled.reader.datasourceId),
    writer: connectionOf(filled.writer.datasourceId),
    startLocation,
    isStream: input.isStream,
  });
  return { ...built, documentText: JSON.stringify(document), extras: collectorOf(built.confProp), errors: [] };
}

/** Values can be of a form that the parameter does not take: a text where a number is needed. */
function checkFilled(filled: SyncSpec, spec: SyncSpec, name: SideName): FieldError[] {
  if (filled[name].parameter === spec[name].parameter) return [];
  const parameters = findConnector(filled[name].connector)?.[name]?.parameters;
  if (parameters === undefined) return [];
  return findErrors(parameters, filled[name].parameter).map((error) => ({
    ...error,
    pointer: `/${name}/parameter${error.pointer}`,
  }));
}

/** What collects dirty rows when it is not the default, which prints them. */
function collectorOf(confProp: BuiltJob['confProp']): string[] {
  const type = String(confProp['chunjun.dirty-data.output-type'] ?? 'default');
  if (type === 'log') return ['dirty-data-collector/log'];
  return type === 'mysql' || type === 'jdbc' ? ['dirty-data-collector/mysql'] : [];
}
