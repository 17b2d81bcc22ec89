import { GatewayError } from '../core/errors.ts';
import { canonicalJson, sha256Hex } from '../core/ids.ts';
import { assertVersionSpec, datasourceIdsOf } from '../chunjun/check-version-spec.ts';
import type { JobStore, JobVersion } from './job-store.ts';
import type { VersionInput } from './schemas.ts';

interface Deps {
  readonly jobs: Pick<JobStore, 'find' | 'addVersion'>;
  readonly datasources: { typesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> };
}

/** Checks a version and stores it under the job's next number. Throws `not_found`, `document_invalid` with pointers. */
export async function createVersion(deps: Deps, jobId: string, input: VersionInput, who: string): Promise<JobVersion> {
  if ((await deps.jobs.find(jobId)) === null) throw new GatewayError('not_found', `There is no job ${jobId}`);
  assertVersionSpec(input.spec, await deps.datasources.typesOf(datasourceIdsOf(input.spec)), '/spec');
  return deps.jobs.addVersion(jobId, {
    spec: input.spec,
    contentHash: sha256Hex(canonicalJson(input.spec)),
    comment: input.comment ?? '',
    who,
  });
}
