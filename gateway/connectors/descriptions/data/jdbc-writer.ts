/** Parameters of the JDBC family's writers. */
import { type Draft, columns, param } from '../make.ts';
import {
  type JdbcOptions,
  column,
  connectionParameter,
  password,
  schema,
  statement,
  table,
  username,
} from './jdbc-parameters.ts';

export const writeMode = (modes: readonly string[]): Draft =>
  param(
    'writeMode',
    'string',
    'write',
    ['Write mode', '写入模式'],
    [
      'How a row is written; any other word fails when the job runs, upsert too.',
      '写入方式；其他取值（包括 upsert）会在运行时失败。',
    ],
    { default: 'insert', enum: modes },
  );

export function jdbcWriterParameters(modes: readonly string[], options: JdbcOptions): Draft[] {
  return [
    connectionParameter(options.example, 'writer'),
    username(options.usernameRequired ?? true),
    password,
    table(
      true,
      ['Table', '表'],
      [
        'Table to write. Rows of CDC readers go to the table named in the row instead.',
        '要写入的表。CDC 读端的数据会写入行内指定的表。',
      ],
    ),
    schema,
    columns(true, [
      'Columns to write, from the mapping, in the order of those that are read.',
      '要写入的列，取自字段映射，顺序与读取列一致。',
    ]),
    writeMode(modes),
    param(
      'uniqueKey',
      'string[]',
      'write',
      ['Unique key', '唯一键'],
      [
        'Columns that identify a row in mode update; left out: the primary key, else the columns of unique indexes. MySQL ignores unknown names.',
        'update 模式下标识一行的列；缺省取主键，否则取唯一索引列。MySQL 会忽略不存在的列名。',
      ],
      column,
    ),
    param(
      'updateKey',
      'object',
      'write',
      ['Update key', '更新键'],
      ['Old form of the unique key.', '唯一键的旧写法。'],
      { deprecated: true },
    ),
    param(
      'allReplace',
      'boolean',
      'write',
      ['Overwrite with null', '允许空值覆盖'],
      options.ignoresAllReplace === true
        ? [
            'Has no effect: in mode update null always overwrites the stored value.',
            '不起作用：update 模式下空值始终覆盖原有值。',
          ]
        : ['Mode update: null overwrites the stored value, too.', 'update 模式下空值也会覆盖原有值。'],
      { default: false, deprecated: options.ignoresAllReplace === true },
    ),
    param(
      'preSql',
      'string[]',
      'write',
      ['SQL before', '前置 SQL'],
      [
        'Run once before the first row, on the JobMaster; a SELECT or an error ends the job. Every semicolon divides statements, inside a text too.',
        '写入前在 JobMaster 上执行一次；SELECT 语句或出错会终止任务。每个分号都会分隔语句，文本中的也不例外。',
      ],
      statement,
    ),
    param(
      'postSql',
      'string[]',
      'write',
      ['SQL after', '后置 SQL'],
      [
        'Run once after the last row, never in endless jobs. An error fails the job when all rows are already written.',
        '写入完成后执行一次，流式任务不会执行。出错时任务失败，但数据已全部写入。',
      ],
      statement,
    ),
    param('batchSize', 'int', 'tuning', ['Batch size', '批量行数'], ['Rows per batch.', '每批写入的行数。'], {
      default: 1024,
      minimum: 1,
      maximum: 200000,
      unit: 'rows',
    }),
    param(
      'flushIntervalMills',
      'long',
      'tuning',
      ['Flush interval', '刷写间隔'],
      [
        'A batch that is not full is written after this time. Beyond 20 seconds the count of written rows may be too high.',
        '未满的批次在此时间后写出。超过 20 秒时，写入行数统计可能偏高。',
      ],
      { default: 10000, minimum: 1, maximum: 3_600_000, unit: 'ms' },
    ),
    param(
      'semantic',
      'string',
      'advanced',
      ['Delivery guarantee', '投递语义'],
      ['exactly-once needs checkpoints and auto-commit off.', 'exactly-once 需要开启检查点并关闭自动提交。'],
      { default: 'at-least-once', enum: ['exactly-once', 'at-least-once', 'none'] },
    ),
    param(
      'isAutoCommit',
      'boolean',
      'advanced',
      ['Auto-commit', '自动提交'],
      ['Commits every statement by itself.', '每条语句单独提交。'],
      { default: false },
    ),
    param(
      'properties',
      'map',
      'advanced',
      ['Driver properties', '驱动属性'],
      [
        'JDBC driver properties; the JDBC reader of the same job gets them, too.',
        'JDBC 驱动属性；同一任务的 JDBC 读端也会使用。',
      ],
    ),
    param(
      'executeDdlAble',
      'boolean',
      'advanced',
      ['Execute DDL', '执行 DDL'],
      [
        'Breaks the job without a restoration block, which only a script can hold: it keeps the password of its own store.',
        '缺少 restoration 配置会使任务失败，而该配置含有自身存储的密码，仅脚本模式可用。',
      ],
      { default: false, source: 'none', deprecated: true },
    ),
  ];
}
