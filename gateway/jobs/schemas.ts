import { Type, type Static } from 'typebox';
import { VersionSpecSchema } from '../chunjun/version-spec.ts';

export const jobKinds = ['batch', 'stream'] as const;

export const JobInputSchema = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100, pattern: '^[^@\\s][^@]*$', description: 'Free text without @.' }),
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

export const RunInputSchema = Type.Object(
  { version: Type.Optional(Type.Integer({ minimum: 1, description: 'Default: the newest version.' })) },
  { additionalProperties: false },
);
export type RunInput = Static<typeof RunInputSchema>;
