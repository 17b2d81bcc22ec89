import type { SideName } from '../chunjun/build-job-json.ts';
import { GatewayError, type FieldError } from '../core/errors.ts';
import type { UsedDatasource } from './import-schemas.ts';

interface Found {
  readonly id: string;
  readonly name: string;
  readonly type: string;
}

export interface DatasourceLookup {
  find(id: string): Promise<Found | null>;
  /** By name, of those that exist. */
  findByNames(names: readonly string[]): Promise<ReadonlyMap<string, Found>>;
}

/** Collects everything that is wrong with an import, so that a person reads all of it at once. */
export interface ImportErrors {
  /** `missing`: a data source that does not exist. */
  add(error: FieldError, missing?: 'missing'): void;
  /** Throws `unknown_datasource` when data sources are all that is missing, else `document_invalid`. */
  throwIfAny(): void;
}

export function collectErrors(): ImportErrors {
  const errors: FieldError[] = [];
  let isOther = false;
  return {
    add(error, missing) {
      errors.push(error);
      isOther ||= missing === undefined;
    },
    throwIfAny() {
      if (errors.length === 0) return;
      const detail = errors.map((error) => `${error.pointer} ${error.detail}`).join('; ');
      throw new GatewayError(isOther ? 'document_invalid' : 'unknown_datasource', detail, { errors });
    },
  };
}

export interface Wanted {
  readonly role: SideName;
  readonly type: string;
  /** Where the choice stands in the request. */
  readonly pointer: string;
}

/** The data source of an id, when it exists and is of the type. */
export async function datasourceById(
  lookup: DatasourceLookup,
  { role, type, pointer }: Wanted,
  id: string,
  errors: ImportErrors,
): Promise<UsedDatasource | null> {
  const found = await lookup.find(id);
  if (found === null) {
    errors.add({ pointer, detail: `there is no data source ${id}`, remedy: 'GET /datasources lists them.' }, 'missing');
    return null;
  }
  if (found.type !== type) {
    errors.add({
      pointer,
      detail: `is of type ${found.type}, the ${role} of type ${type}`,
      remedy: `Choose one of type ${type}.`,
    });
    return null;
  }
  return used(role, found);
}

/** The data source of a name, when it exists and is of the type. */
export async function datasourceByName(
  lookup: DatasourceLookup,
  { role, type, pointer }: Wanted,
  name: string,
  errors: ImportErrors,
): Promise<UsedDatasource | null> {
  const found = (await lookup.findByNames([name])).get(name);
  if (found?.type === type) return used(role, found);
  const detail = `there is no data source ${JSON.stringify(name)} of type ${type}`;
  errors.add({ pointer, detail, remedy: 'Create it, or give the id of another one of that type.' }, 'missing');
  return null;
}

function used(role: SideName, { id, name, type }: Found): UsedDatasource {
  return { role, id, name, type, created: false, secretsLeftOut: [] };
}
