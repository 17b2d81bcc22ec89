import { GatewayError } from '../core/errors.ts';
import type { Expected } from '../core/expected.ts';
import type { Diagnostic } from '../chunjun/diagnostics.ts';
import type { JobRow, JobStore, JobVersion } from './job-store.ts';

interface Deps {
  readonly jobs: Pick<JobStore, 'find' | 'findVersion' | 'setOnline'>;
  /** Throws `document_invalid` when the version cannot become a document. */
  readonly diagnose: (version: JobVersion) => Promise<readonly Diagnostic[]>;
  /** Throws `datasource_untested`. */
  readonly assertTested: (version: JobVersion) => Promise<void>;
}

/**
 * Puts a version online: what runs take from now on. Throws `not_found`, `document_invalid` with every error that the
 * validator finds, `datasource_untested`, `precondition_failed`; then nothing changes.
 */
export async function putOnline(
  deps: Deps,
  jobId: string,
  number: number | 'newest',
  expected: Expected = 'any',
): Promise<JobRow> {
  const version = await deps.jobs.findVersion(jobId, number);
  if (version === null) {
    throw new GatewayError('not_found', 'There is no such job or version', {
      remedy: 'POST /jobs/:id/versions stores a version.',
    });
  }
  const errors = (await deps.diagnose(version)).filter(({ level }) => level === 'error');
  if (errors.length > 0) {
    throw new GatewayError('document_invalid', errors.map(({ message }) => message).join(' '), {
      errors: errors.map(({ pointer, message, remedy }) => ({
        pointer: `/document${pointer}`,
        detail: message,
        remedy,
      })),
      remedy: 'POST /jobs/:id/render shows the document and every finding.',
    });
  }
  await deps.assertTested(version);
  return existing(
    await deps.jobs.setOnline(jobId, { state: 'online', onlineVersion: version.number }, expected),
    jobId,
  );
}

/** Takes the job offline; runs that were accepted go on. Throws `not_found`, `precondition_failed`. */
export async function takeOffline(
  deps: Pick<Deps, 'jobs'>,
  jobId: string,
  expected: Expected = 'any',
): Promise<JobRow> {
  return existing(await deps.jobs.setOnline(jobId, { state: 'offline', onlineVersion: null }, expected), jobId);
}

function existing(job: JobRow | null, jobId: string): JobRow {
  if (job === null) throw new GatewayError('not_found', `There is no job ${jobId}`);
  return job;
}
