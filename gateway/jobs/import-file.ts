import { readExport } from '../chunjun/import/export-job.ts';
import type { ReportEntry } from '../chunjun/import/import-report.ts';
import { replaceReferences } from '../chunjun/import/script-references.ts';
import { secretsOfScript } from '../chunjun/script/seal-script.ts';
import { isScript, type VersionSpec } from '../chunjun/version-spec.ts';
import { escapePointer } from '../core/check.ts';
import { prepareVersion, type VersionDeps } from './create-version.ts';
import { collectErrors, datasourceById, datasourceByName, type DatasourceLookup } from './import-datasources.ts';
import { movePointers } from './import-pointers.ts';
import type { ImportFileInput, UsedDatasource } from './import-schemas.ts';
import type { Imported } from './imported.ts';
import type { JobStore } from './job-store.ts';

export interface ImportFileDeps extends VersionDeps {
  readonly jobs: Pick<JobStore, 'createWhole'>;
  readonly datasources: VersionDeps['datasources'] & DatasourceLookup;
}

/**
 * Makes a job and its first version of an exported file, or nothing at all. Throws `document_invalid` and
 * `unknown_datasource` with pointers into the request, `name_taken`, `no_cluster`, `validation_failed`.
 */
export async function importFile(deps: ImportFileDeps, input: ImportFileInput, who: string): Promise<Imported> {
  const file = readExport(input.file, '/file');
  const errors = collectErrors();
  const used: UsedDatasource[] = [];
  const report: ReportEntry[] = [];
  for (const role of ['reader', 'writer'] as const) {
    const [wanted, given] = [file.datasources[role], input.datasources?.[role]];
    const pointer = `/datasources/${role}`;
    if (wanted === undefined) {
      if (given !== undefined)
        errors.add({ pointer, detail: `the file's ${role} takes none`, remedy: 'Leave it out.' });
      continue;
    }
    const place = { role, type: wanted.type, pointer };
    const found =
      given === undefined
        ? await datasourceByName(deps.datasources, place, wanted.name, errors)
        : await datasourceById(deps.datasources, place, given, errors);
    if (found === null) continue;
    used.push(found);
    const how = given === undefined ? 'found by name and type' : 'as chosen';
    report.push(
      entry(isScript(file.spec) ? pointer : `/spec/${role}/datasource`, `Data source ${found.name}, ${how}.`),
    );
  }
  const secrets = input.secrets ?? {};
  for (const name of missingSecrets(file.spec, secrets)) {
    errors.add({
      pointer: `/secrets/${escapePointer(name)}`,
      detail: `is required: the script uses \${secret.${name}}, and a file holds no secrets`,
      remedy: `Give {"secrets": {${JSON.stringify(name)}: …}}.`,
    });
  }
  errors.throwIfAny();
  const spec = withDatasources(file.spec, used);
  report.push(entry('/spec', 'The first version.'));
  const { version, warnings } = await movePointers('/spec', '/file/spec', () =>
    prepareVersion(deps, { spec, secrets }, null, who),
  );
  const job = {
    name: input.name ?? file.name,
    description: file.description,
    kind: file.kind,
    ...(input.clusterId === undefined ? {} : { clusterId: input.clusterId }),
  };
  const stored = await deps.jobs.createWhole(job, version, []);
  return { ...stored, datasources: used, report, warnings };
}

/** Names that the script refers to and that nobody gave. */
function missingSecrets(spec: VersionSpec, given: Readonly<Record<string, string>>): string[] {
  return isScript(spec) ? secretsOfScript(spec.script).filter((name) => !Object.hasOwn(given, name)) : [];
}

function withDatasources(spec: VersionSpec, used: readonly UsedDatasource[]): VersionSpec {
  const ids = Object.fromEntries(used.map(({ role, id }) => [role, id])) as Partial<
    Record<'reader' | 'writer', string>
  >;
  if (isScript(spec)) return { ...spec, script: replaceReferences(spec.script, ids) };
  const side = (role: 'reader' | 'writer') => {
    const datasourceId = ids[role];
    return datasourceId === undefined ? spec[role] : { ...spec[role], datasourceId };
  };
  return { ...spec, reader: side('reader'), writer: side('writer') };
}

function entry(pointer: string, message: string): ReportEntry {
  return { pointer, outcome: 'mapped', message };
}
