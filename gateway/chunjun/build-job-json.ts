import { findConnector } from '../connectors/catalogue.ts';
import {
  columnName,
  type Column,
  type ConnectionDetails,
  type Connector,
  type ConnectorSide,
} from '../connectors/connector.ts';
import { rowsForJdbc } from './change-rows.ts';
import { writesByJdbc } from './check-pair.ts';
import { confPropOf } from './conf-prop.ts';
import { keysOfMessages } from './message-keys.ts';
import { channelsOf, type Settings } from './settings.ts';
import type { SyncSpec } from './version-spec.ts';

export { confPropOf };

interface SideBlock {
  readonly name: string;
  readonly parameter: Record<string, unknown>;
  /** For the transformer alone. */
  readonly table?: { readonly tableName: string };
}

/** A Chunjun job document, as `-job` takes it. */
export interface JobDocument {
  readonly job: {
    readonly content: readonly [
      {
        readonly reader: SideBlock;
        readonly writer: SideBlock;
        readonly transformer?: { readonly transformSql: string };
        readonly nameMapping?: Readonly<Record<string, unknown>>;
      },
    ];
    readonly setting: Record<string, unknown>;
  };
}

export interface BuildInput {
  /** A spec that `checkVersionSpec` found nothing wrong with. */
  readonly spec: SyncSpec;
  readonly reader: ConnectionDetails | null;
  readonly writer: ConnectionDetails | null;
  /** `offsets.after` of the job's last SUCCEEDED record; null when there is none. */
  readonly startLocation: string | null;
  /**
   * A stream job: true writes `restore.isStream`, with which Chunjun skips its checks of a restore column. It switches
   * no checkpoints on.
   */
  readonly isStream?: boolean;
}

export interface BuiltJob {
  readonly document: JobDocument;
  /** Flat keys for `-confProp`. */
  readonly confProp: Record<string, string | number | boolean>;
  /** Task slots the run needs: the largest parallelism. */
  readonly slots: number;
  /** Connector directories the run needs from a distribution, sorted, each once. */
  readonly plugins: readonly string[];
}

export type SideName = 'reader' | 'writer';

/** Turns a version, its data sources and the last offset into what Chunjun runs. Pure: same input, same output. */
export function buildJob({ spec, reader, writer, startLocation, isStream = false }: BuildInput): BuiltJob {
  const settings = spec.settings ?? {};
  const sides = { reader: sideOf(spec, 'reader'), writer: sideOf(spec, 'writer') };
  const { transformer } = settings;
  const tables = { reader: transformer?.readerTable, writer: transformer?.writerTable ?? 'gateway_writer' };
  const parameterOf = (side: SideName) => {
    if (side === 'writer') return { ...keysOfMessages(spec, columnsOf(spec, side)), ...spec.writer.parameter };
    if (!writesByJdbc(spec.writer.connector, writer)) return spec.reader.parameter;
    return { ...rowsForJdbc(spec.reader.connector), ...spec.reader.parameter };
  };
  const block = (side: SideName, connection: ConnectionDetails | null): SideBlock => ({
    name: sides[side].side.pluginName,
    parameter: sides[side].side.build({
      columns: columnsOf(spec, side),
      parameter: parameterOf(side),
      connection,
      startLocation: side === 'reader' ? startLocation : null,
      channels: channelsOf(settings, side),
    }),
    ...(transformer === undefined ? {} : { table: { tableName: tables[side] ?? '' } }),
  });
  return {
    document: {
      job: {
        content: [{ reader: block('reader', reader), writer: block('writer', writer), ...betweenOf(settings) }],
        setting: settingOf(settings, isStream),
      },
    },
    confProp: confPropOf(settings),
    slots: slotsOf(settings),
    plugins: [...new Set([sides.reader.connector.pluginDirectory, sides.writer.connector.pluginDirectory])].sort(),
  };
}

function sideOf(spec: SyncSpec, name: SideName): { connector: Connector; side: ConnectorSide } {
  const connector = findConnector(spec[name].connector);
  const side = connector?.[name];
  if (connector === undefined || side === undefined || side === null) {
    throw new TypeError(`buildJob needs a checked spec: ${spec[name].connector} is no ${name}`);
  }
  return { connector, side };
}

/** The columns of one side in the mapping's order; a missing `to` is the same name. A transformer may have its own. */
export function columnsOf(spec: SyncSpec, side: SideName): Column[] {
  const selected = spec.settings?.transformer?.columns;
  if (side === 'writer' && selected !== undefined) return [...selected];
  return spec.mapping.map(({ from, to }) => (side === 'reader' ? from : (to ?? columnName(from))));
}

/** The largest parallelism: beside the sides, what stands between them runs with the job's own. */
function slotsOf(settings: Settings): number {
  const between = settings.transformer !== undefined || settings.nameMapping !== undefined;
  return Math.max(
    channelsOf(settings, 'reader'),
    channelsOf(settings, 'writer'),
    ...(between ? [settings.channels ?? 1] : []),
  );
}

function betweenOf({ transformer, nameMapping }: Settings) {
  const { identifiers, columnTypes, casing } = nameMapping ?? {};
  return {
    ...(transformer === undefined ? {} : { transformer: { transformSql: transformer.sql } }),
    ...(nameMapping === undefined
      ? {}
      : {
          // Without sourceName: on a reader that is none of a change log it makes the job fail.
          nameMapping: {
            ...(identifiers === undefined ? {} : { identifierMappings: identifiers }),
            ...(columnTypes === undefined ? {} : { columnTypeMappings: columnTypes }),
            ...(casing === undefined ? {} : { casing: casings[casing] }),
          },
        }),
  };
}

const casings = { unchanged: 'UNCHANGE', upper: 'UPPER', lower: 'LOWER' } as const;

/** `errorLimit`, `restart` and `log` are never written: Chunjun 1.12.8 reads them and does nothing; see conf-prop.ts. */
function settingOf(settings: Settings, isStream: boolean): Record<string, unknown> {
  const { channels = 1, readerChannels, writerChannels, bytesPerSecond, rebalance, restoreColumn } = settings;
  return {
    speed: {
      channel: channels,
      ...(readerChannels === undefined ? {} : { readerChannel: readerChannels }),
      ...(writerChannels === undefined ? {} : { writerChannel: writerChannels }),
      ...(bytesPerSecond === undefined ? {} : { bytes: bytesPerSecond }),
      ...(rebalance === true ? { rebalance: true } : {}),
    },
    ...(isStream || restoreColumn !== undefined
      ? {
          restore: {
            ...(isStream ? { isStream: true } : {}),
            // JDBC readers use it whatever isRestore says, which would only add checks of the column's index.
            ...(restoreColumn === undefined ? {} : { restoreColumnName: restoreColumn }),
          },
        }
      : {}),
  };
}
