import type { Diagnostic } from '../chunjun/diagnostics.ts';
import type { ReportEntry } from '../chunjun/import/import-report.ts';
import type { UsedDatasource } from './import-schemas.ts';
import type { JobRow, JobVersion } from './job-store.ts';

/** What an import made. */
export interface Imported {
  readonly job: JobRow;
  readonly version: JobVersion;
  readonly datasources: readonly UsedDatasource[];
  readonly report: readonly ReportEntry[];
  /** One for each secret that was taken out of a script's text. */
  readonly warnings: readonly Diagnostic[];
}
