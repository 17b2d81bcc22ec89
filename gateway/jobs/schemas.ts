import { Type, type Static } from 'typebox';
import { DiagnosticSchema } from '../chunjun/diagnostics.ts';
import { VersionSpecSchema } from '../chunjun/version-spec.ts';

export const jobKinds = ['batch', 'stream'] as const;

export const JobInputSchema = Type.Object(
  {
    name: Type.String({
      minLength: 1,
      maxLength: 100,
      pattern: '^[^@\\s-][^@]*$',
      description: 'Free text without @; does not begin with a dash.',
    }),
    description: Type.Optional(Type.String({ maxLength: 500 })),
    kind: Type.Enum([...jobKinds], { description: 'batch ends by itself, stream does not.' }),
    clusterId: Type.Optional(Type.String({ minLength: 26, maxLength: 26 })),
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
    state: Type.String(),
    lastVersion: Type.Integer({ description: 'Highest version number; 0: none yet.' }),
    createdAt: Type.String({ format: 'date-time' }),
    createdBy: Type.String(),
  },
  { $id: 'Job' },
);
export type JobView = Static<typeof JobSchema>;

export const VersionInputSchema = Type.Object(
  { spec: VersionSpecSchema, comment: Type.Optional(Type.String({ maxLength: 500 })) },
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

export const RenderedSchema = Type.Object(
  {
    version: Type.Integer(),
    document: Type.Unknown({ description: 'The Chunjun document; secrets are masked.' }),
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
        maxLength: 2_000_000,
        description: 'The same as text: comments, number forms and duplicate keys count.',
      }),
    ),
    confProp: Type.Optional(Type.Unknown({ description: 'The -confProp object.' })),
  },
  { additionalProperties: false },
);

export const ValidationSchema = Type.Object({
  valid: Type.Boolean({ description: 'No finding is an error.' }),
  diagnostics: Type.Array(DiagnosticSchema),
});

export const RunInputSchema = Type.Object(
  { version: Type.Optional(Type.Integer({ minimum: 1, description: 'Default: the newest version.' })) },
  { additionalProperties: false },
);
export type RunInput = Static<typeof RunInputSchema>;
