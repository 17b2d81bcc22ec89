import { Type, type Static } from 'typebox';
import { DatasourceInputSchema, DatasourcePatchSchema } from './schemas.ts';

export const LookQuery = {
  schema: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 190,
      description: 'Schema or database; left out: the one of the data source.',
    }),
  ),
};
const name = Type.String({ minLength: 1, maxLength: 250 });

export const TablesQuery = Type.Object(
  {
    ...LookQuery,
    search: Type.Optional(Type.String({ minLength: 1, maxLength: 190, description: 'Part of the name, in any case.' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 100, description: 'Tables per page.' })),
    cursor: Type.Optional(
      Type.String({ minLength: 1, maxLength: 1400, description: '`nextCursor` of the page before.' }),
    ),
  },
  { additionalProperties: false },
);

export const ColumnsQuery = Type.Object(LookQuery, { additionalProperties: false });

export const PreviewQuerySchema = Type.Object(
  { ...LookQuery, limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20, default: 20, description: 'Rows.' })) },
  { additionalProperties: false },
);

export const TableParams = Type.Object(
  { id: Type.String({ pattern: '^[0-9A-HJKMNP-TV-Z]{26}$', description: 'A ULID.' }), table: name },
  { additionalProperties: false },
);

const timeoutSeconds = Type.Optional(
  Type.Integer({ minimum: 1, maximum: 30, default: 10, description: 'Time for the whole test.' }),
);

export const TestInputSchema = Type.Object(
  { ...Type.Pick(DatasourceInputSchema, ['type', 'config', 'secrets']).properties, timeoutSeconds },
  { additionalProperties: false },
);
export type TestInput = Static<typeof TestInputSchema>;

/** Values of a form that is not saved yet; what is left out is taken from the saved data source. */
export const TestSavedInputSchema = Type.Object(
  { ...Type.Pick(DatasourcePatchSchema, ['config', 'secrets']).properties, timeoutSeconds },
  { additionalProperties: false },
);
export type TestSavedInput = Static<typeof TestSavedInputSchema>;

/** Sorted by name. */
export const SchemaInfoSchema = Type.Object({
  name: Type.String(),
  isDefault: Type.Boolean({ description: 'The one the data source itself names.' }),
});
export type SchemaInfo = Static<typeof SchemaInfoSchema>;

export const TableInfoSchema = Type.Object({
  name: Type.String(),
  kind: Type.Enum(['table', 'view', 'topic', 'collection', 'index']),
  comment: Type.Union([Type.String(), Type.Null()]),
});
export type TableInfo = Static<typeof TableInfoSchema>;

const integerOrNull = (description: string) => Type.Union([Type.Integer(), Type.Null()], { description });

export const ColumnInfoSchema = Type.Object({
  name: Type.String(),
  type: Type.String({ description: 'As the database calls it.' }),
  length: integerOrNull('Characters or bytes.'),
  precision: integerOrNull('Digits of a number; of a time those after the second.'),
  scale: integerOrNull('Digits after the decimal point.'),
  nullable: Type.Boolean(),
  primaryKey: Type.Boolean(),
  comment: Type.Union([Type.String(), Type.Null()]),
});
export type ColumnInfo = Static<typeof ColumnInfoSchema>;

const CellSchema = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]);
export type Cell = Static<typeof CellSchema>;

export const PreviewSchema = Type.Object({
  columns: Type.Array(Type.Object({ name: Type.String(), type: Type.String() })),
  rows: Type.Array(Type.Array(CellSchema), {
    description: 'Values in the order of the columns. Numbers that JSON cannot hold exactly are texts.',
  }),
  shortenedValues: Type.Integer({ description: 'Values that were longer than shown.' }),
  cut: Type.Boolean({ description: 'Rows were left out because the values grew too large together.' }),
});
export type Preview = Static<typeof PreviewSchema>;
