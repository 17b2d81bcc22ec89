import { findConnector } from '../../connectors/catalogue.ts';
import type { SideName } from '../../connectors/descriptions/description.ts';
import { findDescription } from '../../connectors/descriptions/descriptions.ts';
import { findErrors } from '../../core/check.ts';
import { columnName } from '../../connectors/connector.ts';
import { checkVersionSpec } from '../check-version-spec.ts';
import { member, type DocumentNode } from '../validate/document-node.ts';
import { SyncSpecSchema, type Settings, type SyncSpec } from '../version-spec.ts';
import { pairColumns, readColumns } from './import-columns.ts';
import { declareParameters } from './import-parameters.ts';
import { createImportReport, type ImportReport, type ReportEntry } from './import-report.ts';
import { readSettings } from './import-settings.ts';
import { readSide, type SideParts, type SuggestedDatasource } from './import-side.ts';
import { findPlugin } from './plugin-names.ts';
import { readForeignJob, type ForeignJob, type ForeignSide } from './read-foreign-job.ts';

export interface ImportResult {
  readonly format: ForeignJob['format'];
  /** Without data source ids; null when, and only when, something was refused. */
  readonly spec: SyncSpec | null;
  readonly datasources: { readonly reader?: SuggestedDatasource; readonly writer?: SuggestedDatasource };
  /** The values, to be sealed by whoever asked. They are nowhere else in the result. */
  readonly secrets: Readonly<Record<SideName, Readonly<Record<string, string>>>>;
  /** Every leaf of the source lies at or below exactly one entry. */
  readonly report: readonly ReportEntry[];
}

interface Side extends SideParts {
  readonly connector: string;
  readonly pluginNode: DocumentNode;
}

const nothing = { parameter: {}, column: undefined, datasource: null, secrets: {} };

/**
 * Turns a job of DataX, DataWorks or Chunjun (as text, comments allowed) into a version, as far as it goes.
 * Throws GatewayError `document_invalid` only when the text is no document or none of these.
 */
export function importJob(text: string): ImportResult {
  const job = readForeignJob(text);
  const report = createImportReport();
  for (const node of job.marks) report.note(node, 'mapped', 'Tells the format.');
  for (const node of job.surplus) {
    const message = 'A version has one reader and one writer, and nothing between them.';
    report.note(node, 'refused', message, 'Make a job for each pair; transform with a customSql.');
  }
  const sides = { reader: importSide(job.reader, 'reader', report), writer: importSide(job.writer, 'writer', report) };
  const settings = readSettings(job.setting, report);
  const spec = assemble(sides, settings, channelsOf(job.setting), report);
  const { reader, writer } = sides;
  return {
    format: job.format,
    spec: report.isRefused() ? null : spec,
    datasources: {
      ...(reader.datasource === null ? {} : { reader: reader.datasource }),
      ...(writer.datasource === null ? {} : { writer: writer.datasource }),
    },
    secrets: { reader: reader.secrets, writer: writer.secrets },
    report: report.entries(job.root),
  };
}

function importSide({ plugin, pluginNode, parameter }: ForeignSide, name: SideName, report: ImportReport): Side {
  const found = findPlugin(plugin, name);
  if ('refused' in found) {
    report.note(pluginNode, 'refused', found.refused, found.remedy);
    if (parameter !== undefined) report.note(parameter, 'dropped', 'Belongs to a plugin that was refused.');
    return { ...nothing, connector: '', pluginNode, sources: new Map() };
  }
  const { connector, note } = found;
  if ((findConnector(connector)?.[name] ?? null) === null) {
    const message = `Connector ${connector}: the gateway builds no documents for it yet.`;
    report.note(pluginNode, 'approximated', message, 'Complete the version by hand.');
  } else if (note === null) report.note(pluginNode, 'mapped', `Connector ${connector}.`);
  else report.note(pluginNode, 'approximated', `Connector ${connector}: ${note}.`);
  return { connector, pluginNode, ...readSide(connector, name, parameter, report) };
}

function assemble(
  sides: Record<SideName, Side>,
  settings: Settings,
  channels: readonly DocumentNode[],
  report: ImportReport,
): SyncSpec | null {
  const { reader, writer } = sides;
  const columns = {
    reader: readColumns(reader.column, reader.connector, 'reader', report),
    writer: readColumns(writer.column, writer.connector, 'writer', report),
  };
  if (reader.connector === '' || writer.connector === '') return null;
  const mapping = pairColumns(
    {
      reader: { ...reader, columns: columns.reader },
      writer: { ...writer, columns: columns.writer },
    },
    report,
  );
  if (mapping === null) return null;
  const bare: SyncSpec = {
    reader: { connector: reader.connector, parameter: reader.parameter },
    writer: { connector: writer.connector, parameter: writer.parameter },
    mapping,
    ...(Object.keys(settings).length === 0 ? {} : { settings }),
  };
  fitChannels(bare, reader, channels, report);
  const spec = declareParameters(bare);
  for (const { pointer, detail } of [...findErrors(SyncSpecSchema, spec), ...checkVersionSpec(spec, new Map())]) {
    refuse(pointer, detail, sides, report);
  }
  return spec;
}

/** DataX reads a query, or a table without splitPk, in one task whatever the channels; Chunjun refuses to. */
function fitChannels(spec: SyncSpec, reader: Side, channels: readonly DocumentNode[], report: ImportReport): void {
  const { splitPk, customSql, increColumn } = spec.reader.parameter;
  const source = reader.sources.get('splitPk');
  const names = spec.mapping.map(({ from }) => columnName(from));
  const isMapped = typeof splitPk === 'string' && (names.includes(splitPk) || names.includes('*'));
  const splits = isMapped && (customSql === undefined || spec.reader.parameter['splitStrategy'] === 'mod');
  if (splitPk !== undefined && !splits && findConnector(reader.connector) !== undefined) {
    delete spec.reader.parameter['splitPk'];
    const why = isMapped ? 'A query is read in one piece.' : 'The column is not among the columns that are read.';
    if (source !== undefined) report.note(source, 'dropped', `${why} One channel is used.`);
  }
  const isJdbc = findDescription(reader.connector)?.reader.parameters.some(({ name }) => name === 'splitPk') === true;
  if (!isJdbc || increColumn !== undefined || splits || (spec.settings?.channels ?? 1) === 1) return;
  spec.settings = { ...spec.settings, channels: 1 };
  for (const node of channels) {
    const remedy = 'Name a numeric column in splitPk to read with several channels.';
    report.note(
      node,
      'approximated',
      'settings.channels 1: without a column to split by, rows are read in one piece.',
      remedy,
    );
  }
}

function channelsOf(setting: DocumentNode | undefined): DocumentNode[] {
  const speed = member(setting, 'speed');
  return ['channel', 'concurrent'].flatMap((key) => member(speed, key) ?? []);
}

/** What a version must not say is refused at the part of the source that says it, or at the plugin's name. */
function refuse(pointer: string, detail: string, sides: Record<SideName, Side>, report: ImportReport): void {
  const [, name, part, key] = pointer.split('/');
  // Whoever takes the suggestion fills in the data source.
  if (part === 'datasourceId') return;
  const isSide = name === 'reader' || name === 'writer';
  if (isSide && part === 'connector') return;
  const side = isSide ? sides[name] : /\/to\b/.test(pointer) ? sides.writer : sides.reader;
  const node = isSide ? side.sources.get(key ?? '') : side.column;
  report.note(node ?? side.pluginNode, 'refused', `${pointer} of the version ${detail}.`);
}
