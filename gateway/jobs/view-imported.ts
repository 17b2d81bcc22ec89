import type { Static } from 'typebox';
import type { Diagnostic } from '../chunjun/diagnostics.ts';
import { GatewayError } from '../core/errors.ts';
import type { ImportedJobSchema } from './import-schemas.ts';
import type { Imported } from './imported.ts';
import type { JobVersion } from './job-store.ts';
import { viewJob, viewVersion } from './views.ts';

export interface ViewImportedDeps {
  readonly diagnose: (version: JobVersion) => Promise<readonly Diagnostic[]>;
}

/** What an import answers: the job is made, so that nothing found in it now is an error of the request. */
export async function viewImported(
  { diagnose }: ViewImportedDeps,
  { job, version, datasources, report, warnings }: Imported,
): Promise<Static<typeof ImportedJobSchema>> {
  const found = await diagnose(version).catch((error: unknown) => {
    if (!(error instanceof GatewayError)) throw error;
    return error.errors.map(({ pointer, detail, remedy = 'Store a corrected version.' }): Diagnostic => ({
      level: 'error',
      code: error.code,
      pointer,
      message: `${pointer} ${detail}.`,
      remedy,
    }));
  });
  return {
    job: viewJob(job),
    version: { ...viewVersion(version), diagnostics: [...warnings, ...found] },
    datasources: [...datasources],
    report: [...report],
  };
}
