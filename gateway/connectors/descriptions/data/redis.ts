import { objectColumns } from '../columns.ts';
import { address, columns, connector, datasource, param, side, split } from '../make.ts';

const redisAddress = [
  address(
    'hostPort',
    'string',
    ['Servers', '服务地址'],
    [
      'host:6379; several, separated by commas, for sentinel and cluster.',
      'host:6379；哨兵和集群模式用逗号分隔多个地址。',
    ],
    {
      required: true,
    },
  ),
  address(
    'redisConnectType',
    'string',
    ['Kind of server', '部署方式'],
    ['How the servers are set up.', 'Redis 的部署方式。'],
    {
      default: 'STANDALONE',
      enum: ['STANDALONE', 'SENTINEL', 'CLUSTER'],
    },
  ),
  address('masterName', 'string', ['Master name', '主节点名称'], ['For sentinel.', '哨兵模式使用。']),
  address(
    'password',
    'string',
    ['Password', '密码'],
    ['Leave it empty for a server without one: it would refuse the job.', '服务端未设密码时请留空，否则任务失败。'],
    { secret: true },
  ),
  address('database', 'int', ['Database', '数据库编号'], ['Number of the database.', '数据库编号。'], {
    default: 0,
    minimum: 0,
  }),
];
const tuning = [
  param('timeout', 'int', 'tuning', ['Timeout', '超时'], ['Of a call.', '单次调用的超时。'], {
    default: 3000,
    minimum: 0,
    unit: 'ms',
  }),
  param('maxTotal', 'int', 'tuning', ['Most connections', '最大连接数'], ['Of the pool.', '连接池的最大连接数。'], {
    default: 8,
    minimum: 1,
  }),
  param(
    'maxIdle',
    'int',
    'tuning',
    ['Most idle connections', '最大空闲连接数'],
    ['Of the pool.', '连接池的最大空闲连接数。'],
    {
      default: 8,
      minimum: 0,
    },
  ),
  param(
    'minIdle',
    'int',
    'tuning',
    ['Least idle connections', '最小空闲连接数'],
    ['Of the pool.', '连接池的最小空闲连接数。'],
    {
      default: 0,
      minimum: 0,
    },
  ),
];
const shape: [string, string] = ['hostPort as a text.', 'hostPort 为字符串。'];
const delimiter = (name: string, title: [string, string], description: [string, string]) =>
  param(name, 'string', 'write', title, description, { default: '\u0001' });

export const redis = connector({
  name: 'redis',
  title: ['Redis', 'Redis'],
  kind: 'nosql',
  reader: side({
    status: 'works',
    reason: [
      'Reads hashes only. A job without a matching key fails when it runs.',
      '仅能读取 hash。没有匹配的键时任务运行失败。',
    ],
    shape,
    columns: objectColumns(
      true,
      [],
      [
        'Objects with name and type; the name is the field of the hash.',
        '带 name 和 type 的对象，name 为 hash 的字段。',
      ],
    ),
    parameters: [
      ...redisAddress,
      param(
        'keyPrefix',
        'string',
        'table',
        ['Key pattern', '键匹配模式'],
        ['As KEYS takes it, e.g. user:*', '与 KEYS 命令相同，如 user:*'],
        {
          required: true,
        },
      ),
      columns(true, ['Fields of the hash, from the mapping.', 'hash 的字段，取自字段映射。']),
      param('type', 'string', 'read', ['Type', '数据类型'], ['Only hash.', '仅支持 hash。'], {
        required: true,
        enum: ['hash'],
      }),
      param('mode', 'string', 'read', ['Command', '命令'], ['Only hget.', '仅支持 hget。'], { enum: ['hget'] }),
      ...tuning,
    ],
    split: split('parts', null, [], ['Keys are divided among the channels.', '按键分配给各通道。']),
    checked: [
      'Type, command and key pattern. Server and password show when the job runs.',
      '检查类型、命令和键模式；地址与密码问题在运行时暴露。',
    ],
  }),
  writer: side({
    status: 'works',
    shape,
    columns: objectColumns(false),
    parameters: [
      ...redisAddress,
      columns(false, ['From the mapping.', '取自字段映射。']),
      param(
        'type',
        'string',
        'write',
        ['Type', '数据类型'],
        ['Lower case; any other word is refused.', '须小写，其他取值会被拒绝。'],
        {
          required: true,
          enum: ['string', 'list', 'set', 'zset', 'hash'],
        },
      ),
      param(
        'mode',
        'string',
        'write',
        ['Command', '命令'],
        [
          'set for string, lpush and rpush for list, sadd for set, zadd for zset, hset for hash. Chunjun does not check that both fit.',
          'string 用 set，list 用 lpush 或 rpush，set 用 sadd，zset 用 zadd，hash 用 hset。Chunjun 不检查两者是否匹配。',
        ],
        { required: true, enum: ['set', 'lpush', 'rpush', 'sadd', 'zadd', 'hset'] },
      ),
      param(
        'keyIndexes',
        'integer[]',
        'write',
        ['Key columns', '键列下标'],
        [
          'Places of the columns that form the key, from 0; left out, nothing is checked.',
          '组成键的列下标，从 0 开始；缺省时不做任何检查。',
        ],
        { minimum: 0 },
      ),
      param('keyPrefix', 'string', 'write', ['Key prefix', '键前缀'], ['Put before every key.', '加在每个键之前。']),
      delimiter(
        'keyFieldDelimiter',
        ['Key separator', '键分隔符'],
        ['Between the parts of a key.', '键各部分之间的分隔符。'],
      ),
      delimiter(
        'valueFieldDelimiter',
        ['Value separator', '值分隔符'],
        ['Between the parts of a value.', '值各部分之间的分隔符。'],
      ),
      param(
        'indexFillHash',
        'boolean',
        'write',
        ['Key columns in the hash', 'hash 中保留键列'],
        ['Writes the key columns as fields, too.', '键列同时写入 hash 字段。'],
        {
          default: true,
        },
      ),
      param('dateFormat', 'string', 'write', ['Date format', '日期格式'], ['Of date values.', '日期值的格式。']),
      param('expireTime', 'long', 'write', ['Expiry', '过期时间'], ['0: never.', '0 表示不过期。'], {
        default: 0,
        minimum: 0,
        unit: 's',
      }),
      param('updateKey', 'string[]', 'write', ['Update key', '更新键'], ['Names of the key columns.', '键列的列名。']),
      ...tuning,
    ],
    writeModes: ['set', 'lpush', 'rpush', 'sadd', 'zadd', 'hset'],
    checked: [
      'Type and command. Server and password show when the job runs.',
      '检查类型和命令；地址与密码问题在运行时暴露。',
    ],
  }),
  datasource: datasource(redisAddress),
});
