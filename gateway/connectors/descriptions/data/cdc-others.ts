/** Change logs of SQL Server and PostgreSQL. */
import { address, connector, datasource, noWriter, param, side } from '../make.ts';
import {
  cdcColumns,
  events,
  oneChannel,
  optionalColumns,
  password,
  pavingData,
  position,
  splitUpdate,
  tables,
  timestampFormat,
  toDatabases,
  username,
} from './cdc-parameters.ts';

const url = (example: string) =>
  address(
    'url',
    'string',
    ['JDBC URL', 'JDBC 地址'],
    [`A text; the key is url. ${example}`, `字符串；键名为 url。${example}`],
    { required: true },
  );
const databaseName = address(
  'databaseName',
  'string',
  ['Database', '数据库'],
  ['Database to follow.', '要监听的数据库。'],
  {
    required: true,
  },
);
const sqlserverAddress = [url('jdbc:sqlserver://host:1433;databaseName=db'), databaseName, username, password];

export const sqlservercdc = connector({
  name: 'sqlservercdc',
  title: ['SQL Server CDC', 'SQL Server CDC'],
  kind: 'cdc',
  reader: side({
    reason: toDatabases,
    shape: ['url as a text.', 'url 为字符串。'],
    columns: cdcColumns,
    parameters: [
      ...sqlserverAddress,
      tables('tableList', true, ['schema.table of every table to follow.', '要监听的表，写作 schema.table。']),
      optionalColumns,
      events(true),
      pavingData(false),
      splitUpdate,
      param('lsn', 'string', 'increment', ['Start LSN', '起始 LSN'], ['Left out: now.', '缺省从当前位置开始。']),
      param(
        'pollInterval',
        'long',
        'tuning',
        ['Poll interval', '轮询间隔'],
        ['Pause between two looks at the log.', '两次读取日志的间隔。'],
        {
          default: 1000,
          minimum: 1,
          unit: 'ms',
        },
      ),
      timestampFormat(false),
      param(
        'autoCommit',
        'boolean',
        'advanced',
        ['Auto-commit', '自动提交'],
        ['Of the connection.', '连接是否自动提交。'],
        {
          default: false,
        },
      ),
      param(
        'autoResetConnection',
        'boolean',
        'advanced',
        ['Reconnect', '自动重连'],
        ['Opens a new connection after an error.', '出错后重新建立连接。'],
        {
          default: false,
        },
      ),
    ],
    increment: position(['lsn']),
    split: oneChannel,
    connects: true,
    checked: [
      'Connects and checks that change data capture is on for database and tables.',
      '提交时连接数据库，检查库和表是否已启用变更数据捕获。',
    ],
  }),
  writer: noWriter(['Write with sqlserver.', '写入请使用 sqlserver。']),
  datasource: datasource(sqlserverAddress),
});

const pgAddress = [url('jdbc:postgresql://host:5432/db'), databaseName, username, password];

export const pgwal = connector({
  name: 'pgwal',
  title: ['PostgreSQL WAL', 'PostgreSQL WAL'],
  kind: 'cdc',
  reader: side({
    reason: toDatabases,
    shape: ['url as a text; the key is not jdbcUrl.', 'url 为字符串，键名不是 jdbcUrl。'],
    columns: cdcColumns,
    parameters: [
      ...pgAddress,
      tables('tableList', true, ['schema.table of every table to follow.', '要监听的表，写作 schema.table。']),
      optionalColumns,
      events(true),
      pavingData(true),
      param(
        'slotName',
        'string',
        'increment',
        ['Replication slot', '复制槽'],
        ['Slot that is read.', '要读取的复制槽。'],
        {
          default: '',
        },
      ),
      param(
        'allowCreateSlot',
        'boolean',
        'increment',
        ['Create the slot', '自动创建复制槽'],
        ['Creates the slot when it is missing.', '复制槽不存在时自动创建。'],
        {
          default: false,
        },
      ),
      param(
        'temporary',
        'boolean',
        'increment',
        ['Temporary slot', '临时复制槽'],
        ['The slot goes away with the connection.', '连接断开后复制槽随之删除。'],
        { default: false },
      ),
      param(
        'lsn',
        'long',
        'increment',
        ['Start LSN', '起始 LSN'],
        ['0: where the slot stands.', '0 表示复制槽的当前位置。'],
        {
          default: 0,
          minimum: 0,
        },
      ),
      param(
        'statusInterval',
        'int',
        'tuning',
        ['Status interval', '状态上报间隔'],
        ['How often the server is told the position.', '向服务端上报位点的间隔。'],
        {
          default: 10,
          minimum: 1,
          unit: 's',
        },
      ),
    ],
    increment: position(['slotName', 'lsn']),
    split: oneChannel,
    checked: ['Nothing that refuses: wrong settings show when the job runs.', '不会拒绝任何配置，错误在运行时才暴露。'],
  }),
  writer: noWriter(['Write with postgresql.', '写入请使用 postgresql。']),
  datasource: datasource(pgAddress),
});
