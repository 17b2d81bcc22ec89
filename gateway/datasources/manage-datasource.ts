import { findErrors, parseStored } from '../core/check.ts';
import { GatewayError, type FieldError } from '../core/errors.ts';
import { changedMeanwhile, type Expected } from '../core/expected.ts';
import { newId } from '../core/ids.ts';
import type { Sealer } from '../core/secrets.ts';
import { connectors, findConnector } from '../connectors/catalogue.ts';
import { findConfigErrors } from '../connectors/check-values.ts';
import type { ConnectionDetails, DatasourceType } from '../connectors/connector.ts';
import type { DatasourceRow, DatasourceStore, NewDatasource } from './datasource-store.ts';
import { assertSameHosts } from './same-hosts.ts';
import {
  StoredConfigSchema,
  StoredSecretsSchema,
  type DatasourceInput,
  type DatasourcePatch,
  type DatasourceView,
} from './schemas.ts';
import { LastTestSchema } from './test-result-schema.ts';

interface Deps {
  readonly datasources: DatasourceStore;
  readonly sealer: Sealer;
}

/** Checks, seals and stores a new data source. Throws `validation_failed` with pointers, `name_taken`. */
export async function createDatasource(deps: Deps, input: DatasourceInput, who: string): Promise<DatasourceRow> {
  return deps.datasources.create(prepareDatasource(deps.sealer, input, who));
}

/** What a new data source becomes before it is stored: checked, its secrets sealed. Throws `validation_failed`. */
export function prepareDatasource(sealer: Sealer, input: DatasourceInput, who: string): NewDatasource {
  const secrets = input.secrets ?? {};
  assertValid(typeOf(input.type), input.config, secrets);
  const id = newId();
  return {
    id,
    name: input.name,
    description: input.description ?? '',
    type: input.type,
    config: input.config,
    sealedSecrets: sealer.seal(JSON.stringify(secrets), contextOf(id)),
    environment: input.environment ?? 'development',
    createdBy: who,
  };
}

/** Throws `not_found`, `validation_failed`, `name_taken`, `precondition_failed` when somebody else changed it. */
export async function changeDatasource(
  deps: Deps,
  id: string,
  patch: DatasourcePatch,
  expected: Expected = 'any',
): Promise<DatasourceRow> {
  const row = await deps.datasources.find(id);
  if (row === null) throw new GatewayError('not_found', `There is no data source ${id}`);
  if (expected !== 'any' && expected !== row.revision) throw changedMeanwhile('The data source', row.revision);
  const before = openDatasource(deps.sealer, row);
  const config = patch.config ?? { ...before.config };
  const secrets = patch.secrets ?? { ...before.secrets };
  if (patch.secrets === undefined && patch.config !== undefined) {
    assertSameHosts({ type: row.type, ...before }, { type: row.type, config, secrets });
  }
  assertValid(typeOf(row.type), config, secrets);
  const changed = await deps.datasources.update(id, row.revision, {
    ...(patch.name === undefined ? {} : { name: patch.name }),
    ...(patch.description === undefined ? {} : { description: patch.description }),
    ...(patch.environment === undefined ? {} : { environment: patch.environment }),
    config,
    sealedSecrets: deps.sealer.seal(JSON.stringify(secrets), contextOf(id)),
  });
  if (changed === null) throw changedMeanwhile('The data source', row.revision + 1);
  return changed;
}

/** Public fields and opened secrets, for the builder only. Throws `secret_unreadable`. */
export function openDatasource(sealer: Sealer, row: DatasourceRow): ConnectionDetails {
  const secrets: unknown =
    row.sealedSecrets === null ? {} : JSON.parse(sealer.open(row.sealedSecrets, contextOf(row.id)));
  return {
    config: parseStored(StoredConfigSchema, row.config, `config of data source ${row.id}`),
    secrets: parseStored(StoredSecretsSchema, secrets, `secrets of data source ${row.id}`),
  };
}

export function viewDatasource(row: DatasourceRow): DatasourceView {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    type: row.type,
    config: parseStored(StoredConfigSchema, row.config, `config of data source ${row.id}`),
    hasSecrets: row.sealedSecrets !== null,
    revision: row.revision,
    environment: row.environment,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    createdBy: row.createdBy,
    lastTest:
      row.lastTest === null ? null : parseStored(LastTestSchema, row.lastTest, `last test of data source ${row.id}`),
  };
}

const contextOf = (id: string): string => `datasource:${id}`;

function typeOf(name: string): DatasourceType {
  const type = findConnector(name)?.datasource;
  if (type === undefined || type === null) {
    const known = connectors.filter((connector) => connector.datasource !== null).map((connector) => connector.name);
    throw invalid([{ pointer: '/type', detail: `must be one of ${known.join(', ')}` }]);
  }
  return type;
}

/** Throws `validation_failed` when these values are not what the type needs. */
export function assertDatasource(type: string, config: Record<string, unknown>, secrets: Record<string, string>): void {
  assertValid(typeOf(type), config, secrets);
}

function assertValid(type: DatasourceType, config: Record<string, unknown>, secrets: Record<string, string>): void {
  const at = (prefix: string, errors: readonly FieldError[]) =>
    errors.map((error) => ({ ...error, pointer: `${prefix}${error.pointer}` }));
  const errors = [
    ...at('/config', findConfigErrors(type, config, new Set(Object.keys(secrets)))),
    ...at('/secrets', findErrors(type.secrets, secrets)),
  ];
  if (errors.length > 0) throw invalid(errors);
}

function invalid(errors: readonly FieldError[]): GatewayError {
  return new GatewayError('validation_failed', 'The data source is not as its type needs it', { errors });
}
