import { findConnector } from '../connectors/catalogue.ts';
import {
  columnName,
  type Column,
  type ConnectionDetails,
  type Connector,
  type ConnectorSide,
} from '../connectors/connector.ts';
import type { Settings, VersionSpec } from './version-spec.ts';

/** A Chunjun job document, as `-job` takes it. */
export interface JobDocument {
  readonly job: {
    readonly content: readonly [
      {
        readonly reader: { readonly name: string; readonly parameter: Record<string, unknown> };
        readonly writer: { readonly name: string; readonly parameter: Record<string, unknown> };
      },
    ];
    readonly setting: Record<string, unknown>;
  };
}

export interface BuildInput {
  /** A spec that `checkVersionSpec` found nothing wrong with. */
  readonly spec: VersionSpec;
  readonly reader: ConnectionDetails | null;
  readonly writer: ConnectionDetails | null;
  /** `offsets.after` of the job's last SUCCEEDED record; null when there is none. */
  readonly startLocation: string | null;
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
export function buildJob({ spec, reader, writer, startLocation }: BuildInput): BuiltJob {
  const settings = spec.settings ?? {};
  const channels = settings.channels ?? 1;
  const sides = { reader: sideOf(spec, 'reader'), writer: sideOf(spec, 'writer') };
  const block = (side: SideName, connection: ConnectionDetails | null) => ({
    name: sides[side].side.pluginName,
    parameter: sides[side].side.build({
      columns: columnsOf(spec, side),
      parameter: spec[side].parameter,
      connection,
      startLocation: side === 'reader' ? startLocation : null,
      channels,
    }),
  });
  return {
    document: {
      job: {
        content: [{ reader: block('reader', reader), writer: block('writer', writer) }],
        setting: settingOf(settings, channels),
      },
    },
    confProp: confPropOf(settings),
    slots: channels,
    plugins: [...new Set([sides.reader.connector.pluginDirectory, sides.writer.connector.pluginDirectory])].sort(),
  };
}

function sideOf(spec: VersionSpec, name: SideName): { connector: Connector; side: ConnectorSide } {
  const connector = findConnector(spec[name].connector);
  const side = connector?.[name];
  if (connector === undefined || side === undefined || side === null) {
    throw new TypeError(`buildJob needs a checked spec: ${spec[name].connector} is no ${name}`);
  }
  return { connector, side };
}

/** The columns of one side in the mapping's order; a missing `to` is the same name. */
export function columnsOf(spec: VersionSpec, side: SideName): Column[] {
  return spec.mapping.map(({ from, to }) => (side === 'reader' ? from : (to ?? columnName(from))));
}

function settingOf(settings: Settings, channels: number): Record<string, unknown> {
  return {
    speed: {
      channel: channels,
      ...(settings.bytesPerSecond === undefined ? {} : { bytes: settings.bytesPerSecond }),
      ...(settings.rebalance === true ? { rebalance: true } : {}),
    },
  };
}

function confPropOf(settings: Settings): Record<string, string | number | boolean> {
  const dirty = settings.dirtyRowsAllowed;
  return {
    // Chunjun stops a task when the count reaches the number: n rows are allowed by n + 1; negative is unlimited.
    ...(dirty === undefined ? {} : { 'chunjun.dirty-data.max-rows': dirty < 0 ? -1 : dirty + 1 }),
    ...(settings.checkpointIntervalMs === undefined
      ? {}
      : { 'execution.checkpointing.interval': `${settings.checkpointIntervalMs} ms` }),
    ...(settings.restartAttempts === undefined
      ? {}
      : restartStrategy(settings.restartAttempts, settings.restartDelayMs)),
    ...settings.flinkConfiguration,
  };
}

function restartStrategy(attempts: number, delayMs = 10000): Record<string, string | number> {
  if (attempts === 0) return { 'restart-strategy': 'none' };
  return {
    'restart-strategy': 'fixed-delay',
    'restart-strategy.fixed-delay.attempts': attempts,
    'restart-strategy.fixed-delay.delay': `${delayMs} ms`,
  };
}
