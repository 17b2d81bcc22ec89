/** The connectors of the JDBC family; they differ in URL, write modes and a few parameters. */
import type { ConnectorDescription } from '../description.ts';
import { type Draft, type Pair, type SideDraft, connector, noReader, noWriter, param, side } from '../make.ts';
import { jdbcColumns, jdbcDatasource } from './jdbc-parameters.ts';
import { jdbcIncrement, jdbcReaderParameters, jdbcSplit } from './jdbc-reader.ts';
import { jdbcWriterParameters } from './jdbc-writer.ts';

const checked: Pair = [
  'Connects to the database (3 attempts): wrong address, credentials, table or column refuse the submission. Statements, write mode and SQL conditions show when the job runs.',
  '提交时会连接数据库（重试 3 次）：地址、账号、表或列有误会拒绝提交。SQL、写入模式和过滤条件的问题在运行时才暴露。',
];
const readerShape: Pair = [
  'connection[0]: jdbcUrl and table are lists, only their first element counts.',
  'connection[0]：jdbcUrl 与 table 均为列表，只取第一个元素。',
];
const writerShape: Pair = [
  'connection[0]: jdbcUrl is a text, table a list of which the first element counts.',
  'connection[0]：jdbcUrl 为字符串，table 为列表且只取第一个元素。',
];

interface Options {
  readonly name: string;
  readonly title: Pair;
  readonly kind?: 'rdb' | 'olap';
  readonly aliases?: readonly string[];
  readonly prefix: string;
  readonly example: string;
  readonly port: number;
  readonly writeModes: readonly string[];
  readonly usernameRequired?: boolean;
  readonly fetchSize?: number | null;
  readonly connectTimeOut?: boolean;
  readonly ignoresAllReplace?: boolean;
  readonly read?: boolean;
  readonly write?: boolean;
  readonly more?: { readonly reader?: readonly Draft[]; readonly writer?: readonly Draft[] };
  readonly reader?: Partial<SideDraft>;
  readonly writer?: Partial<SideDraft>;
}

function jdbc(options: Options): ConnectorDescription {
  const { name, title, prefix, port, writeModes, usernameRequired = true } = options;
  return connector({
    name,
    title,
    kind: options.kind ?? 'rdb',
    aliases: options.aliases ?? [],
    reader:
      options.read === false
        ? noReader()
        : side({
            shape: readerShape,
            columns: jdbcColumns,
            parameters: [...jdbcReaderParameters(options), ...(options.more?.reader ?? [])],
            requiresOneOf: [['table', 'customSql']],
            increment: jdbcIncrement,
            split: jdbcSplit,
            checked,
            connects: true,
            ...options.reader,
          }),
    writer:
      options.write === false
        ? noWriter()
        : side({
            shape: writerShape,
            columns: jdbcColumns,
            parameters: [...jdbcWriterParameters(writeModes, options), ...(options.more?.writer ?? [])],
            writeModes,
            checked,
            connects: true,
            ...options.writer,
          }),
    datasource: jdbcDatasource(prefix, port, usernameRequired),
  });
}

const copyParameters = (insertSqlModeRequired: boolean): Draft[] => [
  param(
    'insertSqlMode',
    'string',
    'write',
    ['Insert by', '插入方式'],
    insertSqlModeRequired
      ? ['Must be given: left out, COPY is tried with the wrong driver.', '必填：缺省会用不匹配的驱动执行 COPY。']
      : [
          'copy uses COPY: only with write mode insert, and with both separators below. One row that fails costs all rows of its channel: choose a separator that no value holds, e.g. U+0001.',
          'copy 使用 COPY 语句：仅限 insert 模式，且须填写下面两个分隔符。一行出错会使该通道的所有行丢失：请选择取值中不会出现的分隔符，如 U+0001。',
        ],
    { enum: ['copy', 'insert'], required: insertSqlModeRequired },
  ),
  param(
    'fieldDelim',
    'string',
    'write',
    ['COPY separator', 'COPY 字段分隔符'],
    ['Needed with copy; without it the job fails when it runs.', 'copy 方式必填，否则运行时失败。'],
  ),
  param(
    'nullDelim',
    'string',
    'write',
    ['COPY null', 'COPY 空值标记'],
    ['Text that stands for null; needed with copy.', '表示空值的文本；copy 方式必填。'],
  ),
];

const intTargets: Pair = [
  'Run with the real program. INT and SMALLINT targets: text that is no number becomes 0 and too large numbers wrap, without any error.',
  '已实际运行。目标列为 INT、SMALLINT 时，非数字文本会变成 0，超范围数值会溢出，且不报错。',
];
const plainIntegers: Pair = [
  'Plain integer and bigint columns are refused as splitPk and increColumn; serial, numeric and float work. uuid, json, inet and array columns are refused.',
  '普通 integer、bigint 列不能作为 splitPk 或 increColumn，serial、numeric、float 可以。uuid、json、inet 和数组列会被拒绝。',
];

