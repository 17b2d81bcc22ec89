import { columnTypes } from '../column-types.ts';
import { objectColumns } from '../columns.ts';
import { address, columns, connector, datasource, param, side, split } from '../make.ts';

const kuduAddress = [
  address(
    'masters',
    'string',
    ['Masters', 'Master 地址'],
    ['host:7051, separated by commas.', 'host:7051，用逗号分隔。'],
    { required: true },
  ),
  address(
    'hadoopConfig',
    'object',
    ['Kerberos settings', 'Kerberos 配置'],
    ['principal, principalFile, java.security.krb5.conf', 'principal、principalFile、java.security.krb5.conf'],
    { default: {} },
  ),
];
const timeout = (name: string, title: [string, string], description: [string, string]) =>
  param(name, 'long', 'tuning', title, description, { default: 30000, minimum: 0, unit: 'ms' });

const common = [
  ...kuduAddress,
  param('table', 'string', 'table', ['Table', '表'], ['A text, not a list.', '字符串，不是列表。'], { required: true }),
  columns(true, ['Objects with name and type, from the mapping.', '带 name 和 type 的对象，取自字段映射。']),
  param(
    'workerCount',
    'int',
    'tuning',
    ['Client threads', '客户端线程数'],
    ['Threads of the client.', '客户端工作线程数。'],
    {
      default: 2,
      minimum: 1,
    },
  ),
  timeout('operationTimeout', ['Operation timeout', '操作超时'], ['Of reads and writes.', '读写操作的超时。']),
  timeout('adminOperationTimeout', ['Admin timeout', '管理操作超时'], ['Of metadata calls.', '元数据操作的超时。']),
  timeout('queryTimeout', ['Scan timeout', '扫描超时'], ['Of a scan.', '扫描的超时。']),
];
const shape: [string, string] = ['masters and table as texts.', 'masters 与 table 均为字符串。'];
const checked: [string, string] = ['Required fields; it connects when the job runs.', '检查必填项；运行时才连接。'];

export const kudu = connector({
  name: 'kudu',
  title: ['Kudu', 'Kudu'],
  kind: 'nosql',
  reader: side({
    shape,
    columns: objectColumns(true, columnTypes.kudu.reader.words),
    parameters: [
      ...common,
      param(
        'filter',
        'string',
        'read',
        ['Filter', '过滤条件'],
        ['Comparisons joined by and.', '用 and 连接的比较条件。'],
      ),
      param(
        'readMode',
        'string',
        'read',
        ['Read mode', '读取模式'],
        ['read_latest: what is there now; else a snapshot.', 'read_latest 读取最新数据，否则读取快照。'],
        {
          enum: ['read_latest', 'read_at_snapshot'],
        },
      ),
      param(
        'batchSizeBytes',
        'int',
        'tuning',
        ['Scan batch', '扫描批大小'],
        ['Bytes per scan call.', '每次扫描返回的字节数。'],
        {
          default: 1024,
          minimum: 1,
          unit: 'bytes',
        },
      ),
    ],
    split: split('parts', null, [], ['By scan tokens (tablets).', '按 scan token（tablet）切分。']),
    checked,
  }),
  writer: side({
    shape,
    columns: objectColumns(true, columnTypes.kudu.writer.words),
    parameters: [
      ...common,
      param(
        'writeMode',
        'string',
        'write',
        ['Write mode', '写入模式'],
        ['append does the same as upsert.', 'append 等同 upsert。'],
        {
          default: 'append',
          enum: ['insert', 'update', 'upsert', 'append'],
        },
      ),
      param('flushMode', 'string', 'tuning', ['Flush mode', '刷写方式'], ['When rows are sent.', '数据发送的时机。'], {
        default: 'auto_flush_sync',
        enum: ['auto_flush_sync', 'auto_flush_background', 'manual_flush'],
      }),
      param(
        'maxBufferSize',
        'int',
        'tuning',
        ['Buffer', '缓冲行数'],
        ['Rows kept before they are sent.', '发送前缓存的行数。'],
        {
          default: 1024,
          minimum: 1,
          unit: 'rows',
        },
      ),
      param(
        'flushInterval',
        'int',
        'tuning',
        ['Flush interval', '刷写间隔'],
        ['For auto_flush_background.', '用于 auto_flush_background。'],
        {
          default: 10000,
          minimum: 1,
          unit: 'ms',
        },
      ),
      param('batchSize', 'int', 'tuning', ['Batch size', '批量行数'], ['Rows per batch.', '每批写入的行数。'], {
        default: 1,
        minimum: 1,
        maximum: 200000,
        unit: 'rows',
      }),
    ],
    writeModes: ['insert', 'update', 'upsert', 'append'],
    checked,
  }),
  datasource: datasource(kuduAddress),
});
