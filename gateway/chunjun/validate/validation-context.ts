/** What is known beside the document. Whatever is left out is taken as unknown, and the rules say less. */
export interface ValidationContext {
  /** The -confProp object before it is encoded. */
  readonly confProp?: unknown;
  /** Keys of `confProp` that the gateway wrote for a setting: their values are as they have to be. */
  readonly derivedKeys?: ReadonlySet<string>;
  /** Instead of `confProp`: the argument exactly as it is handed over (Chunjun URL-decodes it). */
  readonly confPropText?: string;
  /**
   * Program arguments by name with the dash, as they are handed over; null: deliberately left out. Only what is here is
   * looked at: the gateway writes the others itself.
   */
  readonly programArguments?: Readonly<Record<string, string | null>>;
  /** Directories under `connector/` of the cluster's distribution: mysql, hbase14, kafka … */
  readonly plugins?: ReadonlySet<string>;
  /** What else the cluster's class path holds, see `ExtraJar`. */
  readonly extraJars?: ReadonlySet<ExtraJar>;
  /** Database types by column name, in the table's order. */
  readonly columnTypes?: {
    readonly reader?: ReadonlyMap<string, string>;
    readonly writer?: ReadonlyMap<string, string>;
  };
  /** Major version of the cluster's Java: 8, 11, 17. */
  readonly javaVersion?: number;
}

/** Jars that connectors need and do not carry, and plugin directories of a distribution outside `connector/`. */
export type ExtraJar =
  | 'guava'
  | 'httpclient'
  | 'hadoop-client'
  | 'metrics/prometheus'
  | 'metrics/mysql'
  | 'dirty-data-collector/log'
  | 'dirty-data-collector/mysql';
