import { columnTypes } from '../column-types.ts';
import { objectColumns } from '../columns.ts';
import { address, columns, connector, datasource, field, noSide, param, side, split } from '../make.ts';

const hbaseConfig = address(
  'hbaseConfig',
  'object',
  ['HBase settings', 'HBase 配置'],
  ['hbase.zookeeper.quorum and others, Kerberos too.', 'hbase.zookeeper.quorum 等配置，含 Kerberos。'],
  { required: true },
);
const table = param('table', 'string', 'table', ['Table', '表'], ['A text, not a list.', '字符串，不是列表。'], {
  required: true,
});
const cells = columns(true, [
  'Objects named rowkey or family:qualifier, from the mapping.',
  '对象名为 rowkey 或 列族:列名，取自字段映射。',
]);
const hbaseColumns = objectColumns(true, columnTypes.hbase.reader.words, [
  'Objects with name and type; the name is rowkey or family:qualifier.',
  '带 name 和 type 的对象，name 为 rowkey 或 列族:列名。',
]);
const encoding = (group: 'read' | 'write') =>
  param('encoding', 'string', group, ['Encoding', '编码'], ['Character set of texts.', '文本使用的字符集。'], {
    default: 'UTF-8',
  });
const shape: [string, string] = ['hbaseConfig, and table as a text.', 'hbaseConfig，以及字符串形式的 table。'];

export const hbase = connector({
  name: 'hbase',
  title: ['HBase 1.4', 'HBase 1.4'],
  kind: 'nosql',
  // The plugin is found under the name its alias leads to.
  pluginDirectory: 'hbase14',
  reader: side({
    shape,
    columns: hbaseColumns,
    parameters: [
      hbaseConfig,
      table,
      cells,
      encoding('read'),
      param(
        'range',
        'object',
        'read',
        ['Row key range', 'Rowkey 范围'],
        ['startRowkey, endRowkey, isBinaryRowkey.', 'startRowkey、endRowkey、isBinaryRowkey。'],
      ),
      param(
        'scanCacheSize',
        'int',
        'tuning',
        ['Rows per scan call', '每次扫描行数'],
        ['Rows fetched at a time.', '每次扫描返回的行数。'],
        {
          default: 1000,
          minimum: 1,
          maximum: 1000,
          unit: 'rows',
        },
      ),
      param(
        'nullStringLiteral',
        'string',
        'advanced',
        ['Text for null', '空值文本'],
        ['Stands for null.', '表示空值的文本。'],
        {
          default: 'null',
        },
      ),
    ],
    split: split('parts', null, [], ['By regions.', '按 Region 切分。']),
    checked: ['Required fields; it connects when the job runs.', '检查必填项；运行时才连接。'],
  }),
  writer: side({
    shape,
    columns: hbaseColumns,
    parameters: [
      hbaseConfig,
      table,
      cells,
      param(
        'rowkeyExpress',
        'string',
        'write',
        ['Row key', 'Rowkey 表达式'],
        ['Built of columns, e.g. $(cf1:id)_$(cf1:name)', '由列拼接，如 $(cf1:id)_$(cf1:name)'],
      ),
      param(
        'rowkeyColumn',
        'any',
        'write',
        ['Row key (old)', 'Rowkey（旧写法）'],
        ['An expression, or a list of {index} and {value}.', '表达式，或由 {index}、{value} 组成的列表。'],
        { deprecated: true },
      ),
      param(
        'nullMode',
        'string',
        'write',
        ['Null values', '空值处理'],
        [
          'skip leaves the cell out, empty writes an empty one; any other word fails at the first null.',
          'skip 不写单元格，empty 写空单元格；其他取值遇到首个空值即失败。',
        ],
        {
          default: 'skip',
          enum: ['skip', 'empty'],
        },
      ),
      encoding('write'),
      param(
        'versionColumnIndex',
        'int',
        'write',
        ['Version column', '版本列下标'],
        ['Column whose time is the version.', '其时间作为版本的列。'],
        {
          minimum: 0,
        },
      ),
      param(
        'versionColumnValue',
        'string',
        'write',
        ['Fixed version', '固定版本'],
        ['Version of every cell.', '所有单元格使用的版本。'],
      ),
      param(
        'versionColumn',
        'object',
        'write',
        ['Version (old)', '版本（旧写法）'],
        ['An object with index or value.', '带 index 或 value 的对象。'],
        {
          deprecated: true,
        },
      ),
      param('ttl', 'long', 'write', ['Time to live', '过期时间'], ['After it cells go away.', '超过后单元格失效。'], {
        minimum: 0,
        unit: 'ms',
      }),
      param(
        'walFlag',
        'boolean',
        'tuning',
        ['Write-ahead log', '预写日志'],
        ['Off: faster, rows may be lost when a server fails.', '关闭更快，但服务器故障时可能丢数据。'],
        {
          default: false,
        },
      ),
      param(
        'writeBufferSize',
        'long',
        'tuning',
        ['Write buffer', '写缓冲'],
        ['Size of the buffer.', '写缓冲区大小。'],
        {
          default: 8388608,
          minimum: 1,
          unit: 'bytes',
        },
      ),
    ],
    requiresOneOf: [['rowkeyExpress', 'rowkeyColumn']],
    writeModes: ['put'],
    checked: ['Required fields; it connects when the job runs.', '检查必填项；运行时才连接。'],
  }),
  datasource: datasource([
    field(
      address(
        'quorum',
        'string',
        ['ZooKeeper', 'ZooKeeper 地址'],
        ['host:port, separated by commas.', 'host:port，用逗号分隔。'],
        {
          required: true,
        },
      ),
      '/hbaseConfig/hbase.zookeeper.quorum',
    ),
    field(
      address('znodeParent', 'string', ['ZooKeeper path', 'ZooKeeper 路径'], ['Node of HBase.', 'HBase 使用的节点。'], {
        default: '/hbase',
      }),
      '/hbaseConfig/zookeeper.znode.parent',
    ),
    field(
      address('properties', 'map', ['Further settings', '其他配置'], ['Further HBase settings.', '其他 HBase 配置。']),
      '/hbaseConfig',
    ),
  ]),
});

const misnamed = noSide(
  'not_loadable',
  [
    'In the distribution, but Chunjun looks for Hbase2SourceFactory and the class is called HBase2SourceFactory.',
    '发行包中存在，但 Chunjun 查找 Hbase2SourceFactory，而类名为 HBase2SourceFactory。',
  ],
  ['hbase, if the servers still speak HBase 1.4.', '若服务端兼容 HBase 1.4，可使用 hbase。'],
);
export const hbase2 = connector({
  name: 'hbase2',
  title: ['HBase 2', 'HBase 2'],
  kind: 'nosql',
  reader: misnamed,
  writer: misnamed,
  datasource: null,
});
