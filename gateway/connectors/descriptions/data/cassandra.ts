import { columnTypes } from '../column-types.ts';
import { objectColumns } from '../columns.ts';
import { address, columns, connector, datasource, param, side, split } from '../make.ts';

const cassandraAddress = [
  address('host', 'string', ['Hosts', '主机'], ['Separated by commas.', '用逗号分隔。'], { required: true }),
  address('port', 'int', ['Port', '端口'], ['Usually 9042.', '通常为 9042。'], {
    required: true,
    minimum: 1,
    maximum: 65535,
  }),
  address('userName', 'string', ['User', '用户名'], ['User that logs in.', '登录用户。']),
  address('password', 'string', ['Password', '密码'], ['Password of the user.', '用户密码。'], { secret: true }),
  address('clusterName', 'string', ['Cluster name', '集群名称'], ['Name of the client.', '客户端使用的集群名称。'], {
    default: 'chunjun-cluster',
  }),
  address('useSSL', 'boolean', ['TLS', '启用 TLS'], ['Encrypts the connection.', '加密连接。'], { default: false }),
  address(
    'hostDistance',
    'string',
    ['Host distance', '主机距离'],
    ['How the hosts are treated by the driver.', '驱动对主机的处理方式。'],
    {
      default: 'LOCAL',
      enum: ['LOCAL', 'REMOTE', 'IGNORED'],
    },
  ),
];
const limit = (name: string, value: number, title: [string, string], description: [string, string]) =>
  param(name, 'int', 'tuning', title, description, { default: value, minimum: 1 });
const timeout = (name: string, title: [string, string], description: [string, string]) =>
  param(name, 'int', 'tuning', title, description, { default: 60000, minimum: 0, unit: 'ms' });

const common = [
  ...cassandraAddress,
  param('keyspaces', 'string', 'table', ['Keyspace', '键空间'], ['A text.', '字符串。'], { required: true }),
  param('tableName', 'string', 'table', ['Table', '表'], ['Name of the table.', '表名。'], { required: true }),
  columns(true, ['Objects with name and type, from the mapping.', '带 name 和 type 的对象，取自字段映射。']),
  param(
    'consistency',
    'string',
    'tuning',
    ['Consistency', '一致性级别'],
    ['Consistency level of Cassandra.', 'Cassandra 的一致性级别。'],
    {
      default: 'LOCAL_QUORUM',
    },
  ),
  limit('coreConnectionsPerHost', 8, ['Connections per host', '每主机连接数'], ['Kept open.', '保持打开的连接数。']),
  limit(
    'maxConnectionsPerHost',
    32768,
    ['Most connections per host', '每主机最大连接数'],
    ['Upper limit.', '连接数上限。'],
  ),
  limit(
    'maxRequestsPerConnection',
    1,
    ['Requests per connection', '每连接请求数'],
    ['At the same time.', '同时进行的请求数。'],
  ),
  limit(
    'maxQueueSize',
    10000,
    ['Queue size', '队列大小'],
    ['Requests that wait for a connection.', '等待连接的请求数。'],
  ),
  timeout('readTimeoutMillis', ['Read timeout', '读取超时'], ['Of an answer.', '等待响应的超时。']),
  timeout('connectTimeoutMillis', ['Connect timeout', '连接超时'], ['Of a connection.', '建立连接的超时。']),
  timeout(
    'poolTimeoutMillis',
    ['Pool timeout', '连接池超时'],
    ['Of waiting for a connection.', '等待可用连接的超时。'],
  ),
];
const shape: [string, string] = [
  'host and port, keyspaces and tableName as texts.',
  'host 与 port，keyspaces 与 tableName 为字符串。',
];
const checked: [string, string] = ['Required fields; it connects when the job runs.', '检查必填项；运行时才连接。'];

export const cassandra = connector({
  name: 'cassandra',
  title: ['Cassandra', 'Cassandra'],
  kind: 'nosql',
  reader: side({
    shape,
    columns: objectColumns(true, columnTypes.cassandra.reader.words),
    parameters: [
      ...common,
      param(
        'where',
        'string',
        'read',
        ['Filter', '过滤条件'],
        ['CQL condition without the word WHERE.', '不带 WHERE 关键字的 CQL 条件。'],
      ),
    ],
    split: split('parts', null, [], ['By token ranges.', '按 token 范围切分。']),
    checked,
  }),
  writer: side({
    shape,
    columns: objectColumns(true, columnTypes.cassandra.writer.words),
    parameters: [
      ...common,
      param(
        'asyncWrite',
        'boolean',
        'tuning',
        ['Asynchronous', '异步写入'],
        ['Does not wait for each batch.', '不等待每批写入完成。'],
        {
          default: false,
        },
      ),
      param('batchSize', 'int', 'tuning', ['Batch size', '批量行数'], ['Rows per batch.', '每批写入的行数。'], {
        default: 1,
        minimum: 1,
        maximum: 200000,
        unit: 'rows',
      }),
    ],
    writeModes: ['insert'],
    checked,
  }),
  datasource: datasource(cassandraAddress),
});
