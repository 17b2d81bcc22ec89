import type { FieldError } from '../core/errors.ts';
import type { BuildInput } from './build-job-json.ts';
import { checkRows, writesByJdbc } from './check-pair.ts';
import { checkTableName } from './check-table.ts';

/**
 * What is wrong with a version only because of what its data sources say; pointers into the version. Of a version that
 * `checkVersionSpec` found nothing wrong with; sides whose data source is not known are left out.
 */
export function checkConnected({ spec, writer }: Pick<BuildInput, 'spec' | 'writer'>): FieldError[] {
  if (spec.writer.connector !== 'doris' || writer === null) return [];
  const { database, table, nameMapped } = spec.writer.parameter;
  const missing = (name: string, why: string, remedy: string): FieldError => ({
    pointer: `/writer/parameter/${name}`,
    detail: `is required ${why}`,
    remedy,
  });
  if (writesByJdbc('doris', writer)) {
    const remedy = 'Name it, or the frontend nodes in the data source to write by stream load.';
    return [
      ...checkRows(spec),
      // By JDBC Doris looks the table up, whatever the rows say (DorisSinkFactory.initColumnInfo at v1.12.8).
      ...(table === undefined ? [missing('table', 'to write by JDBC', remedy)] : []),
      ...checkTableName(spec, 'writer', database),
    ];
  }
  if (nameMapped === true || database !== undefined) return [];
  return [missing('database', 'for stream load without nameMapped', 'Name the database apart from the table.')];
}
