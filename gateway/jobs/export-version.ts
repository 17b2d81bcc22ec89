import { datasourceIdsOf } from '../chunjun/build-version.ts';
import { exportJob, type JobFile } from '../chunjun/import/export-job.ts';
import { GatewayError } from '../core/errors.ts';
import type { JobStore } from './job-store.ts';

export interface ExportDeps {
  readonly jobs: Pick<JobStore, 'find' | 'findVersion'>;
  readonly datasources: {
    findMany(
      ids: readonly string[],
    ): Promise<readonly { readonly id: string; readonly name: string; readonly type: string }[]>;
  };
}

/** A version of a job as a file for another gateway. Throws `not_found`, and `document_invalid` for secrets in it. */
export async function exportVersion(deps: ExportDeps, jobId: string, number: number | 'newest'): Promise<JobFile> {
  const [job, version] = await Promise.all([deps.jobs.find(jobId), deps.jobs.findVersion(jobId, number)]);
  if (job === null) throw new GatewayError('not_found', `There is no job ${jobId}`);
  if (version === null) {
    throw new GatewayError(
      'not_found',
      number === 'newest' ? 'The job has no version yet' : `There is no version ${number} of this job`,
    );
  }
  const rows = await deps.datasources.findMany(datasourceIdsOf(version.spec));
  return exportJob({
    name: job.name,
    kind: job.kind === 'stream' || job.kind === 'script' ? job.kind : 'batch',
    description: job.description,
    spec: version.spec,
    datasources: new Map(rows.map(({ id, name, type }) => [id, { name, type }])),
  });
}
