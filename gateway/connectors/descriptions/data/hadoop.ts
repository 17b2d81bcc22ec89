/** HDFS, Hive and Hive 3. */
import { columnTypes } from '../column-types.ts';
import { objectColumns } from '../columns.ts';
import { address, columns, connector, datasource, noReader, param, side, split } from '../make.ts';
import {
  compress,
  defaultFS,
  encoding,
  exactlyOnce,
  fieldDelimiter,
  fileColumns,
  fileName,
  fileType,
  fileWriteMode,
  filterRegex,
  fullColumns,
  hadoopConfig,
  hadoopJars,
  maxFileSize,
  path,
  readerChecked,
  shape,
  writerChecked,
} from './hadoop-parameters.ts';

const fileSplit = split('parts', null, [], ['By files and their blocks.', '按文件及其数据块切分。']);
const modes = ['append', 'overwrite'];

export const hdfs = connector({
  name: 'hdfs',
  title: ['HDFS', 'HDFS'],
  kind: 'file',
  reader: side({
    status: 'works',
    reason: ['Run with text files of a local file system.', '已用本地文件系统的文本文件实际运行。'],
    shape,
    columns: objectColumns(true, columnTypes.hdfs.reader.words),
    parameters: [
      defaultFS,
      hadoopConfig(),
      path,
      fileType,
      fileColumns,
      fieldDelimiter('read'),
      encoding('read'),
      compress('read'),
      filterRegex,
    ],
    split: fileSplit,
    checked: readerChecked,
  }),
  writer: side({
    reason: exactlyOnce,
    shape: [
      'defaultFS (must begin with hdfs://) and hadoopConfig.',
      'defaultFS（必须以 hdfs:// 开头）与 hadoopConfig。',
    ],
    columns: objectColumns(true, columnTypes.hdfs.writer.words),
    parameters: [
      defaultFS,
      hadoopConfig(),
      path,
      fileType,
      fileColumns,
      fileName,
      fileWriteMode,
      fieldDelimiter('write'),
      encoding('write'),
      compress('write'),
      ...fullColumns,
      maxFileSize(1073741824),
      param(
        'nextCheckRows',
        'long',
        'tuning',
        ['Size check', '大小检查间隔'],
        ['Rows between two looks at the size.', '两次检查文件大小之间的行数。'],
        {
          default: 5000,
          minimum: 1,
          unit: 'rows',
        },
      ),
      param(
        'rowGroupSize',
        'int',
        'tuning',
        ['Row group size', '行组大小'],
        ['Of Parquet files.', 'Parquet 文件的行组大小。'],
        {
          default: 134217728,
          minimum: 1,
          unit: 'bytes',
        },
      ),
      param(
        'enableDictionary',
        'boolean',
        'tuning',
        ['Dictionary', '字典编码'],
        ['Dictionary encoding in Parquet files.', 'Parquet 文件使用字典编码。'],
        {
          default: true,
        },
      ),
    ],
    writeModes: modes,
    checked: writerChecked,
    // On the JobMaster: a namenode that does not answer refuses the submission and leaves a FAILED job.
    connects: true,
  }),
  needsExtraJars: hadoopJars,
  datasource: datasource([defaultFS, hadoopConfig()]),
});

const hiveAddress = [
  address(
    'jdbcUrl',
    'string',
    ['HiveServer2 URL', 'HiveServer2 地址'],
    ['A text: jdbc:hive2://host:10000/db', '字符串：jdbc:hive2://host:10000/db'],
    {
      required: true,
    },
  ),
  address('username', 'string', ['User', '用户名'], ['User that logs in.', '登录用户。']),
  address('password', 'string', ['Password', '密码'], ['Password of the user.', '用户密码。'], { secret: true }),
  defaultFS,
  hadoopConfig('object'),
];

