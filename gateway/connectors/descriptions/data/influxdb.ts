import { columnTypes } from '../column-types.ts';
import { anyColumns, objectColumns } from '../columns.ts';
import { address, columns, connector, datasource, field, param, side, split } from '../make.ts';

const influxAddress = [
  address(
    'connection',
    'object[]',
    ['Connection', '连接'],
    [
      'url (list, on both sides), measurement (list) and database; the first of each counts.',
      'url（读写两端均为列表）、measurement（列表）与 database，均取第一个。',
    ],
    { required: true },
  ),
  address('username', 'string', ['User', '用户名'], ['User that logs in.', '登录用户。']),
  address('password', 'string', ['Password', '密码'], ['Password of the user.', '用户密码。'], { secret: true }),
];
const measurement = param(
  'measurement',
  'string',
  'table',
  ['Measurement', 'Measurement'],
  ['Measurement to read or write.', '要读写的 measurement。'],
  {
    required: true,
    path: '/connection/0/measurement/0',
  },
);
const shape: [string, string] = [
  'connection[0] with lists for url and measurement, database as a text.',
  'connection[0] 中 url 与 measurement 为列表，database 为字符串。',
];

export const influxdb = connector({
  name: 'influxdb',
  title: ['InfluxDB 1.x', 'InfluxDB 1.x'],
  kind: 'nosql',
  reader: side({
    shape,
    columns: anyColumns(true, true, ['Names or objects.', '列名或对象。']),
    parameters: [
      ...influxAddress,
      measurement,
      columns(true, ['From the mapping.', '取自字段映射。']),
      param(
        'where',
        'string',
        'read',
        ['Filter', '过滤条件'],
        ['Condition without the word WHERE.', '不带 WHERE 关键字的条件。'],
      ),
      param(
        'customSql',
        'string',
        'read',
        ['Query', '自定义查询'],
        ['Query that is read instead of the measurement.', '代替 measurement 读取的查询。'],
      ),
      param(
        'splitPk',
        'string',
        'split',
        ['Split column', '切分列'],
        ['Divides the rows by remainder; needed from 2 channels on.', '按取余切分，通道数大于 1 时必填。'],
      ),
      param(
        'queryTimeOut',
        'int',
        'tuning',
        ['Query timeout', '查询超时'],
        ['How long one query may take.', '单次查询允许的时间。'],
        {
          default: 3,
          minimum: 0,
          unit: 's',
        },
      ),
      param(
        'fetchSize',
        'int',
        'tuning',
        ['Fetch size', '每次拉取行数'],
        ['Rows per round trip.', '每次往返读取的行数。'],
        {
          default: 1000,
          minimum: 1,
          unit: 'rows',
        },
      ),
      param(
        'epoch',
        'string',
        'advanced',
        ['Time unit', '时间单位'],
        [
          'Unit of times; any other word, the default N too, means NS.',
          '时间的单位；其他取值（包括默认值 N）等同 NS。',
        ],
        {
          default: 'NS',
          enum: ['NS', 'U', 'MS', 'S', 'M', 'H'],
        },
      ),
      param(
        'format',
        'string',
        'advanced',
        ['Answer format', '响应格式'],
        ['How the server answers.', '服务端返回数据的格式。'],
        {
          default: 'MSGPACK',
          enum: ['MSGPACK', 'JSON'],
        },
      ),
    ],
    split: split('column', null, ['splitPk'], ['By the remainder of a column.', '按列取余切分。']),
    checked: ['Required fields; it connects when the job runs.', '检查必填项；运行时才连接。'],
  }),
  writer: side({
    shape,
    columns: objectColumns(true, columnTypes.influxdb.writer.words),
    parameters: [
      ...influxAddress,
      measurement,
      columns(true, ['Objects, from the mapping.', '对象，取自字段映射。']),
      param(
        'writeMode',
        'string',
        'write',
        ['Write mode', '写入模式'],
        ['Must be given, and be insert.', '必填，且只能为 insert。'],
        {
          required: true,
          enum: ['insert'],
        },
      ),
      param(
        'timestamp',
        'string',
        'write',
        ['Time column', '时间列'],
        ['Column that holds the time.', '表示时间的列。'],
      ),
      param('precision', 'string', 'write', ['Precision', '时间精度'], ['Unit of the time column.', '时间列的单位。'], {
        default: 'ns',
      }),
      param('tags', 'string[]', 'write', ['Tags', '标签列'], ['Columns that are tags.', '作为标签写入的列。']),
      param(
        'rp',
        'string',
        'write',
        ['Retention policy', '保留策略'],
        ['Policy that is written to.', '写入使用的保留策略。'],
      ),
      param(
        'enableBatch',
        'boolean',
        'tuning',
        ['Batches', '批量写入'],
        ['Writes several points at a time.', '一次写入多个数据点。'],
        {
          default: true,
        },
      ),
      param(
        'bufferLimit',
        'int',
        'tuning',
        ['Buffer', '缓冲行数'],
        ['Points kept for a retry.', '缓存待重试的数据点数。'],
        {
          default: 10000,
          minimum: 1,
          unit: 'rows',
        },
      ),
      param(
        'flushDuration',
        'int',
        'tuning',
        ['Flush interval', '刷写间隔'],
        ['A batch that is not full is written after it.', '未满的批次在此时间后写出。'],
        {
          default: 1000,
          minimum: 1,
          unit: 'ms',
        },
      ),
      param('writeTimeout', 'int', 'tuning', ['Write timeout', '写入超时'], ['Of a batch.', '单批写入的超时。'], {
        default: 5,
        minimum: 0,
        unit: 's',
      }),
    ],
    writeModes: ['insert'],
    checked: ['Required fields and the write mode.', '检查必填项和写入模式。'],
  }),
  datasource: datasource([
    field(
      address('url', 'string', ['URL', '服务地址'], ['http://host:8086', 'http://host:8086'], { required: true }),
      '/connection/0/url/0',
    ),
    field(
      address(
        'database',
        'string',
        ['Database', '数据库'],
        ['Database of the measurements.', 'measurement 所在的数据库。'],
        {
          required: true,
        },
      ),
      '/connection/0/database',
    ),
    ...influxAddress.slice(1),
  ]),
});
