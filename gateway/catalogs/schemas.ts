import { Type, type Static } from 'typebox';
import { IdSchema, PageQuery } from '../http/schemas.ts';

/** Folders from the top down to the deepest one: what a person still finds the way in. */
export const deepestFolder = 10;
/** The tree is shown and checked as a whole, so it has an end. */
export const mostFolders = 5000;

export const resourceTypes = ['job', 'datasource'] as const;
export type ResourceType = (typeof resourceTypes)[number];

const Nullable = (description: string) => Type.Union([IdSchema, Type.Null()], { description });
const Position = Type.Integer({
  minimum: 0,
  maximum: mostFolders,
  description: 'Place among its siblings, from 0; a place past the end is the end. Default: the end.',
});

export const FolderNameSchema = Type.String({
  minLength: 1,
  maxLength: 100,
  pattern: '^[^\\s/\\u0000-\\u001f](?:[^/\\u0000-\\u001f]*[^\\s/\\u0000-\\u001f])?$',
  description: 'Without a slash, and no blank at either end. Siblings have different names, whatever the case.',
});

export const FolderInputSchema = Type.Object(
  {
    name: FolderNameSchema,
    parentId: Type.Optional(Nullable('Folder it is made in; null or left out: at the top.')),
    position: Type.Optional(Position),
  },
  { additionalProperties: false, examples: [{ name: 'Sales', parentId: null }] },
);
export type FolderInput = Static<typeof FolderInputSchema>;

export const FolderPatchSchema = Type.Object({ name: FolderNameSchema }, { additionalProperties: false });

export const FolderMoveSchema = Type.Object(
  { parentId: Nullable('Folder it goes into; null: to the top.'), position: Type.Optional(Position) },
  { additionalProperties: false, examples: [{ parentId: null, position: 0 }] },
);
export type FolderMove = Static<typeof FolderMoveSchema>;

export const FolderOrderSchema = Type.Object(
  {
    parentId: Nullable('Whose children are put in order; null: those at the top.'),
    children: Type.Array(IdSchema, {
      maxItems: mostFolders,
      uniqueItems: true,
      description: 'Every child once, in the new order.',
    }),
  },
  { additionalProperties: false },
);
export type FolderOrder = Static<typeof FolderOrderSchema>;

export const ResourceCountsSchema = Type.Object({ job: Type.Integer(), datasource: Type.Integer() });
export type ResourceCounts = Static<typeof ResourceCountsSchema>;

export const FolderSchema = Type.Object(
  {
    id: Type.String(),
    parentId: Type.Union([Type.String(), Type.Null()], { description: 'null: it is at the top.' }),
    name: Type.String(),
    position: Type.Integer({ description: 'Place among its siblings, from 0.' }),
    depth: Type.Integer({ description: '1: at the top.' }),
    path: Type.Array(Type.String(), { description: 'Names from the top down to this folder.' }),
    folders: Type.Integer({ description: 'Folders directly in it.' }),
    resources: Type.Object({
      own: ResourceCountsSchema,
      total: Type.Object(ResourceCountsSchema.properties, { description: 'With those of every folder below.' }),
    }),
    createdAt: Type.String({ format: 'date-time' }),
    updatedAt: Type.String({ format: 'date-time' }),
    createdBy: Type.String(),
  },
  { $id: 'Folder' },
);
export type FolderView = Static<typeof FolderSchema>;

export const TreeSchema = Type.Object(
  {
    items: Type.Array(FolderSchema, {
      description: 'Every folder in the order the tree shows: each before its children.',
    }),
    unfiled: Type.Object(ResourceCountsSchema.properties, { description: 'What is in no folder.' }),
  },
  { $id: 'FolderTree' },
);

export const FolderRemovalSchema = Type.Object(
  {
    folders: Type.Integer({ description: 'Folders that were deleted.' }),
    unfiled: Type.Object(ResourceCountsSchema.properties, {
      description: 'Jobs and data sources that were in them. They exist as before, in no folder.',
    }),
  },
  { $id: 'FolderRemoval' },
);
export type FolderRemoval = Static<typeof FolderRemovalSchema>;

const TypeFilter = Type.Optional(Type.Enum([...resourceTypes], { description: 'Only these.' }));

export const FiledSchema = Type.Object(
  {
    type: Type.Enum([...resourceTypes]),
    id: Type.String({ description: 'Of the job or data source.' }),
    name: Type.String(),
    kind: Type.String({ description: 'Kind of the job, or type of the data source.' }),
    catalogId: Type.Union([Type.String(), Type.Null()], { description: 'null: in no folder.' }),
  },
  { $id: 'FiledResource' },
);
export type FiledResource = Static<typeof FiledSchema>;

export const FiledQuerySchema = Type.Object({ ...PageQuery, type: TypeFilter }, { additionalProperties: false });
export const UnfiledQuerySchema = Type.Object(
  { ...PageQuery, type: Type.Enum([...resourceTypes]) },
  { additionalProperties: false },
);

export const ResourceParamsSchema = Type.Object(
  { type: Type.Enum([...resourceTypes]), resourceId: IdSchema },
  { additionalProperties: false },
);
export const FilingParamsSchema = Type.Object(
  { id: IdSchema, ...ResourceParamsSchema.properties },
  { additionalProperties: false },
);

export const TreeSearchQuerySchema = Type.Object(
  {
    q: Type.String({ minLength: 1, maxLength: 100, description: 'Part of the name, in any case.' }),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20, description: 'Most of each kind.' })),
  },
  { additionalProperties: false },
);

export const TreeSearchSchema = Type.Object(
  {
    folders: Type.Array(FolderSchema),
    resources: Type.Array(
      Type.Object({
        ...FiledSchema.properties,
        path: Type.Array(Type.String(), { description: 'Names of the folders it is in; empty: in none.' }),
      }),
    ),
    truncated: Type.Boolean({ description: 'There is more than `limit` of a kind: search for a longer text.' }),
  },
  { $id: 'TreeSearch' },
);
