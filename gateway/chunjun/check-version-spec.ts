import { GatewayError, type FieldError } from '../core/errors.ts';
import { escapePointer, findErrors } from '../core/check.ts';
import { findConnector } from '../connectors/catalogue.ts';
import { findDescription } from '../connectors/descriptions/descriptions.ts';
import { columnsOf, type SideName } from './build-job-json.ts';
import type { VersionSpec } from './version-spec.ts';

/** The data sources a version refers to, each once. */
export function datasourceIdsOf(spec: VersionSpec): string[] {
  const ids = [spec.reader.datasourceId, spec.writer.datasourceId].filter((id) => id !== undefined);
  return [...new Set(ids)];
}

/**
 * Throws `document_invalid` with every place that would keep the version from becoming a document; pointers begin
 * with `prefix`, the place of the spec inside the request.
 */
export function assertVersionSpec(
  spec: VersionSpec,
  datasourceTypes: ReadonlyMap<string, string>,
  prefix: string,
): void {
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
export function checkVersionSpec(spec: VersionSpec, datasourceTypes: ReadonlyMap<string, string>): FieldError[] {
  return [
    ...(['reader', 'writer'] as const).flatMap((name) => checkSide(spec, name, datasourceTypes)),
    ...checkFlinkConfiguration(spec),
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

function checkSide(spec: VersionSpec, name: SideName, datasourceTypes: ReadonlyMap<string, string>): FieldError[] {
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
  const shape = findErrors(side.parameters, parameter);
  errors.push(...shape.map((error) => ({ ...error, pointer: `/${name}/parameter${error.pointer}` })));
  if (shape.length === 0) {
    const context = { columns: columnsOf(spec, name), channels: spec.settings?.channels ?? 1 };
    errors.push(
      ...side.check(parameter, context).map((error) => ({ ...error, pointer: placeOf(error.pointer, name) })),
    );
  }
  return errors;
}

/** `/columns/3` of a side stands in the version as `/mapping/3/from` or `/to`. */
function placeOf(pointer: string, name: SideName): string {
  const column = /^\/columns\/(\d+)(.*)$/.exec(pointer);
  if (column === null) return `/${name}${pointer}`;
  return `/mapping/${column[1] ?? ''}/${name === 'reader' ? 'from' : 'to'}${column[2] ?? ''}`;
}

const secretKey = /password|passwd|secret|token|credential|access[.-]?key|private[.-]?key/i;

/** Keys by which a version could change what the gateway relies on: the job id, the class path, where it runs. */
const ownedKey =
  /^(\$internal\.|classloader\.|pipeline\.(jars|classpaths|name)$|execution\.(attached|target|shutdown-on-attached-exit|savepoint\.)|high-availability|jobmanager\.|taskmanager\.|rest\.|kubernetes\.|yarn\.|chunjun\.dirty-data\.dir$)/;

/** flinkConfiguration is stored and shown as it is: no place for secrets; and some keys are not the version's to set. */
function checkFlinkConfiguration(spec: VersionSpec): FieldError[] {
  return Object.keys(spec.settings?.flinkConfiguration ?? {}).flatMap((key) => {
    const pointer = `/settings/flinkConfiguration/${escapePointer(key)}`;
    if (secretKey.test(key)) {
      return [
        {
          pointer,
          detail: 'names a secret',
          remedy: 'Set it in flink-conf.yaml of the cluster: what stands here is stored and shown.',
        },
      ];
    }
    if (ownedKey.test(key)) return [{ pointer, detail: 'is set by the gateway or the cluster, not by a version' }];
    return [];
  });
}
