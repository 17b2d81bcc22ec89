import { importJob } from '../chunjun/import/import-job.ts';
import { kindOfImport } from '../chunjun/import/kind-of-import.ts';
import type { SyncSpec } from '../chunjun/version-spec.ts';
import { GatewayError } from '../core/errors.ts';
import { prepareVersion, type VersionDeps } from './create-version.ts';
import { collectErrors, type DatasourceLookup } from './import-datasources.ts';
import { planDatasources, type PlanDeps } from './import-plan.ts';
import { movePointers } from './import-pointers.ts';
import type { ImportTextInput, UsedDatasource } from './import-schemas.ts';
import type { Imported } from './imported.ts';
import type { JobStore, NewDatasourceRow } from './job-store.ts';

export interface ImportTextDeps extends VersionDeps, Pick<PlanDeps, 'prepareDatasource'> {
  readonly jobs: Pick<JobStore, 'createWhole'>;
  readonly datasources: VersionDeps['datasources'] & DatasourceLookup;
}

/**
 * Makes a job, its first version and the data sources it lacks of another tool's document, or nothing at all. Secrets of
 * the document are sealed with the new data sources and are nowhere else. Throws `document_invalid` with all that was
 * refused (`/text/job/…` is a place of the document), `unknown_datasource`, `name_taken`, `no_cluster`.
 */
export async function importText(deps: ImportTextDeps, input: ImportTextInput, who: string): Promise<Imported> {
  const found = await movePointers('', '/text', () => importJob(input.text));
  const refused = found.report.filter(({ outcome }) => outcome === 'refused');
  if (found.spec === null) {
    const errors = refused.map(({ pointer, message, remedy }) => ({
      pointer: `/text${pointer}`,
      detail: message,
      ...(remedy === undefined ? {} : { remedy }),
    }));
    const detail = `The document cannot become a version: ${refused.map(({ message }) => message).join(' ')}`;
    throw new GatewayError('document_invalid', detail, { errors });
  }
  const errors = collectErrors();
  const { used, rows } = await planDatasources(
    deps,
    { jobName: input.name, chosen: input.datasources ?? {}, found, who },
    errors,
  );
  errors.throwIfAny();
  const spec = withDatasources(found.spec, used);
  const { version, warnings } = await prepareVersion(
    { ...deps, datasources: withNew(deps.datasources, rows) },
    { spec },
    null,
    who,
  );
  const job = {
    name: input.name,
    kind: input.kind ?? kindOfImport(spec),
    ...(input.description === undefined ? {} : { description: input.description }),
    ...(input.clusterId === undefined ? {} : { clusterId: input.clusterId }),
  };
  const stored = await deps.jobs.createWhole(
    job,
    version,
    rows.map((row) => ({ ...row, config: row.config as NewDatasourceRow['config'] })),
  );
  return { ...stored, datasources: used, report: found.report, warnings };
}

function withDatasources(spec: SyncSpec, used: readonly UsedDatasource[]): SyncSpec {
  const side = (role: 'reader' | 'writer') => {
    const id = used.find((one) => one.role === role)?.id;
    return id === undefined ? spec[role] : { ...spec[role], datasourceId: id };
  };
  return { ...spec, reader: side('reader'), writer: side('writer') };
}

/** The version is checked before its new data sources are stored. */
function withNew(
  datasources: VersionDeps['datasources'],
  rows: readonly { readonly id: string; readonly type: string }[],
): VersionDeps['datasources'] {
  return {
    typesOf: async (ids) =>
      new Map([...(await datasources.typesOf(ids)), ...rows.map(({ id, type }) => [id, type] as const)]),
  };
}
