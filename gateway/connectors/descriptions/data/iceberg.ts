import { objectColumns } from '../columns.ts';
import { address, connector, datasource, noReader, param, side } from '../make.ts';
import { fileColumns, fileWriteMode, hadoopConfig } from './hadoop-parameters.ts';

const icebergAddress = [
  address('uri', 'string', ['Metastore', '元数据服务'], ['thrift://metastore:9083', 'thrift://metastore:9083'], {
    required: true,
  }),
  address('warehouse', 'string', ['Warehouse', '仓库路径'], ['Directory of the tables.', '表数据所在目录。'], {
    required: true,
  }),
  hadoopConfig(),
];

export const iceberg = connector({
  name: 'iceberg',
  title: ['Iceberg', 'Iceberg'],
  kind: 'lake',
  reader: noReader(),
  writer: side({
    reason: [
      'Not run here. Data shows after a checkpoint only, so switch checkpoints on; rows are not counted and dirty rows not collected; all columns form the key.',
      '尚未验证。数据仅在检查点后可见，须开启检查点；不统计行数也不收集脏数据；所有列共同作为键。',
    ],
    shape: ['uri of the Hive metastore, and warehouse.', 'Hive 元数据服务 uri 与 warehouse。'],
    columns: objectColumns(true),
    parameters: [
      ...icebergAddress,
      param('database', 'string', 'table', ['Database', '数据库'], ['Database of the table.', '表所在的数据库。'], {
        required: true,
      }),
      param('table', 'string', 'table', ['Table', '表'], ['A text, not a list.', '字符串，不是列表。'], {
        required: true,
      }),
      fileColumns,
      fileWriteMode,
    ],
    writeModes: ['append', 'overwrite'],
    connects: true,
    checked: ['Required fields; it connects to the metastore.', '检查必填项，并连接元数据服务。'],
  }),
  datasource: datasource(icebergAddress),
});