export const hive = connector({
  name: 'hive',
  title: ['Hive', 'Hive'],
  kind: 'lake',
  reader: noReader(['hdfs, or hive3 for Hive 3.', '可使用 hdfs，Hive 3 可使用 hive3。']),
  writer: side({
    reason: exactlyOnce,
    shape: [
      'jdbcUrl of HiveServer2 as a text, defaultFS and hadoopConfig.',
      '字符串形式的 HiveServer2 jdbcUrl，以及 defaultFS 与 hadoopConfig。',
    ],
    columns: objectColumns(false, [], ['Tables and columns stand in tablesColumn.', '表和列写在 tablesColumn 中。']),
    parameters: [
      ...hiveAddress,
      param(
        'tablesColumn',
        'string',
        'table',
        ['Tables and columns', '表与列'],
        [
          'A text that holds JSON: {"table":[{"key":"col","type":"INT"}]}; needed unless there is a table name rule.',
          'JSON 字符串：{"table":[{"key":"col","type":"INT"}]}；未设置表名规则时必填。',
        ],
      ),
      param(
        'analyticalRules',
        'string',
        'table',
        ['Table name rule', '表名规则'],
        ['Template for tables of CDC rows; creates missing tables.', 'CDC 数据的表名模板，会自动建表。'],
      ),
      param(
        'distributeTable',
        'string',
        'table',
        ['Table groups', '表分组'],
        ['A text that holds JSON: target table and source tables.', 'JSON 字符串：目标表与来源表的对应关系。'],
      ),
      param('schema', 'string', 'table', ['Schema', 'Schema'], ['Hive database.', 'Hive 数据库。']),
      columns(false, ['May be left out.', '可不填。']),
      fileType,
      fileWriteMode,
      param(
        'partition',
        'string',
        'write',
        ['Partition column', '分区列'],
        ['Name of the time partition.', '时间分区的列名。'],
        { default: 'pt' },
      ),
      param(
        'partitionType',
        'string',
        'write',
        ['Partition by', '分区粒度'],
        ['Length of a partition.', '分区的时间粒度。'],
        {
          default: 'DAY',
          enum: ['DAY', 'HOUR', 'MINUTE'],
        },
      ),
      fieldDelimiter('write'),
      maxFileSize(1073741824),
    ],
    requiresOneOf: [['tablesColumn', 'analyticalRules']],
    writeModes: modes,
    checked: ['Required fields and tablesColumn.', '检查必填项和 tablesColumn。'],
  }),
  datasource: datasource(hiveAddress),
});

const hive3Table = [
  param(
    'isTransaction',
    'boolean',
    'table',
    ['Transactional table', '事务表'],
    ['An ORC table with ACID.', '支持 ACID 的 ORC 表。'],
    {
      default: false,
    },
  ),
  param('schema', 'string', 'table', ['Schema', 'Schema'], ['For transactional tables.', '事务表使用。']),
  param('table', 'string', 'table', ['Table', '表'], ['A text; for transactional tables.', '字符串；事务表使用。']),
  param(
    'partitionName',
    'string',
    'table',
    ['Partition', '分区'],
    ['Partition of the table, e.g. pt=1', '表的分区，如 pt=1'],
  ),
];

export const hive3 = connector({
  name: 'hive3',
  title: ['Hive 3', 'Hive 3'],
  kind: 'lake',
  reader: side({
    shape,
    columns: objectColumns(true, columnTypes.hive3.reader.words),
    parameters: [
      defaultFS,
      hadoopConfig('object'),
      path,
      fileType,
      ...hive3Table,
      fileColumns,
      fieldDelimiter('read'),
      filterRegex,
    ],
    split: fileSplit,
    checked: readerChecked,
  }),
  writer: side({
    reason: exactlyOnce,
    shape,
    columns: objectColumns(true, columnTypes.hive3.writer.words),
    parameters: [
      defaultFS,
      hadoopConfig('object'),
      path,
      fileType,
      ...hive3Table,
      fileColumns,
      fileName,
      fileWriteMode,
      fieldDelimiter('write'),
      ...fullColumns,
      maxFileSize(1073741824),
    ],
    writeModes: modes,
    checked: writerChecked,
    // On the JobMaster: a namenode that does not answer refuses the submission and leaves a FAILED job.
    connects: true,
  }),
  datasource: datasource([defaultFS, hadoopConfig('object')]),
});
