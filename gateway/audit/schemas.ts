import { Type, type Static } from 'typebox';
import { PageQuery } from '../http/schemas.ts';

const Nullable = <T extends string>(description: T) => Type.Union([Type.String(), Type.Null()], { description });
const Time = (description: string) => Type.Optional(Type.String({ format: 'date-time', description }));

/** A view of a resource, or the fields of it that changed. */
const ViewSchema = Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()], {
  description:
    'Fields that changed; of something made or deleted, all of them. `asked`: what was asked for, where the route does ' +
    'not say. Secrets are masked; of what is long, lists end with how many `more` there were, or all is left out.',
});

export const AuditEntrySchema = Type.Object(
  {
    id: Type.String(),
    at: Type.String({ format: 'date-time' }),
    who: Type.String({ description: 'Name of the token, or `oidc:` and the name in the JWT; `anonymous`: neither.' }),
    role: Nullable('The role it was done with.'),
    action: Type.String({ description: 'Method and route, e.g. `PATCH /jobs/:id`.' }),
    path: Type.String({ description: 'As it was asked for.' }),
    resourceType: Type.String({ description: 'What the route is about: job, datasource, cluster, record, catalog …' }),
    resourceId: Nullable('Which one; of one just made, also from another, the new id.'),
    status: Type.Union([Type.Integer(), Type.Null()], {
      description:
        'HTTP status of the answer. null: begun, and what came of it is not known (yet): look at the resource.',
    }),
    code: Nullable('Code of the problem it was refused with.'),
    before: ViewSchema,
    after: ViewSchema,
    fromAddress: Nullable('Address the request came from.'),
    requestId: Nullable('Finds the log lines.'),
  },
  { $id: 'AuditEntry' },
);
export type AuditEntryView = Static<typeof AuditEntrySchema>;

const filters = {
  who: Type.Optional(Type.String({ maxLength: 190 })),
  action: Type.Optional(Type.String({ maxLength: 120, description: 'Exactly, e.g. `DELETE /datasources/:id`.' })),
  resourceType: Type.Optional(Type.String({ maxLength: 40 })),
  resourceId: Type.Optional(Type.String({ minLength: 26, maxLength: 26 })),
  from: Time('Not before.'),
  to: Time('Before.'),
};
export const AuditQuerySchema = Type.Object({ ...PageQuery, ...filters }, { additionalProperties: false });
export const AuditExportQuerySchema = Type.Object(filters, { additionalProperties: false });
export type AuditFilters = Static<typeof AuditExportQuerySchema>;
