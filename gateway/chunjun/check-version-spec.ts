import { GatewayError, type FieldError } from '../core/errors.ts';
import { findConnector } from '../connectors/catalogue.ts';
import { findSideErrors } from '../connectors/check-values.ts';
import { findDescription } from '../connectors/descriptions/descriptions.ts';
import { columnsOf, type SideName } from './build-job-json.ts';
import { checkMapping } from './check-mapping.ts';
import { checkPair } from './check-pair.ts';
import { checkSettings } from './check-settings.ts';
import { checkTableName } from './check-table.ts';
import { channelsOf } from './settings.ts';
import type { SyncSpec } from './version-spec.ts';

/** The data sources a version refers to, each once. */
export function datasourceIdsOf(spec: SyncSpec): string[] {
  const ids = [spec.reader.datasourceId, spec.writer.datasourceId].filter((id) => id !== undefined);
  return [...new Set(ids)];
}

/**
 * Throws `document_invalid` with every place that would keep the version from becoming a document; pointers begin
 * with `prefix`, the place of the spec inside the request.
 */
export function assertVersionSpec(spec: SyncSpec, datasourceTypes: ReadonlyMap<string, string>, prefix: string): void {
  const errors = checkVersionSpec(spec, datasourceTypes);
  if (errors.length === 0) return;
  throw new GatewayError('document_invalid', errors.map((error) => `${error.pointer} ${error.detail}`).join('; '), {
    errors: errors.map((error) => ({ ...error, pointer: `${prefix}${error.pointer}` })),
  });
}

/**
 * Everything that is wrong with a spec of the right shape, pointers into the spec; empty when `buildJob` can build it.
 * `datasourceTypes`: id → type of the data sources that exist.
 */
export function checkVersionSpec(spec: SyncSpec, datasourceTypes: ReadonlyMap<string, string>): FieldError[] {
  return [
    ...(['reader', 'writer'] as const).flatMap((name) => checkSide(spec, name, datasourceTypes)),
    ...checkPair(spec),
    ...checkMapping(spec),
    ...checkSettings(spec),
  ];
}

/** Why a connector cannot stand on this side, as the catalogue knows it. */
function unusable(connectorName: string, name: SideName): FieldError {
  const pointer = `/${name}/connector`;
  const known = findDescription(connectorName);
  if (known === undefined) {
    return {
      pointer,
      detail: `there is no connector ${connectorName}`,
      remedy: 'GET /connectors lists what there is.',
    };
  }
  if (known.name !== connectorName) {
    return { pointer, detail: `${connectorName} is an alias`, remedy: `Write ${known.name}.` };
  }
  const side = known[name];
  const why = side?.reason?.en ?? `${connectorName} cannot be a ${name} in Chunjun 1.12.8`;
  return { pointer, detail: why, ...(side?.alternative ? { remedy: side.alternative.en } : {}) };
}

function checkSide(spec: SyncSpec, name: SideName, datasourceTypes: ReadonlyMap<string, string>): FieldError[] {
  const { connector: connectorName, datasourceId, parameter } = spec[name];
  const connector = findConnector(connectorName);
  const side = connector?.[name];
  if (connector === undefined || side === undefined || side === null) return [unusable(connectorName, name)];
  const errors: FieldError[] = [];
  if (connector.datasource === null) {
    if (datasourceId !== undefined) {
      errors.push({ pointer: `/${name}/datasourceId`, detail: `${connectorName} takes no data source` });
    }
  } else if (datasourceId === undefined) {
    errors.push({ pointer: `/${name}/datasourceId`, detail: 'is required' });
  } else if (!datasourceTypes.has(datasourceId)) {
    errors.push({ pointer: `/${name}/datasourceId`, detail: `there is no data source ${datasourceId}` });
  } else if (datasourceTypes.get(datasourceId) !== connectorName) {
    errors.push({
      pointer: `/${name}/datasourceId`,
      detail: `is of type ${String(datasourceTypes.get(datasourceId))}, the ${name} of type ${connectorName}`,
    });
  }
  const context = { columns: columnsOf(spec, name), channels: channelsOf(spec.settings, name) };
  const found = findSideErrors(connectorName, side, parameter, context);
  errors.push(...found.map((error) => ({ ...error, pointer: placeOf(error.pointer, spec, name) })));
  const table = connectorName === 'doris' && name === 'writer' ? [] : checkTableName(spec, name, parameter['schema']);
  return [...errors, ...table.filter(({ pointer }) => !errors.some((error) => error.pointer === pointer))];
}

/** `/columns/3` of a side stands in the version as `/mapping/3/from` or `/to`, or among the transformer's columns. */
function placeOf(pointer: string, spec: SyncSpec, name: SideName): string {
  const column = /^\/columns\/(\d+)(.*)$/.exec(pointer);
  if (column === null) return `/${name}${pointer}`;
  if (name === 'writer' && spec.settings?.transformer?.columns !== undefined) return `/settings/transformer${pointer}`;
  return `/mapping/${column[1] ?? ''}/${name === 'reader' ? 'from' : 'to'}${column[2] ?? ''}`;
}
