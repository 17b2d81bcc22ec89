import { columnTypes } from '../column-types.ts';
import { objectColumns } from '../columns.ts';
import { address, columns, connector, datasource, param, side, split } from '../make.ts';
import { batchSize, feNodes, nameMapped, password, retries, username } from './olap-parameters.ts';

const starrocksAddress = [
  address(
    'url',
    'string',
    ['JDBC URL', 'JDBC 地址'],
    ['Query port: jdbc:mysql://fe:9030', '查询端口：jdbc:mysql://fe:9030'],
    {
      required: true,
    },
  ),
  feNodes(true),
  username,
  password,
];
const starrocksTable = [
  param('database', 'string', 'table', ['Database', '数据库'], ['Database of the table.', '表所在的数据库。'], {
    required: true,
  }),
  param('table', 'string', 'table', ['Table', '表'], ['A text, not a list.', '字符串，不是列表。'], { required: true }),
  columns(true, ['Objects with name and type, from the mapping.', '带 name 和 type 的对象，取自字段映射。']),
];
const starrocksShape: [string, string] = [
  'url (text), feNodes (list), database and table (texts).',
  'url 为字符串，feNodes 为列表，database 与 table 为字符串。',
];
const starrocksChecked: [string, string] = [
  'Required fields; it connects when the job runs.',
  '检查必填项；运行时才连接。',
];

export const starrocks = connector({
  name: 'starrocks',
  title: ['StarRocks', 'StarRocks'],
  kind: 'olap',
  reader: side({
    shape: starrocksShape,
    columns: objectColumns(true, columnTypes.starrocks.reader.words),
    parameters: [
      ...starrocksAddress,
      ...starrocksTable,
      param('filterStatement', 'string', 'read', ['Filter', '过滤条件'], ['SQL condition.', 'SQL 条件。']),
      param(
        'beFetchRows',
        'int',
        'tuning',
        ['Rows per fetch', '每次拉取行数'],
        ['Rows a backend sends at a time.', 'BE 每次返回的行数。'],
        {
          default: 1024,
          minimum: 1,
          unit: 'rows',
        },
      ),
      param(
        'beFetchMaxBytes',
        'long',
        'tuning',
        ['Memory per fetch', '单次内存上限'],
        ['Memory limit of a scan on a backend.', 'BE 上单次扫描的内存上限。'],
        {
          default: 1073741824,
          minimum: 1,
          unit: 'bytes',
        },
      ),
      param(
        'beClientTimeout',
        'int',
        'tuning',
        ['Connect timeout', '连接超时'],
        ['To a backend.', '连接 BE 的超时。'],
        {
          default: 3000,
          minimum: 0,
          unit: 'ms',
        },
      ),
      param(
        'beQueryTimeoutSecond',
        'int',
        'tuning',
        ['Query timeout', '查询超时'],
        ['Of a scan.', '单次扫描的超时。'],
        {
          default: 600,
          minimum: 0,
          unit: 's',
        },
      ),
      param('beClientKeepLiveMin', 'int', 'tuning', ['Keep-alive', '保活时间'], ['Of a scan.', '扫描的保活时间。'], {
        default: 10,
        minimum: 0,
        unit: 'min',
      }),
      param(
        'beSocketProperties',
        'object',
        'advanced',
        ['Socket properties', 'Socket 属性'],
        ['Of the connection to a backend.', '连接 BE 的 Socket 属性。'],
        {
          default: {},
        },
      ),
    ],
    split: split('parts', null, [], ['By tablets.', '按 tablet 切分。']),
    checked: starrocksChecked,
  }),
  writer: side({
    shape: starrocksShape,
    columns: objectColumns(true, columnTypes.starrocks.writer.words),
    parameters: [
      ...starrocksAddress,
      ...starrocksTable,
      nameMapped,
      param(
        'writeMode',
        'string',
        'write',
        ['Write mode', '写入模式'],
        ['Left to the table model.', '由表模型决定，可不填。'],
      ),
      batchSize(1024),
      ...retries,
      param(
        'loadConf',
        'object',
        'advanced',
        ['Load settings', '导入设置'],
        [
          'httpCheckTimeoutMs, queueOfferTimeoutMs, queuePollTimeoutMs, batchMaxSize, batchMaxRows, headProperties.',
          'httpCheckTimeoutMs、queueOfferTimeoutMs、queuePollTimeoutMs、batchMaxSize、batchMaxRows、headProperties。',
        ],
      ),
    ],
    checked: starrocksChecked,
  }),
  datasource: datasource(starrocksAddress),
});
