import { columnTypes } from '../column-types.ts';
import { objectColumns } from '../columns.ts';
import { address, columns, connector, datasource, increment, noSide, param, side, split } from '../make.ts';

const s3Address = [
  address('accessKey', 'string', ['Access key', 'Access Key'], ['Access key id.', '访问密钥 ID。'], {
    required: true,
    secret: true,
  }),
  address('secretKey', 'string', ['Secret key', 'Secret Key'], ['Secret access key.', '访问密钥。'], {
    required: true,
    secret: true,
  }),
  address(
    'endpoint',
    'string',
    ['Endpoint', '服务地址'],
    ['For services that speak S3; left out: by region.', 'S3 兼容服务的地址；缺省按区域访问。'],
  ),
  address('region', 'string', ['Region', '区域'], ['Region of the bucket.', '存储桶所在区域。'], {
    default: 'cn-north-1',
  }),
  address('Protocol', 'string', ['Protocol', '协议'], ['Written with a capital P.', '键名首字母大写。'], {
    default: 'HTTP',
    enum: ['HTTP', 'HTTPS'],
  }),
  address('bucket', 'string', ['Bucket', '存储桶'], ['Bucket of the objects.', '对象所在的存储桶。'], {
    required: true,
  }),
];

const common = (group: 'read' | 'write') => [
  columns(true, ['Objects with name and type, from the mapping.', '带 name 和 type 的对象，取自字段映射。']),
  param(
    'fieldDelimiter',
    'string',
    group,
    ['Separator', '字段分隔符'],
    ['Exactly one character.', '只能是一个字符。'],
    {
      default: ',',
      maxLength: 1,
    },
  ),
  param(
    'encoding',
    'string',
    group,
    ['Encoding', '文件编码'],
    ['Character set of the objects.', '对象使用的字符集。'],
    {
      default: 'UTF-8',
    },
  ),
  param(
    'isFirstLineHeader',
    'boolean',
    group,
    ['Header line', '首行为表头'],
    ['The first line holds the column names.', '首行为列名。'],
    {
      default: false,
    },
  ),
];

export const s3 = connector({
  name: 's3',
  title: ['S3 object storage', 'S3 对象存储'],
  kind: 'file',
  reader: side({
    shape: ['bucket and objects (list), endpoint or region.', 'bucket 与 objects（列表），endpoint 或 region。'],
    columns: objectColumns(true, columnTypes.s3.reader.words),
    parameters: [
      ...s3Address,
      param(
        'objects',
        'string[]',
        'table',
        ['Objects', '对象'],
        ['Keys; one that ends with .* is a prefix.', '对象键；以 .* 结尾表示前缀。'],
        { required: true },
      ),
      ...common('read'),
      param(
        'fetchSize',
        'int',
        'tuning',
        ['Keys per request', '每次列举数'],
        ['Keys listed at a time.', '每次列举的对象数。'],
        {
          default: 512,
          minimum: 1,
        },
      ),
      param(
        'useV2',
        'boolean',
        'advanced',
        ['List version 2', '列举接口 V2'],
        ['Lists with the newer API.', '使用新版列举接口。'],
        {
          default: true,
        },
      ),
      param(
        'safetySwitch',
        'boolean',
        'advanced',
        ['Safe parsing', '安全解析'],
        ['Limits the length of a field.', '限制单个字段的长度。'],
        {
          default: false,
        },
      ),
    ],
    increment: increment(
      'position',
      [],
      ['By checkpoint, with setting.restore.isRestore.', '依靠检查点，并开启 setting.restore.isRestore。'],
    ),
    split: split('parts', null, [], ['Objects are divided among the channels.', '按对象分配给各通道。']),
    checked: ['Required fields; it connects when the job runs.', '检查必填项；运行时才连接。'],
  }),
  writer: side({
    shape: ['bucket and object (text), endpoint or region.', 'bucket 与 object（字符串），endpoint 或 region。'],
    columns: objectColumns(true, columnTypes.s3.writer.words),
    parameters: [
      ...s3Address,
      param('object', 'string', 'table', ['Object', '对象'], ['Key that is written.', '写入的对象键。'], {
        required: true,
      }),
      ...common('write'),
      param(
        'writeMode',
        'string',
        'write',
        ['Write mode', '写入模式'],
        ['overwrite deletes the old object at the start.', 'overwrite 会在开始时删除原对象。'],
        { default: 'overwrite', enum: ['overwrite'] },
      ),
      param(
        'maxFileSize',
        'long',
        'tuning',
        ['Part size', '分段大小'],
        ['Size of an uploaded part.', '分段上传的大小。'],
        {
          default: 1048576,
          minimum: 1,
          unit: 'bytes',
        },
      ),
    ],
    writeModes: ['overwrite'],
    split: split(
      'none',
      1,
      [],
      ['Exactly one channel, or the submission is refused.', '只能使用一个通道，否则提交被拒绝。'],
    ),
    checked: ['Required fields and the number of channels.', '检查必填项和通道数。'],
  }),
  datasource: datasource(s3Address),
});

const sqlOnly = noSide(
  'not_loadable',
  ['A table connector for SQL jobs; sync jobs cannot name it.', '仅供 SQL 任务使用的表连接器，同步任务无法使用。'],
  ['ftp to read files; hdfs or s3 to read and write them.', '读取文件可用 ftp，读写文件可用 hdfs 或 s3。'],
);
export const file = connector({
  name: 'file',
  title: ['Local file', '本地文件'],
  kind: 'file',
  reader: sqlOnly,
  writer: sqlOnly,
  datasource: null,
});
export const filesystem = connector({
  name: 'filesystem',
  title: ['File system', '文件系统'],
  kind: 'file',
  reader: sqlOnly,
  writer: sqlOnly,
  datasource: null,
});
