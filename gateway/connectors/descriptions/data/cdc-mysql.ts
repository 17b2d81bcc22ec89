/** MySQL's change log by Debezium, and tables spread over several MySQL servers. */
import { objectColumns } from '../columns.ts';
import { address, columns, connector, datasource, field, noWriter, param, side, split } from '../make.ts';
import { host, oneChannel, password, port, position, tables, username } from './cdc-parameters.ts';
import { fetchSize, filled, queryTimeOut, where } from './jdbc-parameters.ts';

const cdcAddress = [host, port(true), username, password];

export const mysqlcdc = connector({
  name: 'mysqlcdc',
  title: ['MySQL CDC (Debezium)', 'MySQL CDC（Debezium）'],
  kind: 'cdc',
  reader: side({
    reason: [
      'By its source it works only in a job with a transformer and table names on both sides; without one the writer refuses its rows. Not run here.',
      '依据源码，仅在配置 transformer 且两端均有表名时可用，否则写端拒绝其数据。尚未验证。',
    ],
    alternative: ['binlog needs no transformer.', 'binlog 不需要 transformer。'],
    shape: ['host and port.', 'host 与 port。'],
    columns: objectColumns(true),
    parameters: [
      ...cdcAddress,
      param(
        'databaseList',
        'string[]',
        'table',
        ['Databases', '数据库'],
        ['Databases to follow.', '要监听的数据库。'],
        {
          required: true,
        },
      ),
      tables('tableList', true, ['db.table of every table to follow.', '要监听的表，写作 db.table。']),
      columns(true, ['Objects with name and type, from the mapping.', '带 name 和 type 的对象，取自字段映射。']),
      param(
        'serverId',
        'int',
        'advanced',
        ['Server id', '服务器编号'],
        [
          'Must be unique among the replicas of the server; 0: chosen by the reader.',
          '在服务端的从库中须唯一；0 表示自动选择。',
        ],
        { default: 0, minimum: 0 },
      ),
    ],
    increment: position([], [' It begins with a snapshot of the tables.', '先读取全量快照，再读取变更。']),
    split: oneChannel,
    checked: ['Required fields; it connects when the job runs.', '检查必填项；运行时才连接。'],
  }),
  writer: noWriter(['Write with mysql.', '写入请使用 mysql。']),
  datasource: datasource(cdcAddress),
});

const mysqldAddress = [
  address(
    'connection',
    'object[]',
    ['Connections', '连接列表'],
    [
      'Each with jdbcUrl (list), table and schema (patterns); may carry its own username and password. All of them are read.',
      '每项包含 jdbcUrl（列表）以及 table、schema（正则），可带各自的 username 与 password，全部都会读取。',
    ],
    { required: true },
  ),
  address('username', 'string', ['User', '用户名'], ['User that logs in.', '登录用户。']),
  address('password', 'string', ['Password', '密码'], ['Must not be blank.', '不能为空。'], { secret: true }),
];

export const mysqld = connector({
  name: 'mysqld',
  title: ['MySQL shards', 'MySQL 分库分表'],
  kind: 'rdb',
  reader: side({
    shape: [
      'connection: a list of which all elements count; schema and table are regular expressions.',
      'connection 列表全部生效；schema 与 table 为正则表达式。',
    ],
    columns: objectColumns(
      true,
      [],
      [
        'Objects with name and type; the type is taken as given, ["*"] is not expanded.',
        '带 name 和 type 的对象；类型按填写值使用，不支持 ["*"]。',
      ],
    ),
    parameters: [
      ...mysqldAddress,
      param(
        'schema',
        'string',
        'table',
        ['Schema pattern', '库名正则'],
        ["Regular expression for the server's databases.", '匹配数据库名的正则表达式。'],
        { required: true, path: '/connection/0/schema' },
      ),
      param(
        'table',
        'string[]',
        'table',
        ['Table patterns', '表名正则'],
        ['Regular expressions for table names.', '匹配表名的正则表达式。'],
        { required: true, path: '/connection/0/table' },
      ),
      columns(true, ['Names and types, from the mapping.', '列名与类型，取自字段映射。']),
      where,
      fetchSize(null, ['Rows per round trip; left out: rows are streamed.', '每次往返读取的行数；缺省为流式读取。']),
      queryTimeOut('s', 300),
    ],
    split: split('parts', null, [], ['The tables are divided among the channels.', '按匹配到的表分配给各通道。']),
    connects: true,
    checked: [
      'Connects and lists the tables that the patterns name. An increment column is refused.',
      '提交时连接数据库并列出匹配的表。不支持增量列。',
    ],
  }),
  writer: noWriter(['Write with mysql.', '写入请使用 mysql。']),
  datasource: datasource([
    field(
      address(
        'jdbcUrl',
        'string[]',
        ['JDBC URLs', 'JDBC 地址'],
        ['One for each server, e.g. jdbc:mysql://host:3306', '每台服务器一个，如 jdbc:mysql://host:3306'],
        { required: true },
      ),
      '/connection/0/jdbcUrl',
    ),
    // Its own connections carry none: where one of both is blank the reader refuses the job
    // (DistributedJdbcInputFormatBuilder.checkFormat at v1.12.8).
    ...mysqldAddress.slice(1).map((one) => ({ ...one, required: true, pattern: filled })),
  ]),
});