export const mysql = jdbc({
  name: 'mysql',
  title: ['MySQL', 'MySQL'],
  aliases: ['tidb'],
  prefix: 'jdbc:mysql://',
  example: 'jdbc:mysql://host:3306/db',
  port: 3306,
  writeModes: ['insert', 'replace', 'update'],
  fetchSize: null,
  reader: {
    status: 'works',
    reason: [
      'Run with the real program. BIT(8) arrives changed, TIME(3) loses its fraction.',
      '已实际运行。BIT(8) 读出的值会变化，TIME(3) 会丢失小数。',
    ],
  },
  writer: { status: 'works', reason: intTargets },
});

export const postgresql = jdbc({
  name: 'postgresql',
  title: ['PostgreSQL', 'PostgreSQL'],
  aliases: ['adbpostgresql'],
  prefix: 'jdbc:postgresql://',
  example: 'jdbc:postgresql://host:5432/db',
  port: 5432,
  writeModes: ['insert', 'update'],
  ignoresAllReplace: true,
  more: { writer: copyParameters(false) },
  reader: { status: 'works', reason: plainIntegers },
  writer: {
    status: 'works',
    reason: [
      'Update needs a primary key, a unique index or a unique key, and server 9.5 or newer. Too large numbers wrap in int4.',
      'update 需要主键、唯一索引或 uniqueKey，且服务端不低于 9.5。int4 超范围会溢出。',
    ],
  },
});

export const jdbcFamily: readonly ConnectorDescription[] = [
  mysql,
  postgresql,
  jdbc({
    name: 'oracle',
    title: ['Oracle', 'Oracle'],
    prefix: 'jdbc:oracle:thin:@',
    example: 'jdbc:oracle:thin:@host:1521:sid',
    connectTimeOut: true,
    port: 1521,
    writeModes: ['insert', 'update'],
  }),
  jdbc({
    name: 'sqlserver',
    title: ['SQL Server', 'SQL Server'],
    prefix: 'jdbc:sqlserver://',
    example: 'jdbc:sqlserver://host:1433;databaseName=db',
    port: 1433,
    writeModes: ['insert', 'update'],
    more: {
      reader: [
        param(
          'withNoLock',
          'boolean',
          'read',
          ['Read without locks', '无锁读取'],
          ['Adds WITH(NOLOCK): uncommitted rows may be read.', '添加 WITH(NOLOCK)，可能读到未提交的数据。'],
          { default: false },
        ),
      ],
    },
  }),
  jdbc({
    name: 'db2',
    title: ['Db2', 'Db2'],
    prefix: 'jdbc:db2://',
    example: 'jdbc:db2://host:50000/db',
    port: 50000,
    writeModes: ['insert', 'update'],
  }),
  jdbc({
    name: 'dm',
    title: ['Dameng DM', '达梦'],
    prefix: 'jdbc:dm://',
    example: 'jdbc:dm://host:5236',
    port: 5236,
    writeModes: ['insert', 'update'],
  }),
  jdbc({
    name: 'saphana',
    title: ['SAP HANA', 'SAP HANA'],
    prefix: 'jdbc:sap://',
    example: 'jdbc:sap://host:39015',
    port: 39015,
    writeModes: ['insert', 'update'],
  }),
  jdbc({
    name: 'oceanbase',
    title: ['OceanBase', 'OceanBase'],
    prefix: 'jdbc:oceanbase://',
    example: 'jdbc:oceanbase://host:2883/db',
    port: 2883,
    writeModes: ['insert', 'replace', 'update'],
  }),
  jdbc({
    name: 'sybase',
    title: ['Sybase ASE', 'Sybase ASE'],
    prefix: 'jdbc:jtds:sybase://',
    example: 'jdbc:jtds:sybase://host:5000/db',
    port: 5000,
    writeModes: [],
    write: false,
  }),
  jdbc({
    name: 'clickhouse',
    title: ['ClickHouse', 'ClickHouse'],
    kind: 'olap',
    prefix: 'jdbc:clickhouse://',
    example: 'jdbc:clickhouse://host:8123/db',
    port: 8123,
    writeModes: ['insert'],
    usernameRequired: false,
  }),
  jdbc({
    name: 'greenplum',
    title: ['Greenplum', 'Greenplum'],
    kind: 'olap',
    prefix: 'jdbc:pivotal:greenplum://',
    example: 'jdbc:pivotal:greenplum://host:5432;DatabaseName=db',
    port: 5432,
    writeModes: ['insert'],
    more: { writer: copyParameters(true) },
    reader: {
      reason: [
        'Not run here. As PostgreSQL: plain integer columns are refused as splitPk and increColumn.',
        '尚未验证。与 PostgreSQL 相同：普通整数列不能作为 splitPk 或 increColumn。',
      ],
    },
  }),
  jdbc({
    name: 'vertica11',
    title: ['Vertica 11', 'Vertica 11'],
    kind: 'olap',
    prefix: 'jdbc:vertica://',
    example: 'jdbc:vertica://host:5433/db',
    port: 5433,
    writeModes: ['insert', 'update'],
    read: false,
  }),
];
