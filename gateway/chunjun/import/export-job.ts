import { Type, type Static } from 'typebox';
import { describeErrors, findErrors, matches } from '../../core/check.ts';
import { GatewayError } from '../../core/errors.ts';
import { SettingsSchema, VersionSpecSchema, type VersionSpec } from '../version-spec.ts';
import { isSecretName } from './secret-names.ts';

const format = 'data-sync-gateway/job';
const formatVersion = 1;

const NamedDatasource = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 190, description: 'What it is called where the job came from.' }),
    type: Type.String({ minLength: 1, maxLength: 60, description: 'Its connector.' }),
  },
  { additionalProperties: false },
);
export type NamedDatasource = Static<typeof NamedDatasource>;

const FileSide = Type.Object(
  {
    connector: VersionSpecSchema.properties.reader.properties.connector,
    datasource: Type.Optional(NamedDatasource),
    parameter: VersionSpecSchema.properties.reader.properties.parameter,
  },
  { additionalProperties: false },
);

/** A job as a file: no ids of this gateway, no secrets; data sources by name and type. */
export const JobFileSchema = Type.Object(
  {
    format: Type.Literal(format),
    formatVersion: Type.Literal(formatVersion),
    name: Type.String({ minLength: 1, maxLength: 100, pattern: '^[^@\\s][^@]*$' }),
    kind: Type.Enum(['batch', 'stream']),
    description: Type.String({ maxLength: 500 }),
    spec: Type.Object(
      {
        reader: FileSide,
        writer: FileSide,
        mapping: VersionSpecSchema.properties.mapping,
        settings: Type.Optional(SettingsSchema),
      },
      { additionalProperties: false },
    ),
  },
  { $id: 'JobFile', additionalProperties: false },
);
export type JobFile = Static<typeof JobFileSchema>;

export interface ExportInput {
  readonly name: string;
  readonly kind: JobFile['kind'];
  readonly description: string;
  readonly spec: VersionSpec;
  /** By id: at least those that `spec` refers to. */
  readonly datasources: ReadonlyMap<string, NamedDatasource>;
}

/** What a file says, data sources still to be found. */
export interface ReadExport {
  readonly name: string;
  readonly kind: JobFile['kind'];
  readonly description: string;
  /** Without data source ids. */
  readonly spec: VersionSpec;
  readonly datasources: { readonly reader?: NamedDatasource; readonly writer?: NamedDatasource };
}

/**
 * A job's version as a portable file. Throws GatewayError `document_invalid` when a parameter's name says that it is a
 * secret, which has no place in a file, and `not_found` for a data source that is not among `datasources`.
 */
export function exportJob({ name, kind, description, spec, datasources }: ExportInput): JobFile {
  const side = (which: 'reader' | 'writer'): Static<typeof FileSide> => {
    const { connector, datasourceId, parameter } = spec[which];
    assertNoSecrets(parameter, `/spec/${which}/parameter`);
    if (datasourceId === undefined) return { connector, parameter };
    const datasource = datasources.get(datasourceId);
    if (datasource === undefined) throw new GatewayError('not_found', `There is no data source ${datasourceId}`);
    return { connector, datasource: { name: datasource.name, type: datasource.type }, parameter };
  };
  const { mapping, settings } = spec;
  assertNoSecrets(settings?.flinkConfiguration ?? {}, '/spec/settings/flinkConfiguration');
  const content = { reader: side('reader'), writer: side('writer'), mapping };
  const file: JobFile = {
    format,
    formatVersion,
    name,
    kind,
    description,
    spec: settings === undefined ? content : { ...content, settings },
  };
  return structuredClone(file);
}

/** Reads what `exportJob` made. Throws GatewayError `document_invalid` for anything else, with the places. */
export function readExport(value: unknown): ReadExport {
  if (!matches(JobFileSchema, value)) {
    const errors = findErrors(JobFileSchema, value);
    throw new GatewayError('document_invalid', `This is no exported job: ${describeErrors(errors.slice(0, 3))}`, {
      errors,
      remedy: `Expected is a file with format "${format}" and formatVersion ${formatVersion}.`,
    });
  }
  const { name, kind, description, spec } = structuredClone(value);
  const { datasource: from, ...reader } = spec.reader;
  const { datasource: to, ...writer } = spec.writer;
  const { mapping, settings } = spec;
  return {
    name,
    kind,
    description,
    spec: { reader, writer, mapping, ...(settings === undefined ? {} : { settings }) },
    datasources: { ...(from === undefined ? {} : { reader: from }), ...(to === undefined ? {} : { writer: to }) },
  };
}

function assertNoSecrets(value: unknown, pointer: string): void {
  if (value === null || typeof value !== 'object') return;
  for (const [key, inner] of Object.entries(value)) {
    const place = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (isSecretName(key) && inner !== '' && inner !== null) {
      throw new GatewayError('document_invalid', `${place} looks like a secret, which a file must not hold.`, {
        errors: [{ pointer: place, detail: 'looks like a secret' }],
        remedy: 'Move it into the data source.',
      });
    }
    assertNoSecrets(inner, place);
  }
}
