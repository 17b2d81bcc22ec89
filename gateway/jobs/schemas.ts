import { Type, type Static } from 'typebox';
import { DiagnosticSchema } from '../chunjun/diagnostics.ts';
import { DifferenceSchema } from '../chunjun/diff/difference.ts';
import { ColumnTypesSchema, longestScript, parameterNamePattern, VersionSpecSchema } from '../chunjun/version-spec.ts';
import { IdSchema, PageQuery, ProblemSchema } from '../http/schemas.ts';
import { RestoreInputSchema } from '../runs/restore-schema.ts';
import { JobPolicySchema } from './policy-schema.ts';

/** As large as the column is: the database does not even answer a question about a larger one. */
export const VersionNumber = (description: string) => Type.Integer({ minimum: 1, maximum: 2_147_483_647, description });

export const jobKinds = ['batch', 'stream', 'script'] as const;

export const JobInputSchema = Type.Object(
  {
    name: Type.String({
      minLength: 1,
      maxLength: 100,
      pattern: '^[^@\\s-][^@]*$',
      description: 'Free text without @; does not begin with a dash.',
    }),
    description: Type.Optional(Type.String({ maxLength: 500 })),
    kind: Type.Enum([...jobKinds], {
      description: 'batch ends by itself, stream does not; both are forms. script: a Chunjun document written by hand.',
    }),
    clusterId: Type.Optional(Type.String({ minLength: 26, maxLength: 26 })),
    policy: Type.Optional(JobPolicySchema),
  },
  { additionalProperties: false },
);
export type JobInput = Static<typeof JobInputSchema>;

/** What a change may say; `kind` stays. Runs that were accepted stay on the cluster they were accepted for. */
export const JobPatchSchema = Type.Partial(Type.Omit(JobInputSchema, ['kind']), { additionalProperties: false });
export type JobPatch = Static<typeof JobPatchSchema>;

export const JobSchema = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    description: Type.String(),
    kind: Type.String(),
    clusterId: Type.Union([Type.String(), Type.Null()]),
    catalogId: Type.Union([Type.String(), Type.Null()], {
      description: 'Folder it is in; PUT /catalogs/:id/resources.',
    }),
    state: Type.String(),
    onlineVersion: Type.Union([Type.Integer(), Type.Null()], { description: 'What runs and schedules take.' }),
    lastVersion: Type.Integer({ description: 'Highest version number; 0: none yet.' }),
    policy: JobPolicySchema,
    revision: Type.Integer({ description: 'Counts every change; the ETag of the job.' }),
    createdAt: Type.String({ format: 'date-time' }),
    updatedAt: Type.String({ format: 'date-time' }),
    createdBy: Type.String(),
  },
  { $id: 'Job' },
);
export type JobView = Static<typeof JobSchema>;

