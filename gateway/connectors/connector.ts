import type { Static, TSchema } from 'typebox';
import { Type } from 'typebox';
import type { FieldError } from '../core/errors.ts';

/**
 * A column on one side of a mapping. JDBC connectors take the name alone; most others need name and type, and may say
 * more, as far as their description lists it.
 */
export const ColumnSchema = Type.Union(
  [
    Type.String({ minLength: 1, maxLength: 190 }),
    Type.Object(
      {
        name: Type.String({ minLength: 1, maxLength: 190 }),
        type: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
        value: Type.Optional(Type.String({ maxLength: 4000 })),
        format: Type.Optional(Type.String({ maxLength: 60 })),
        parseFormat: Type.Optional(Type.String({ maxLength: 60 })),
        splitter: Type.Optional(Type.String({ maxLength: 60 })),
        // Real JSON numbers and booleans: Chunjun casts these and fails at "0" or "true".
        index: Type.Optional(Type.Integer({ minimum: 0, maximum: 100000, description: 'Place in the row, from 0.' })),
        length: Type.Optional(Type.Integer({ minimum: 0, maximum: 2147483647 })),
        isPart: Type.Optional(Type.Boolean({ description: 'The value comes from the path (partition).' })),
        notNull: Type.Optional(Type.Boolean()),
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
  /** Rules that a schema cannot say; pointers relative to `config`. */
  check(config: Readonly<Record<string, unknown>>): FieldError[];
}

export function columnName(column: Column): string {
  return typeof column === 'string' ? column : column.name;
}
