import { Type, type Static } from 'typebox';
import { ReportEntrySchema } from '../chunjun/import/import-report.ts';
import { DatasourceInputSchema } from '../datasources/schemas.ts';
import { IdSchema } from '../http/schemas.ts';
import { CreatedVersionSchema, JobInputSchema, JobSchema, VersionInputSchema } from './schemas.ts';

const { name, description, clusterId } = JobInputSchema.properties;

export const ForeignText = Type.String({
  minLength: 1,
  maxLength: 2_000_000,
  description: 'A DataX, DataWorks or Chunjun job: JSON; comments are allowed.',
});

export const ImportFileInputSchema = Type.Object(
  {
    file: Type.Unknown({ description: 'A JobFile, as GET /jobs/:id/export gives it.' }),
    name: Type.Optional({ ...name, description: "Default: the file's." }),
    clusterId,
    datasources: Type.Optional(
      Type.Object(
        { reader: Type.Optional(IdSchema), writer: Type.Optional(IdSchema) },
        { additionalProperties: false, description: 'Default: the data source of the name and type in the file.' },
      ),
    ),
    secrets: VersionInputSchema.properties.secrets,
  },
  { additionalProperties: false },
);
export type ImportFileInput = Static<typeof ImportFileInputSchema>;

const ChosenDatasource = Type.Object(
  {
    id: Type.Optional({ ...IdSchema, description: 'One that exists; then nothing else is given.' }),
    name: Type.Optional({
      ...DatasourceInputSchema.properties.name,
      description: 'Of a new one. Default: `<job name>_reader` made to fit.',
    }),
    config: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), { description: "Fields that count instead of the document's." }),
    ),
    secrets: Type.Optional(
      Type.Record(Type.String(), Type.String(), {
        writeOnly: true,
        description: "Secrets that count instead of the document's. Sealed, never returned.",
      }),
    ),
  },
  { additionalProperties: false },
);
export type ChosenDatasource = Static<typeof ChosenDatasource>;

export const ImportTextInputSchema = Type.Object(
  {
    text: ForeignText,
    name,
    description,
    kind: Type.Optional(
      Type.Enum(['batch', 'stream'], {
        description: 'Default: stream when the reader goes on for ever (a queue, a database log, polling), else batch.',
      }),
    ),
    clusterId,
    datasources: Type.Optional(
      Type.Object(
        { reader: Type.Optional(ChosenDatasource), writer: Type.Optional(ChosenDatasource) },
        {
          additionalProperties: false,
          description:
            'Default: the data source that the document names, when there is one of that name and type; else a new one ' +
            'with what the document says. One is made when both sides are the same place.',
        },
      ),
    ),
  },
  { additionalProperties: false },
);
export type ImportTextInput = Static<typeof ImportTextInputSchema>;

export const UsedDatasourceSchema = Type.Object({
  role: Type.Enum(['reader', 'writer']),
  id: Type.String(),
  name: Type.String(),
  type: Type.String(),
  created: Type.Boolean(),
  secretsLeftOut: Type.Array(Type.String(), {
    description: 'Names of secrets in the document that a data source of this type has no place for.',
  }),
});
export type UsedDatasource = Static<typeof UsedDatasourceSchema>;

export const ImportedJobSchema = Type.Object(
  {
    job: JobSchema,
    version: CreatedVersionSchema,
    datasources: Type.Array(UsedDatasourceSchema, { description: 'What the version reads from and writes to.' }),
    report: Type.Array(ReportEntrySchema, { description: 'What became of each part of the document or file.' }),
  },
  { $id: 'ImportedJob' },
);