export const VersionInputSchema = Type.Object(
  {
    spec: VersionSpecSchema,
    comment: Type.Optional(Type.String({ maxLength: 500 })),
    secrets: Type.Optional(
      Type.Record(Type.String({ pattern: '^[A-Za-z0-9_.-]{1,57}$' }), Type.String({ maxLength: 8000 }), {
        writeOnly: true,
        description:
          'Of a script, by name: what its `${secret.<name>}` stand for. Sealed, never returned; without a value, that ' +
          'of the version before stays.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type VersionInput = Static<typeof VersionInputSchema>;

export const VersionSchema = Type.Object(
  {
    jobId: Type.String(),
    number: Type.Integer(),
    spec: VersionSpecSchema,
    contentHash: Type.String({ description: 'SHA-256 of the canonical JSON of spec.' }),
    comment: Type.String(),
    createdAt: Type.String({ format: 'date-time' }),
    createdBy: Type.String(),
  },
  { $id: 'JobVersion' },
);
export type VersionView = Static<typeof VersionSchema>;

/** What is stored sealed of a script's secrets. */
export const StoredSecretsSchema = Type.Record(Type.String(), Type.String());

export const CreatedVersionSchema = Type.Object(
  {
    ...VersionSchema.properties,
    diagnostics: Type.Array(DiagnosticSchema, {
      description: 'What was done with the secrets of a script, and what Chunjun 1.12.8 will make of the document.',
    }),
  },
  { $id: 'CreatedJobVersion' },
);

export const VersionDiffSchema = Type.Object(
  {
    jobId: Type.String(),
    number: Type.Integer({ description: 'The version after.' }),
    against: Type.Union([Type.Integer(), Type.Null()], { description: 'The version before; null: nothing.' }),
    differences: Type.Array(DifferenceSchema),
    textChanged: Type.Boolean({
      description: "Two scripts' texts differ and their documents do not: comments, format, the order of keys.",
    }),
  },
  { $id: 'VersionDiff' },
);

export const ParametersSchema = Type.Record(
  Type.String({ pattern: parameterNamePattern }),
  Type.Union([Type.String({ maxLength: 4000 }), Type.Number(), Type.Boolean()]),
  { description: "Values for the version's ${name}; stored with the record and shown: no place for secrets." },
);

export const RenderedSchema = Type.Object(
  {
    version: Type.Integer(),
    document: Type.Unknown({ description: 'The Chunjun document; secrets are masked.' }),
    documentText: Type.String({ description: 'The same as text, numbers as they were written.' }),
    programArguments: Type.Array(Type.String(), {
      description: 'What Chunjun gets, secrets masked; -jobName as it is for the record to come.',
    }),
    bundle: Type.Union([Type.Array(Type.Object({ name: Type.String(), bytes: Type.Integer() })), Type.Null()], {
      description: 'Jars of the distribution that a run needs; null: no distribution is configured.',
    }),
    parameters: Type.Record(Type.String(), Type.Unknown(), { description: 'Values in use, defaults included.' }),
    missingParameters: Type.Array(Type.String(), { description: 'A run must give these.' }),
    confProp: Type.Record(Type.String(), Type.Unknown()),
    slots: Type.Integer({ description: 'Task slots a run needs.' }),
    plugins: Type.Array(Type.String(), { description: 'Connector directories a run needs.' }),
    diagnostics: Type.Array(DiagnosticSchema),
  },
  { $id: 'RenderedVersion' },
);

export const ValidateInputSchema = Type.Object(
  {
    document: Type.Optional(Type.Unknown({ description: 'A Chunjun job document.' })),
    documentText: Type.Optional(
      Type.String({
        maxLength: longestScript,
        description: 'The same as text: comments, number forms and duplicate keys count.',
      }),
    ),
    confProp: Type.Optional(Type.Unknown({ description: 'The -confProp object.' })),
    columnTypes: Type.Optional(ColumnTypesSchema),
    parameters: Type.Optional(ParametersSchema),
    clusterId: Type.Optional(
      Type.String({ minLength: 26, maxLength: 26, description: 'Checks against what this cluster has, too.' }),
    ),
  },
  { additionalProperties: false },
);

export const ValidationSchema = Type.Object({
  valid: Type.Boolean({ description: 'No finding is an error.' }),
  diagnostics: Type.Array(DiagnosticSchema),
});

export const RunInputSchema = Type.Object(
  {
    version: Type.Optional(VersionNumber('Default: the version that is online, else the newest.')),
    parameters: Type.Optional(ParametersSchema),
    restoreFrom: Type.Optional(RestoreInputSchema),
    allowNonRestoredState: Type.Optional(
      Type.Boolean({
        default: false,
        description: 'With restoreFrom: state that the version has no operator for any more is left behind.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type RunInput = Static<typeof RunInputSchema>;

export const JobCopySchema = Type.Object(
  {
    name: JobInputSchema.properties.name,
    version: Type.Optional(VersionNumber('Which one to copy. Default: the newest, if any.')),
    clusterId: JobInputSchema.properties.clusterId,
  },
  { additionalProperties: false },
);
export type JobCopy = Static<typeof JobCopySchema>;

export const jobActions = ['online', 'offline', 'delete'] as const;
export type JobAction = (typeof jobActions)[number];

export const JobBatchSchema = Type.Object(
  {
    action: Type.Enum([...jobActions], { description: 'online: the newest version of each.' }),
    ids: Type.Array(IdSchema, { minItems: 1, maxItems: 100, uniqueItems: true }),
  },
  { additionalProperties: false },
);

export const JobBatchResultSchema = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        id: Type.String(),
        done: Type.Boolean(),
        problem: Type.Union(
          [Type.Omit(ProblemSchema, ['instance', 'requestId'], { $id: 'ItemProblem' }), Type.Null()],
          {
            description: 'Why not; that one is as it was.',
          },
        ),
      }),
      { description: 'In the order asked for.' },
    ),
    failed: Type.Integer(),
  },
  { $id: 'JobBatchResult' },
);

export const JobQuerySchema = Type.Object(
  {
    ...PageQuery,
    kind: Type.Optional(Type.Enum([...jobKinds])),
    state: Type.Optional(Type.Enum(['draft', 'online', 'offline'])),
    clusterId: Type.Optional(IdSchema),
    datasourceId: Type.Optional(IdSchema),
    search: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'Part of the name, in any case.' })),
  },
  { additionalProperties: false },
);

export const OnlineInputSchema = Type.Object(
  { version: Type.Optional(VersionNumber('Default: the newest version.')) },
  { additionalProperties: false },
);
