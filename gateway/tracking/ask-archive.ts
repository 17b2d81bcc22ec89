import type { ArchivePlace, ArchiveReader } from '../flink/archive.ts';
import type { FinalFlinkState } from '../flink/schemas.ts';

/** What the second witness said about a job that Flink does not know, as evidence keeps it. */
export type ArchiveWord =
  | { readonly asked: ArchivePlace; readonly state: FinalFlinkState }
  /** It says nothing; `trouble`: why it cannot be read, null: it can. */
  | { readonly state: null; readonly trouble: string | null };

/** Null: there is no witness, or no job to ask about. Never rejects. */
export async function askArchive(
  archive: ArchiveReader | null,
  flinkJobId: string | null,
): Promise<ArchiveWord | null> {
  if (archive === null || flinkJobId === null) return null;
  const job = await archive.job(flinkJobId);
  return job === null ? { state: null, trouble: await archive.trouble() } : { asked: job.asked, state: job.state };
}
