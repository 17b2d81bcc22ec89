import { columnTypes } from '../column-types.ts';
import { objectColumns } from '../columns.ts';
import { address, columns, connector, datasource, param, side, split } from '../make.ts';

const mongoAddress = [
  address(
    'url',
    'string',
    ['URL', '连接地址'],
    ['mongodb://…, may hold credentials; its database wins.', 'mongodb://…，可包含账号；其中的数据库优先生效。'],
    {
      secret: true,
      pattern: '^mongodb(\\+srv)?://',
    },
  ),
  address(
    'hostPorts',
    'string',
    ['Servers', '服务地址'],
    ['host:27017, separated by commas; instead of a URL.', 'host:27017，用逗号分隔；代替连接地址。'],
  ),
  address('username', 'string', ['User', '用户名'], ['User that logs in.', '登录用户。']),
  address('password', 'string', ['Password', '密码'], ['Password of the user.', '用户密码。'], { secret: true }),
  address('database', 'string', ['Database', '数据库'], ['Needed without a URL.', '未填写连接地址时必填。']),
  address(
    'authenticationMechanism',
    'string',
    ['Authentication', '认证方式'],
    ['Mechanism of the login.', '登录使用的认证机制。'],
    {
      default: 'SCRAM-SHA-1',
    },
  ),
  address(
    'mongodbConfig',
    'object',
    ['Client settings', '客户端设置'],
    [
      'connectionsPerHost, threadsForConnectionMultiplier, connectionTimeout, maxWaitTime, socketTimeout (ms).',
      'connectionsPerHost、threadsForConnectionMultiplier、connectionTimeout、maxWaitTime、socketTimeout（毫秒）。',
    ],
  ),
];
const collectionName = param(
  'collectionName',
  'string',
  'table',
  ['Collection', '集合'],
  ['Name of the collection.', '集合名称。'],
  {
    required: true,
  },
);
const mongoColumns = columns(true, [
  'Objects with name and type, from the mapping.',
  '带 name 和 type 的对象，取自字段映射。',
]);
const shape: [string, string] = [
  'url, or hostPorts and database, as texts.',
  '字符串形式的 url，或 hostPorts 与 database。',
];
const checked: [string, string] = ['Required fields; it connects when the job runs.', '检查必填项；运行时才连接。'];

export const mongodb = connector({
  name: 'mongodb',
  title: ['MongoDB', 'MongoDB'],
  kind: 'nosql',
  reader: side({
    reason: ['Not run here. The byte limit of a job has no effect.', '尚未验证。任务的字节限速对其无效。'],
    shape,
    columns: objectColumns(true, columnTypes.mongodb.reader.words),
    parameters: [
      ...mongoAddress,
      collectionName,
      mongoColumns,
      param(
        'filter',
        'string',
        'read',
        ['Filter', '过滤条件'],
        ['A query, as a text that holds JSON.', 'JSON 字符串形式的查询条件。'],
      ),
      param(
        'fetchSize',
        'int',
        'tuning',
        ['Fetch size', '每次拉取行数'],
        ["Documents per round trip; 0: the server's choice.", '每次往返读取的文档数；0 由服务端决定。'],
        {
          default: 0,
          minimum: 0,
          unit: 'rows',
        },
      ),
    ],
    split: split('parts', null, [], ['By skip and limit.', '按 skip 与 limit 切分。']),
    checked,
  }),
  writer: side({
    reason: [
      'Not run here. Writes are not acknowledged by the server: a lost one is not noticed.',
      '尚未验证。写入不等待服务端确认，丢失时无法感知。',
    ],
    shape,
    columns: objectColumns(true, columnTypes.mongodb.writer.words),
    parameters: [
      ...mongoAddress,
      collectionName,
      mongoColumns,
      param(
        'writeMode',
        'string',
        'write',
        ['Write mode', '写入模式'],
        [
          'Lower case; any other word inserts. replace and update both upsert by the key below.',
          '须小写，其他取值等同 insert。replace 与 update 均按下面的键 upsert。',
        ],
        { default: 'insert', enum: ['insert', 'replace', 'update'] },
      ),
      param(
        'replaceKey',
        'string',
        'write',
        ['Key', '匹配键'],
        ['Column that identifies a document; must be mapped.', '标识文档的列，须在字段映射中。'],
      ),
      param('batchSize', 'int', 'tuning', ['Batch size', '批量行数'], ['Documents per batch.', '每批写入的文档数。'], {
        default: 1,
        minimum: 1,
        maximum: 200000,
        unit: 'rows',
      }),
    ],
    writeModes: ['insert', 'replace', 'update'],
    checked,
  }),
  datasource: datasource(mongoAddress, [
    ['url', 'hostPorts'],
    ['url', 'database'],
  ]),
});
