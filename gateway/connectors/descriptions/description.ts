/**
 * What a person needs to know of a Chunjun 1.12.8 connector to fill in its form. Plain data: everything can be sent as
 * JSON, and nothing here builds a document. `null` means "there is none", so that every field is always present.
 */
export interface Text {
  readonly en: string;
  readonly zh: string;
}
export type Language = keyof Text;

export type SideName = 'reader' | 'writer';

export const connectorKinds = [
  'rdb',
  'olap',
  'cdc',
  'mq',
  'file',
  'lake',
  'nosql',
  'search',
  'http',
  'socket',
  'test',
] as const;
export type ConnectorKind = (typeof connectorKinds)[number];

/**
 * works: run with the real program. untested: described from its source, not run. broken: loads and always fails.
 * not_loadable: in the distribution, but no sync job can name it. absent: there is no such plugin, or not this side.
 * Each is said for the Java versions of the side; on others it does not run.
 */
export const sideStatuses = ['works', 'untested', 'broken', 'not_loadable', 'absent'] as const;
export type SideStatus = (typeof sideStatuses)[number];

export const parameterTypes = [
  'string',
  'integer',
  'number',
  'boolean',
  'string[]',
  'integer[]',
  'object',
  'object[]',
  'map',
  'any',
] as const;
/** `map`: an object whose values are strings. */
export type ParameterType = (typeof parameterTypes)[number];

export const parameterGroups = [
  'connection',
  'table',
  'read',
  'write',
  'increment',
  'split',
  'tuning',
  'advanced',
] as const;
export type ParameterGroup = (typeof parameterGroups)[number];

export const units = ['s', 'ms', 'min', 'bytes', 'rows', 'rows/s'] as const;
export type Unit = (typeof units)[number];

export interface FieldDescription {
  readonly name: string;
  readonly type: ParameterType;
  /** Other types that mean the same, e.g. one number instead of a list. */
  readonly alsoAccepts: readonly ParameterType[];
  readonly required: boolean;
  /** What applies when the field is left out; null: nothing, or nothing that a constant could say. */
  readonly default: unknown;
  readonly enum: readonly (string | number)[] | null;
  readonly minimum: number | null;
  readonly maximum: number | null;
  /** Characters of a text or of each text of a list; null: no limit. */
  readonly maxLength: number | null;
  /** Regular expression (with the flag u) for a text, for each text of a list, for each value of a map; null: any. */
  readonly pattern: string | null;
  /** The same for the names in a map. */
  readonly keyPattern: string | null;
  readonly title: Text;
  /** What it means, and what happens in Chunjun 1.12.8 when that is a surprise. */
  readonly description: Text;
  readonly unit: Unit | null;
  /** Never shown again once it was entered. */
  readonly secret: boolean;
  /** Kept for old documents, or without effect: forms leave it out of sight. */
  readonly deprecated: boolean;
  readonly group: ParameterGroup;
  /** Place among the fields of its group, counted from 1. */
  readonly order: number;
}

/**
 * Who fills a parameter in: a version's own `parameter`, the data source, the column mapping, or the gateway itself.
 * none: nobody, because Chunjun 1.12.8 ignores it or it breaks the job; its description says which.
 */
export const parameterSources = ['version', 'datasource', 'mapping', 'gateway', 'none'] as const;
export type ParameterSource = (typeof parameterSources)[number];

export interface ParameterDescription extends FieldDescription {
  readonly source: ParameterSource;
  /** RFC 6901 pointer below Chunjun's `parameter` when that is not `/<name>`, e.g. `/connection/0/table/0`. */
  readonly path: string | null;
}

export interface DatasourceFieldDescription extends FieldDescription {
  /** RFC 6901 pointers below `parameter`; one applies to a side that has the parameter it begins with. */
  readonly fills: readonly string[];
}

export interface DatasourceDescription {
  readonly config: readonly DatasourceFieldDescription[];
  readonly secrets: readonly DatasourceFieldDescription[];
  /** At least one field of each list must be given. A list over `config` and `secrets` is checked, but in no schema. */
  readonly requiresOneOf: readonly (readonly string[])[];
}

export interface ColumnKeyDescription {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'boolean';
  readonly required: boolean;
  readonly title: Text;
  readonly description: Text;
}

export interface ColumnsDescription {
  /** names: texts only. objects: objects only. any: one of both, all of a list alike. none: the side takes no columns. */
  readonly kind: 'names' | 'objects' | 'any' | 'none';
  readonly required: boolean;
  /** `["*"]` stands for every column of the table. */
  readonly star: boolean;
  readonly keys: readonly ColumnKeyDescription[];
  /** Type names the connector knows; empty: whatever the other system calls its types. */
  readonly types: readonly string[];
  readonly note: Text;
}

export interface IncrementDescription {
  /** column: by a growing column, from run to run. position: by a place in a log, kept in checkpoints or given. */
  readonly kind: 'column' | 'position';
  /** Parameters that steer it. */
  readonly parameters: readonly string[];
  readonly note: Text;
}

export interface SplitDescription {
  /** column: by ranges or remainders of a column. parts: by what the source is made of (files, tablets, partitions …). */
  readonly kind: 'column' | 'parts' | 'none';
  readonly parameters: readonly string[];
  /** null: no limit of its own. */
  readonly maxChannels: number | null;
  readonly note: Text;
}

export interface SideDescription {
  readonly status: SideStatus;
  /** Why, for every status but `works`; a limit worth knowing, for `works`. */
  readonly reason: Text | null;
  readonly alternative: Text | null;
  readonly javaVersions: readonly number[];
  /** How address and table stand in Chunjun's `parameter`. */
  readonly connectionShape: Text;
  readonly columns: ColumnsDescription;
  readonly parameters: readonly ParameterDescription[];
  /** At least one parameter of each list must be given. */
  readonly requiresOneOf: readonly (readonly string[])[];
  readonly writeModes: readonly string[];
  readonly increment: IncrementDescription | null;
  readonly split: SplitDescription | null;
  /** What Chunjun's main() looks at while the job is submitted; the rest shows when the job runs. */
  readonly checkedAtSubmission: Text;
  /** Whether it opens connections while the job is submitted: what is wrong with the other system refuses the job then. */
  readonly connectsAtSubmission: boolean;
}

export interface ExtraJar {
  readonly name: string;
  readonly reason: Text;
}

export interface ConnectorDescription {
  readonly name: string;
  readonly title: Text;
  readonly kind: ConnectorKind;
  /** Directory below `connector/` of the distribution; null: the distribution has none. */
  readonly pluginDirectory: string | null;
  /** Other names of the same plugin. */
  readonly aliases: readonly string[];
  /** What stands in `reader.name`; null: cannot be a reader. Always lower case: the jar lookup does not fold letters. */
  readonly readerName: string | null;
  readonly readerAliases: readonly string[];
  readonly writerName: string | null;
  readonly writerAliases: readonly string[];
  readonly reader: SideDescription;
  readonly writer: SideDescription;
  /** What the connector's own jar lacks. */
  readonly needsExtraJars: readonly ExtraJar[];
  /** null: connects to nothing, or cannot be used. */
  readonly datasource: DatasourceDescription | null;
}
