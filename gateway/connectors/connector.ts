import type { Static, TSchema } from 'typebox';
import { Type } from 'typebox';
import type { FieldError } from '../core/errors.ts';

/**
 * A column on one side of a mapping. JDBC connectors take the name alone; most others need name and type, and may say
 * more, as far as their description lists it.
 */
export const columnNameSchema = Type.String({ minLength: 1, maxLength: 190 });
export const columnKeySchemas = {
  name: columnNameSchema,
  type: Type.String({ minLength: 1, maxLength: 60 }),
  value: Type.String({ maxLength: 4000 }),
  format: Type.String({ maxLength: 60 }),
  parseFormat: Type.String({ maxLength: 60 }),
  splitter: Type.String({ maxLength: 60 }),
  // Real JSON numbers and booleans: Chunjun casts these and fails at "0" or "true".
  index: Type.Integer({ minimum: 0, maximum: 100000, description: 'Place in the row, from 0.' }),
  length: Type.Integer({ minimum: 0, maximum: 2147483647 }),
  isPart: Type.Boolean({ description: 'The value comes from the path (partition).' }),
  notNull: Type.Boolean(),
};
export const ColumnSchema = Type.Union(
  [
    columnNameSchema,
    Type.Object(
      {
        name: columnKeySchemas.name,
        type: Type.Optional(columnKeySchemas.type),
        value: Type.Optional(columnKeySchemas.value),
        format: Type.Optional(columnKeySchemas.format),
        parseFormat: Type.Optional(columnKeySchemas.parseFormat),
        splitter: Type.Optional(columnKeySchemas.splitter),
        index: Type.Optional(columnKeySchemas.index),
        length: Type.Optional(columnKeySchemas.length),
        isPart: Type.Optional(columnKeySchemas.isPart),
        notNull: Type.Optional(columnKeySchemas.notNull),
      },
      { additionalProperties: false },
    ),
  ],
  { description: 'A column name, or an object with name and type.' },
);
export type Column = Static<typeof ColumnSchema>;

/** What a connector gets to know of a data source: public fields and opened secrets. */
export interface ConnectionDetails {
  readonly config: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
}

export interface SideInput {
  readonly columns: readonly Column[];
  /** Checked against the side's `parameters` schema before. */
  readonly parameter: Readonly<Record<string, unknown>>;
  /** null for connectors that need no data source. */
  readonly connection: ConnectionDetails | null;
  /** Where an incremental read starts; null: the version's own startLocation, else from the beginning. */
  readonly startLocation: string | null;
  /** Parallelism of this side. */
  readonly channels: number;
}

export interface ConnectorSide {
  /** The plugin name Chunjun resolves: always lower case. */
  readonly pluginName: string;
  /** What a version may say in `parameter`; connection, credentials and columns come from elsewhere. */
  readonly parameters: TSchema;
  /** Rules that a schema cannot say. Pointers are relative to the side (`/parameter/…`). */
  check(parameter: Readonly<Record<string, unknown>>, context: SideContext): FieldError[];
  /** The `parameter` block of the Chunjun document. */
  build(input: SideInput): Record<string, unknown>;
}

export interface SideContext {
  readonly columns: readonly Column[];
  /** Parallelism of this side. */
  readonly channels: number;
}

/** One Chunjun plugin: what it can do and how a version and a data source become its document blocks. */
export interface Connector {
  readonly name: string;
  /** The directory under `connector/` of a distribution that holds its jars. */
  readonly pluginDirectory: string;
  readonly reader: ConnectorSide | null;
  readonly writer: ConnectorSide | null;
  /** null: needs no data source. */
  readonly datasource: DatasourceType | null;
}

export interface DatasourceType {
  readonly config: TSchema;
  readonly secrets: TSchema;
  /**
   * Rules that a schema cannot say; pointers relative to `config`. `secretNames`: the secrets that are given; without it
   * rules that need to know are left out.
   */
  check(config: Readonly<Record<string, unknown>>, secretNames?: ReadonlySet<string>): FieldError[];
}

export function columnName(column: Column): string {
  return typeof column === 'string' ? column : column.name;
}
