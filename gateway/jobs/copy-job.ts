import { GatewayError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import type { Sealer } from '../core/secrets.ts';
import { factsOf } from '../chunjun/build-version.ts';
import type { JobRow, JobStore } from './job-store.ts';
import type { JobCopy, JobInput } from './schemas.ts';
import { openVersionSecrets, sealVersionSecrets } from './version-secrets.ts';
import { viewJob } from './views.ts';

interface Deps {
  readonly jobs: Pick<JobStore, 'find' | 'findVersion' | 'create' | 'createWhole'>;
  readonly sealer: Sealer;
}

/**
 * A new draft with the description, policy and cluster of another job, and one of its versions as version 1; secrets of
 * a script are sealed anew. Throws `not_found`, `name_taken`, `no_cluster`.
 */
export async function copyJob(deps: Deps, jobId: string, copy: JobCopy, who: string): Promise<JobRow> {
  const [job, version] = await Promise.all([
    deps.jobs.find(jobId),
    deps.jobs.findVersion(jobId, copy.version ?? 'newest'),
  ]);
  if (job === null) throw new GatewayError('not_found', `There is no job ${jobId}`);
  if (version === null && copy.version !== undefined) {
    throw new GatewayError('not_found', `There is no version ${copy.version} of this job`, {
      errors: [{ pointer: '/version', detail: 'names no version of the job' }],
    });
  }
  const { kind, description, policy } = viewJob(job);
  const clusterId = copy.clusterId ?? job.clusterId;
  const input: JobInput = {
    name: copy.name,
    kind: kind as JobInput['kind'],
    description,
    policy,
    ...(clusterId === null ? {} : { clusterId }),
  };
  if (version === null) return deps.jobs.create(input, who);
  const id = newId();
  const { spec, contentHash } = version;
  const copied = {
    id,
    spec,
    contentHash,
    comment: `copy of version ${version.number} of ${job.name}`,
    who,
    sealedSecrets: sealVersionSecrets(deps.sealer, id, openVersionSecrets(deps.sealer, version)),
    datasources: factsOf(spec).datasources,
  };
  return (await deps.jobs.createWhole(input, copied, [])).job;
}
