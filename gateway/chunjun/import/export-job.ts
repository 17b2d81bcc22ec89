import { Type, type Static } from 'typebox';
import { describeErrors, findErrors, matches } from '../../core/check.ts';
import { GatewayError, type FieldError } from '../../core/errors.ts';
import type { SideName } from '../build-job-json.ts';
import { datasourcesOfScript, readScript } from '../script/read-script.ts';
import { secretsOfScript } from '../script/seal-script.ts';
import { isScript, ScriptSpecSchema, SyncSpecSchema, type VersionSpec } from '../version-spec.ts';
import { replaceReferences } from './script-references.ts';
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
    connector: SyncSpecSchema.properties.reader.properties.connector,
    datasource: Type.Optional(NamedDatasource),
    parameter: SyncSpecSchema.properties.reader.properties.parameter,
  },
  { additionalProperties: false },
);

const sideNames = ['reader', 'writer'] as const;

const about = {
  format: Type.Literal(format),
  formatVersion: Type.Literal(formatVersion),
  name: Type.String({ minLength: 1, maxLength: 100, pattern: '^[^@\\s-][^@]*$' }),
  description: Type.String({ maxLength: 500 }),
};
const {
  mapping: Mapping,
  settings: FormSettings,
  parameters: Parameters,
  columnTypes: Types,
} = SyncSpecSchema.properties;
const { script: Script, settings: ScriptSettings } = ScriptSpecSchema.properties;

const FormFile = Type.Object(
  {
    ...about,
    kind: Type.Enum(['batch', 'stream']),
    spec: Type.Object(
      {
        reader: FileSide,
        writer: FileSide,
        mapping: Mapping,
        settings: FormSettings,
        parameters: Parameters,
        columnTypes: Types,
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
type FormFile = Static<typeof FormFile>;

const ScriptFile = Type.Object(
  {
    ...about,
    kind: Type.Literal('script'),
    spec: Type.Object(
      { script: Script, settings: ScriptSettings, parameters: Parameters, columnTypes: Types },
      { additionalProperties: false, description: '`"$datasource"` says reader or writer: see datasources.' },
    ),
    datasources: Type.Object(
      { reader: Type.Optional(NamedDatasource), writer: Type.Optional(NamedDatasource) },
      { additionalProperties: false },
    ),
    secrets: Type.Array(Type.String({ maxLength: 60 }), {
      maxItems: 1000,
      description: 'Names behind `${secret.…}`; their values stay out.',
    }),
  },
  { additionalProperties: false },
);
type ScriptFile = Static<typeof ScriptFile>;

/** A job as a file: no ids of this gateway, no secrets; data sources by name and type. */
export const JobFileSchema = Type.Union([FormFile, ScriptFile], { $id: 'JobFile' });
export type JobFile = FormFile | ScriptFile;

export interface ExportInput {
  readonly name: string;
  /** script for a script, and for nothing else. */
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
  /** Without data source ids; a script refers to `reader` and `writer` instead, see `replaceReferences`. */
  readonly spec: VersionSpec;
  readonly datasources: { readonly reader?: NamedDatasource; readonly writer?: NamedDatasource };
}

/**
 * A job's version as a portable file. Throws GatewayError `document_invalid` when a parameter's name says that it is a
 * secret, which has no place in a file, and `not_found` for a data source that is not among `datasources`.
 */
export function exportJob({ name, kind, description, spec, datasources }: ExportInput): JobFile {
  const named = (datasourceId: string): NamedDatasource => {
    const found = datasources.get(datasourceId);
    if (found === undefined) throw new GatewayError('not_found', `There is no data source ${datasourceId}`);
    return { name: found.name, type: found.type };
  };
  assertNoSecrets(spec.settings?.flinkConfiguration ?? {}, '/spec/settings/flinkConfiguration');
  const head = { format, formatVersion, name, description } as const;
  if (isScript(spec)) {
    const used = datasourcesOfScript(readScript(spec.script, '/spec/script'));
    const file: ScriptFile = {
      ...head,
      kind: 'script',
      spec: { ...spec, script: replaceReferences(spec.script, { reader: 'reader', writer: 'writer' }) },
      datasources: Object.fromEntries(used.map(({ role, datasourceId }) => [role, named(datasourceId)])),
      secrets: secretsOfScript(spec.script),
    };
    return structuredClone(file);
  }
  const side = (which: SideName): Static<typeof FileSide> => {
    const { connector, datasourceId, parameter } = spec[which];
    assertNoSecrets(parameter, `/spec/${which}/parameter`);
    return { connector, ...(datasourceId === undefined ? {} : { datasource: named(datasourceId) }), parameter };
  };
  const file: FormFile = {
    ...head,
    kind: kind === 'stream' ? 'stream' : 'batch',
    spec: { ...spec, reader: side('reader'), writer: side('writer') },
  };
  return structuredClone(file);
}

/**
 * Reads what `exportJob` made. Throws GatewayError `document_invalid` for anything else, with the places; pointers begin
 * with `prefix`.
 */
export function readExport(value: unknown, prefix = ''): ReadExport {
  if (!matches(JobFileSchema, value)) {
    const found = findErrors(JobFileSchema, value);
    throw noFile(describeErrors(found.slice(0, 3)), found, prefix);
  }
  const { name, kind, description, spec, ...rest } = structuredClone(value);
  const head = { name, kind, description };
  if ('script' in spec) {
    const datasources = 'datasources' in rest ? rest.datasources : {};
    const used = datasourcesOfScript(readScript(spec.script, `${prefix}/spec/script`)).map(({ role }) => role);
    const wrong = sideNames.filter((role) => used.includes(role) !== (datasources[role] !== undefined));
    if (wrong.length > 0) {
      const detail = 'does not fit the script: "$datasource" there and the name here belong together';
      throw noFile(
        detail,
        wrong.map((role) => ({ pointer: `/datasources/${role}`, detail })),
        prefix,
      );
    }
    return { ...head, spec, datasources };
  }
  const { datasource: from, ...reader } = spec.reader;
  const { datasource: to, ...writer } = spec.writer;
  return {
    ...head,
    spec: { ...spec, reader, writer },
    datasources: { ...(from === undefined ? {} : { reader: from }), ...(to === undefined ? {} : { writer: to }) },
  };
}

function noFile(detail: string, errors: readonly FieldError[], prefix: string): GatewayError {
  return new GatewayError('document_invalid', `This is no exported job: ${detail}`, {
    errors: errors.map((error) => ({ ...error, pointer: `${prefix}${error.pointer}` })),
    remedy: `Expected is a file with format "${format}" and formatVersion ${formatVersion}.`,
  });
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
