/** What the connectors of files in a Hadoop file system share. */
import { type Draft, type Pair, address, columns, param, text } from '../make.ts';

export const defaultFS = address(
  'defaultFS',
  'string',
  ['File system', '文件系统'],
  ['hdfs://namenode:port. Readers take file:/// too.', 'hdfs://namenode:port；读端也支持 file:///。'],
  { required: true },
);

export const hadoopConfig = (type: 'map' | 'object' = 'map'): Draft =>
  address(
    'hadoopConfig',
    type,
    ['Hadoop settings', 'Hadoop 配置'],
    ['Settings for high availability and Kerberos.', '高可用与 Kerberos 等配置。'],
    { default: {} },
  );

export const path = param('path', 'string', 'table', ['Path', '路径'], ['Directory of the files.', '文件所在目录。'], {
  required: true,
});

export const fileColumns = columns(true, [
  'Objects with name and type, from the mapping.',
  '带 name 和 type 的对象，取自字段映射。',
]);

export const fileType = param(
  'fileType',
  'string',
  'table',
  ['File type', '文件类型'],
  ['Format of the files; csv is refused.', '文件格式；不支持 csv。'],
  { required: true, enum: ['text', 'orc', 'parquet'] },
);

export const fieldDelimiter = (group: 'read' | 'write'): Draft =>
  param(
    'fieldDelimiter',
    'string',
    group,
    ['Separator', '字段分隔符'],
    ['Between the fields of a text file.', '文本文件的字段分隔符。'],
    {
      default: '\u0001',
    },
  );

export const encoding = (group: 'read' | 'write'): Draft =>
  param('encoding', 'string', group, ['Encoding', '文件编码'], ['Character set of text files.', '文本文件的字符集。'], {
    default: 'UTF-8',
  });

export const compress = (group: 'read' | 'write'): Draft =>
  param(
    'compress',
    'string',
    group,
    ['Compression', '压缩格式'],
    ['E.g. GZIP, BZIP2, SNAPPY; depends on the file type.', '如 GZIP、BZIP2、SNAPPY，取决于文件类型。'],
  );

export const filterRegex = param(
  'filterRegex',
  'string',
  'read',
  ['File filter', '文件过滤'],
  ['Only files whose whole name matches this regular expression.', '仅读取文件名完整匹配该正则的文件。'],
  { default: '' },
);

export const fileName = param(
  'fileName',
  'string',
  'write',
  ['Partition directory', '分区目录'],
  ['Below the path, e.g. pt=1', '路径下的子目录，如 pt=1'],
);

export const fileWriteMode = param(
  'writeMode',
  'string',
  'write',
  ['Write mode', '写入模式'],
  ['overwrite empties the directory first.', 'overwrite 会先清空目录。'],
  { default: 'append', enum: ['append', 'overwrite'] },
);

export const fullColumns: readonly Draft[] = [
  param(
    'fullColumnName',
    'string[]',
    'write',
    ['All column names', '全部列名'],
    ['Columns of the whole table; others become null.', '整张表的列；未映射的列写为空。'],
  ),
  param(
    'fullColumnType',
    'string[]',
    'write',
    ['All column types', '全部列类型'],
    ['Types of these columns, in their order.', '与上述列一一对应的类型。'],
  ),
];

export const maxFileSize = (value: number): Draft =>
  param(
    'maxFileSize',
    'long',
    'tuning',
    ['File size', '文件大小'],
    ['A new file begins beyond it.', '超过后写入新文件。'],
    {
      default: value,
      minimum: 1,
      unit: 'bytes',
    },
  );

export const hadoopJars = [
  {
    name: 'hadoop-client',
    reason: text([
      'The connector ships without it; a job is refused at submission.',
      '插件未包含，缺少时提交即被拒绝。',
    ]),
  },
];

export const exactlyOnce: Pair = [
  'Not run with a real cluster. With checkpoints on, files appear at checkpoints only.',
  '尚未在真实集群上验证。开启检查点后，文件仅在检查点时可见。',
];
export const writerChecked: Pair = [
  'Required fields, and the name node: an unreachable one refuses the submission and leaves a FAILED job.',
  '检查必填项并连接 NameNode：无法连接时拒绝提交，并留下一个 FAILED 任务。',
];
export const readerChecked: Pair = [
  'Required fields. An unreachable name node shows when the job runs.',
  '检查必填项；NameNode 无法连接时在运行时失败。',
];
export const shape: Pair = ['defaultFS and hadoopConfig.', 'defaultFS 与 hadoopConfig。'];
