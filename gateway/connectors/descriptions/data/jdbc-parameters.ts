/** What the connectors of the JDBC family share. */
import type { DatasourceDescription } from '../description.ts';
import { anyColumns } from '../columns.ts';
import { type Draft, address, datasource, field, param } from '../make.ts';

export const jdbcColumns = anyColumns(true, true, [
  'Names, ["*"] or objects, all of one kind. Types come from the database; PostgreSQL and splitPk compare letter case.',
  '可写列名、["*"] 或对象，但须统一为一种。类型取自数据库；PostgreSQL 与 splitPk 区分大小写。',
]);

export const connectionParameter = (example: string, side: 'reader' | 'writer'): Draft =>
  address(
    'connection',
    'object[]',
    ['Connection', '连接'],
    side === 'reader'
      ? [
          `JDBC URL (in a list), table (in a list) and schema; only the first of each counts. URL: ${example}`,
          `JDBC 地址（列表）、表（列表）和 schema，均只取第一个。地址：${example}`,
        ]
      : [
          `JDBC URL (a text here, not a list), table (in a list) and schema. URL: ${example}`,
          `JDBC 地址（此处为字符串而非列表）、表（列表）和 schema。地址：${example}`,
        ],
    { required: true },
  );

/** Blank names make invalid SQL. */
export const filled = '\\S';

export const username = (required: boolean): Draft =>
  address('username', 'string', ['User', '用户名'], ['User that logs in.', '登录数据库的用户。'], {
    required,
    maxLength: 190,
  });
export const password = address('password', 'string', ['Password', '密码'], ['May be empty.', '可以为空。'], {
  secret: true,
  maxLength: 1000,
});

export const schema = param(
  'schema',
  'string',
  'table',
  ['Schema', 'Schema'],
  [
    "Schema of the table; left out: the data source's. For MySQL it is the database.",
    '表所在的 schema，缺省取数据源的设置；对 MySQL 即数据库名。',
  ],
  { path: '/connection/0/schema', maxLength: 190, pattern: filled },
);

export const table = (required: boolean, title: [string, string], description: [string, string]): Draft =>
  param('table', 'string', 'table', title, description, {
    required,
    path: '/connection/0/table/0',
    maxLength: 190,
    pattern: filled,
  });

export const where = param(
  'where',
  'string',
  'read',
  ['Filter', '过滤条件'],
  [
    'SQL condition without the word WHERE. Chunjun joins it with its own conditions by AND; the gateway adds parentheses.',
    '不带 WHERE 关键字的 SQL 条件。Chunjun 用 AND 与自身条件拼接，网关会自动加括号。',
  ],
  { maxLength: 20000, pattern: filled },
);

export const queryTimeOut = (unit: 's' | 'ms' | null, value: number): Draft =>
  param(
    'queryTimeOut',
    'int',
    'tuning',
    ['Query timeout', '查询超时'],
    ['How long one query may take.', '单次查询允许的最长时间。'],
    { default: value, minimum: 0, ...(unit === 's' ? { maximum: 86_400 } : {}), unit },
  );

/** Of a parameter that names a column. */
export const column = { maxLength: 190, pattern: filled } as const;
/** Of a parameter that is a query or a statement. */
export const statement = { maxLength: 20_000, pattern: filled } as const;

export const fetchSize = (value: number | null, description: [string, string]): Draft =>
  param('fetchSize', 'int', 'tuning', ['Fetch size', '每次拉取行数'], description, {
    default: value,
    minimum: 0,
    maximum: 1_000_000,
    unit: 'rows',
  });

export interface JdbcOptions {
  readonly example: string;
  readonly fetchSize?: number | null;
  readonly usernameRequired?: boolean;
  /** Whether the reader honours connectTimeOut; default: no. */
  readonly connectTimeOut?: boolean;
  /** Whether an update writes NULL whatever allReplace says; default: no. */
  readonly ignoresAllReplace?: boolean;
}

/** host, port and database, or a whole URL: the fields of the gateway's own JDBC data source. */
export function jdbcDatasource(prefix: string, defaultPort: number, usernameRequired = true): DatasourceDescription {
  return datasource(
    [
      field(
        address('host', 'string', ['Host', '主机'], ['Host name or address.', '主机名或地址。'], {
          maxLength: 255,
          pattern: '^[A-Za-z0-9_.:\\-]+$',
        }),
        '/connection',
      ),
      field(
        address('port', 'int', ['Port', '端口'], ["The database's port.", '数据库端口。'], {
          default: defaultPort,
          minimum: 1,
          maximum: 65535,
        }),
        '/connection',
      ),
      field(
        address('database', 'string', ['Database', '数据库'], ['Database name.', '数据库名称。'], {
          maxLength: 190,
          pattern: '^[^\\/?#;&\\s]+$',
        }),
        '/connection',
      ),
      field(
        address(
          'properties',
          'map',
          ['Driver properties', '驱动属性'],
          ['Appended to the JDBC URL.', '追加到 JDBC 地址之后。'],
          // A value or name with an ampersand or a blank would begin another property.
          { keyPattern: '^[A-Za-z][A-Za-z0-9_.\\-]*$', pattern: '^[^&\\s]*$' },
        ),
        '/connection',
      ),
      field(
        address(
          'jdbcUrl',
          'string',
          ['JDBC URL', 'JDBC 地址'],
          [`Instead of host, port and database; begins with ${prefix}`, `代替主机、端口和数据库，以 ${prefix} 开头`],
          { maxLength: 2000 },
        ),
        '/connection',
      ),
      username(usernameRequired),
      field(
        address(
          'schema',
          'string',
          ['Schema', 'Schema'],
          ['Schema of tables named without one.', '未指定 schema 的表使用此值。'],
          { maxLength: 190, pattern: filled },
        ),
        '/connection',
      ),
      { ...password, required: usernameRequired },
    ],
    [['host', 'jdbcUrl']],
  );
}
