import { GatewayError, type FieldError } from '../core/errors.ts';
import { REDACTED } from '../core/redact.ts';
import { buildVersion, checkVersion, datasourceIdsOf, factsOf } from '../chunjun/build-version.ts';
import type { Diagnostic } from '../chunjun/diagnostics.ts';
import type { ParameterValue } from '../chunjun/parameters/fill-text.ts';
import { resolveParameters } from '../chunjun/parameters/parameter-values.ts';
import { secretsOfScript } from '../chunjun/script/seal-script.ts';
import { parametersInSql } from '../chunjun/validate/parameters-in-sql.ts';
import { parseDocument } from '../chunjun/validate/parse-document.ts';
import { validateDocument } from '../chunjun/validate/validate-document.ts';
import type { ValidationContext } from '../chunjun/validate/validation-context.ts';
import { isScript, type ColumnTypes, type VersionSpec } from '../chunjun/version-spec.ts';
import type { ConnectionDetails } from '../connectors/connector.ts';
import { slotDiagnostics } from './slot-diagnostics.ts';

/** What a cluster, or the gateway's distribution, brings along; see ValidationContext. */
export type Capabilities = Pick<ValidationContext, 'plugins' | 'extraJars' | 'javaVersion'> & {
  /** Task slots the cluster has now. */
  readonly slots?: number;
};

export interface RenderDeps {
  readonly datasources: {
    /** Type and public fields by id; every secret is masked. */
    maskedConnections(
      ids: readonly string[],
    ): Promise<ReadonlyMap<string, { type: string; connection: ConnectionDetails }>>;
  };
  /** Of a cluster, or of the gateway's distribution when there is none; what is not known now is left out. */
  readonly capabilities: (clusterId: string | null) => Promise<Capabilities>;
}

export interface RenderInput {
  readonly spec: VersionSpec;
  readonly kind: string;
  readonly parameters?: Readonly<Record<string, ParameterValue>> | undefined;
  readonly clusterId: string | null;
}

export interface RenderedVersion {
  /** The document as JSON text; every secret is masked. */
  readonly documentText: string;
  readonly confProp: Record<string, string | number | boolean>;
  readonly slots: number;
  /** Connector directories a run needs. */
  readonly plugins: readonly string[];
  /** Values of the parameters, defaults included. */
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** Parameters without a value: their `${name}` still stands in the document. */
  readonly missing: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Dry run: the document a version becomes, with masked secrets, and what Chunjun 1.12.8 will make of it. No secret is
 * opened, nothing is submitted. Throws `document_invalid` when the version cannot become a document at all,
 * `validation_failed` for values that are no parameters of it.
 */
export async function renderVersion(deps: RenderDeps, input: RenderInput): Promise<RenderedVersion> {
  const { spec } = input;
  const [masked, capabilities] = await Promise.all([
    deps.datasources.maskedConnections(datasourceIdsOf(spec)),
    deps.capabilities(input.clusterId),
  ]);
  const { parameterUses } = factsOf(spec);
  const { values, missing, errors } = resolveParameters(parameterUses, spec.parameters, input.parameters);
  if (errors.length > 0) {
    const detail = errors.map((error) => `${error.pointer} ${error.detail}`).join('; ');
    throw new GatewayError('validation_failed', detail, { errors });
  }
  const secretNames = isScript(spec) ? secretsOfScript(spec.script) : [];
  const datasourceTypes = new Map([...masked].map(([id, { type }]) => [id, type]));
  assertNone(checkVersion(spec, { datasourceTypes, secretNames: new Set(secretNames) }));
  const { errors: unbuilt, ...built } = buildVersion({
    spec,
    isStream: input.kind === 'stream',
    values,
    secrets: Object.fromEntries(secretNames.map((name) => [name, REDACTED])),
    connections: new Map([...masked].map(([id, { connection }]) => [id, connection])),
    startLocation: null,
  });
  assertNone(unbuilt);
  const own = spec.settings?.flinkConfiguration ?? {};
  const derivedKeys = new Set(Object.keys(built.confProp).filter((key) => !Object.hasOwn(own, key)));
  const context = { ...capabilities, ...columnTypesOf(spec.columnTypes), confProp: built.confProp, derivedKeys };
  const inDocument = parameterUses.map(({ pointer, names }) => ({
    pointer: isScript(spec) ? pointer.replace(/^\/script/, '') : `/job/content/0${pointer}`,
    names,
  }));
  return {
    ...built,
    parameters: Object.fromEntries(values),
    missing,
    diagnostics: [
      ...parametersInSql(inDocument, spec.parameters),
      ...validateDocument(parseDocument(built.documentText), context),
      ...slotDiagnostics(built.slots, capabilities.slots),
    ],
  };
}

/** Database types of a version as the validator takes them. */
export function columnTypesOf(types: ColumnTypes | undefined): Pick<ValidationContext, 'columnTypes'> {
  if (types === undefined) return {};
  const { reader, writer } = types;
  return {
    columnTypes: {
      ...(reader === undefined ? {} : { reader: new Map(Object.entries(reader)) }),
      ...(writer === undefined ? {} : { writer: new Map(Object.entries(writer)) }),
    },
  };
}

function assertNone(errors: readonly FieldError[]): void {
  if (errors.length === 0) return;
  const detail = errors.map((error) => `${error.pointer} ${error.detail}`).join('; ');
  throw new GatewayError('document_invalid', detail, { errors });
}
