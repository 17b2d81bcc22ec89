import type { JobRow, JobVersion } from './job-store.ts';
import { policyOf } from './policy-schema.ts';
import type { JobView, VersionView } from './schemas.ts';

export function viewJob(job: JobRow): JobView {
  return {
    id: job.id,
    name: job.name,
    description: job.description,
    kind: job.kind,
    clusterId: job.clusterId,
    catalogId: job.catalogId,
    state: job.state,
    onlineVersion: job.onlineVersion,
    lastVersion: job.lastVersion,
    policy: viewPolicy(job),
    revision: job.revision,
    createdAt: job.createdAt.toISOString(),
    updatedAt: job.updatedAt.toISOString(),
    createdBy: job.createdBy,
  };
}

/** With its defaults, as a whole: what `policy` of a PATCH may say. */
function viewPolicy(job: JobRow): JobView['policy'] {
  const { deadlineSeconds, retry, ...rest } = policyOf(job);
  return {
    ...rest,
    ...(deadlineSeconds === null ? {} : { deadlineSeconds }),
    ...(retry === null ? {} : { retry: { ...retry, on: [...retry.on] } }),
  };
}

export function viewVersion(version: JobVersion): VersionView {
  return {
    jobId: version.jobId,
    number: version.number,
    spec: version.spec,
    contentHash: version.contentHash,
    comment: version.comment,
    createdAt: version.createdAt.toISOString(),
    createdBy: version.createdBy,
  };
}
