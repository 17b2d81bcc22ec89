import { GatewayError, type FieldError } from '../core/errors.ts';
import { REDACTED } from '../core/redact.ts';
import type { Diagnostic } from '../chunjun/diagnostics.ts';
import type { ParameterValue } from '../chunjun/parameters/fill-text.ts';
import { resolveParameters } from '../chunjun/parameters/parameter-values.ts';
import { buildScript } from '../chunjun/script/build-script.ts';
import { checkScriptProperties } from '../chunjun/script/check-script-properties.ts';
import { checkScript, datasourcesOfScript, readScript } from '../chunjun/script/read-script.ts';
import { sealScript, secretsOfScript } from '../chunjun/script/seal-script.ts';
import { parametersInSql } from '../chunjun/validate/parameters-in-sql.ts';
import { parseDocument } from '../chunjun/validate/parse-document.ts';
import { validateDocument } from '../chunjun/validate/validate-document.ts';
import { secretPrefix, type ColumnTypes } from '../chunjun/version-spec.ts';
import { columnTypesOf, type RenderDeps } from './render-version.ts';

export interface ValidateTextInput {
  readonly text: string;
  readonly confProp?: unknown;
  readonly columnTypes?: ColumnTypes | undefined;
  readonly parameters?: Readonly<Record<string, ParameterValue>> | undefined;
  readonly clusterId?: string | undefined;
}

/**
 * What Chunjun 1.12.8 will make of a text, whatever it is; never throws for what the text says. References to data
 * sources and parameters count as filled in, also those that cannot be. Pointers are RFC 6901 into the document.
 */
export async function validateText(deps: RenderDeps, input: ValidateTextInput): Promise<readonly Diagnostic[]> {
  const { text, confProp, columnTypes, parameters, clusterId } = input;
  const capabilities = await deps.capabilities(clusterId ?? null);
  const context = {
    ...capabilities,
    ...columnTypesOf(columnTypes),
    ...(confProp === undefined ? {} : { confProp }),
  };
  const parsed = parseDocument(text);
  const isReadable = parsed.root !== null && parsed.diagnostics.every(({ level }) => level !== 'error');
  if (!isReadable) return validateDocument(parsed, context);
  const script = readScript(text);
  if (!/\$(?:datasource|\$?\{)/.test(text)) {
    return [...checkScriptProperties(script).map(asDiagnostic), ...validateDocument(parsed, context)];
  }
  const masked = await deps.datasources.maskedConnections(
    datasourcesOfScript(script).map(({ datasourceId }) => datasourceId),
  );
  const secretNames = secretsOfScript(text);
  const types = new Map([...masked].map(([id, { type }]) => [id, type]));
  const given = resolveParameters(script.uses, [], parameters);
  const secrets = secretNames.map((name) => [`${secretPrefix}${name}`, REDACTED] as const);
  const built = buildScript({
    script: text,
    values: new Map([...given.values, ...secrets]),
    connections: new Map([...masked].map(([id, { connection }]) => [id, connection])),
    judgedBy: types,
    startLocation: null,
  });
  const found = [...checkScript(script, {}, types, new Set(secretNames)), ...sealingErrors(text, secretNames)];
  const own = [...found, ...given.errors].map((error) => ({
    ...error,
    pointer: error.pointer.replace(/^\/script/, ''),
  }));
  const said = new Set(own.map(({ pointer, detail }) => `${pointer} ${detail}`));
  const more = built.errors.filter(({ pointer, detail }) => !said.has(`${pointer} ${detail}`));
  return [
    ...[...own, ...more].map(asDiagnostic),
    ...parametersInSql(script.uses),
    ...validateDocument(parseDocument(built.documentText), context),
    ...parsed.diagnostics,
  ];
}

/** What would keep the text from being stored: a secret that is a parameter of the run, or a mask. */
function sealingErrors(text: string, names: readonly string[]): readonly FieldError[] {
  try {
    sealScript(text, names);
    return [];
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'document_invalid') return error.errors;
    throw error;
  }
}

function asDiagnostic({ pointer, detail, remedy }: FieldError): Diagnostic {
  const message = `${pointer === '' ? 'The document' : pointer} ${detail}.`;
  return { level: 'error', code: 'script', pointer, message, remedy: remedy ?? 'Correct it.' };
}
