import type { FieldError } from '../core/errors.ts';
import type { BuildInput } from './build-job-json.ts';
import { checkRows, writesByJdbc } from './check-pair.ts';
import { checkTableName } from './check-table.ts';

/**
 * What is wrong with a version only because of what its data sources say; pointers into the version. Of a version that
 * `checkVersionSpec` found nothing wrong with; sides whose data source is not known are left out.
 */
export function checkConnected({ spec, writer }: Pick<BuildInput, 'spec' | 'writer'>): FieldError[] {
  if (writer === null) return [];
  if (hdfsWriters.has(spec.writer.connector)) return checkFileSystem(writer.config['defaultFS']);
  if (spec.writer.connector !== 'doris') return [];
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

/** Their builders look at the beginning of the address; a reader of HDFS takes others. */
const hdfsWriters: ReadonlySet<string> = new Set(['hdfs', 'hive']);

function checkFileSystem(defaultFS: unknown): FieldError[] {
  if (typeof defaultFS !== 'string' || defaultFS.startsWith('hdfs://')) return [];
  const detail = 'must be a data source whose defaultFS begins with hdfs:// for this writer';
  return [{ pointer: '/writer/datasourceId', detail, remedy: 'Write "hdfs://host:8020" in a data source of its own.' }];
}
