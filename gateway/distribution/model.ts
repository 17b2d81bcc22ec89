/** One jar of a distribution. `sha256` is lower-case hex of the whole file, `size` its bytes. */
export interface JarFile {
  readonly path: string;
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

/** One plugin directory (`connector/mysql`, `metrics/prometheus`, …) with its `chunjun*.jar` files, sorted by name. */
export interface PluginEntry {
  readonly name: string;
  readonly jars: readonly JarFile[];
}

/** The name is the directory's (`hbase14`, `upsert-kafka`), not the jar's: that is what Chunjun looks up. */
export type ConnectorEntry = PluginEntry;

/** A Chunjun distribution on disk. Maps are keyed by directory name and iterate in code-unit order. */
export interface Distribution {
  /** 16 hex characters derived from the content of all jars: equal on every machine with the same distribution. */
  readonly id: string;
  /** The directory with `chunjun-core*.jar` and `connector/`: what `-chunjunDistDir` would be. */
  readonly root: string;
  readonly core: JarFile;
  readonly connectors: ReadonlyMap<string, ConnectorEntry>;
  readonly formats: readonly JarFile[];
  readonly metrics: ReadonlyMap<string, PluginEntry>;
  readonly dirtyDataCollectors: ReadonlyMap<string, PluginEntry>;
  readonly restorePlugins: ReadonlyMap<string, PluginEntry>;
  readonly ddlPlugins: ReadonlyMap<string, PluginEntry>;
}

/** Code-unit order: unlike localeCompare it is the same on every host and in every locale. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
