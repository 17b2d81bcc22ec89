import { address, columns, connector, datasource, field, param, side, text } from '../make.ts';
import { filled, jdbcColumns } from './jdbc-parameters.ts';
import { jdbcIncrement, jdbcReaderParameters, jdbcSplit } from './jdbc-reader.ts';
import { writeMode } from './jdbc-writer.ts';
import { batchSize, feNodes, nameMapped, password, retries, username } from './olap-parameters.ts';

const dorisExample = 'jdbc:mysql://fe:9030/db';

export const doris = connector({
  name: 'doris',
  title: ['Doris', 'Doris'],
  kind: 'olap',
  aliases: ['dorisbatch'],
  reader: side({
    shape: [
      'As mysql: connection[0] with lists for jdbcUrl and table, over the query port.',
      '与 mysql 相同：connection[0] 中 jdbcUrl 与 table 为列表，使用查询端口。',
    ],
    columns: jdbcColumns,
    parameters: jdbcReaderParameters({ example: dorisExample }),
    requiresOneOf: [['table', 'customSql']],
    increment: jdbcIncrement,
    split: jdbcSplit,
    connects: true,
    checked: [
      'Connects to the database; wrong table or column refuse the submission.',
      '提交时连接数据库；表或列有误会拒绝提交。',
    ],
  }),
  writer: side({
    shape: [
      'feNodes (list), database and table (texts) for stream load; without feNodes connection[0] with jdbcUrl as a text.',
      '使用 feNodes（列表）、database 与 table（字符串）进行 Stream Load；不填 feNodes 时用 connection[0]，其中 jdbcUrl 为字符串。',
    ],
    columns: jdbcColumns,
    parameters: [
      feNodes(false),
      address(
        'connection',
        'object[]',
        ['Connection', '连接'],
        ['Only without frontend nodes: writes by JDBC.', '仅在未填写 FE 节点时使用，通过 JDBC 写入。'],
      ),
      username,
      password,
      param(
        'database',
        'string',
        'table',
        ['Database', '数据库'],
        ['Needed for stream load unless the target comes from the row.', 'Stream Load 必填，除非目标取自行内表名。'],
        { pattern: filled },
      ),
      param(
        'table',
        'string',
        'table',
        ['Table', '表'],
        [
          'A text beside database; needed unless the target comes from the row, and always to write by JDBC.',
          '与 database 并列的字符串；除非目标取自行内表名，否则必填；通过 JDBC 写入时始终必填。',
        ],
        { pattern: filled },
      ),
      columns(true, ['From the mapping.', '取自字段映射。']),
      nameMapped,
      {
        ...writeMode(['insert', 'replace', 'update']),
        description: text(['Only when writing by JDBC.', '仅在通过 JDBC 写入时有效。']),
      },
      batchSize(1),
      param(
        'flushIntervalMills',
        'long',
        'tuning',
        ['Flush interval', '刷写间隔'],
        ['A batch that is not full is loaded after this time.', '未满的批次在此时间后导入。'],
        {
          default: 10000,
          minimum: 1,
          unit: 'ms',
        },
      ),
      ...retries,
      param(
        'loadOptions',
        'object',
        'advanced',
        ['Load options', '导入选项'],
        [
          'Stream load headers. The numeric request options (timeouts, retries, sizes) fail: Chunjun keeps them as texts.',
          'Stream Load 请求头。数值类选项（超时、重试、大小）会失败，因 Chunjun 以文本保存。',
        ],
      ),
    ],
    requiresOneOf: [['table', 'nameMapped']],
    writeModes: ['insert', 'replace', 'update'],
    checked: ['Required fields of the chosen way to write.', '检查所选写入方式的必填项。'],
  }),
  datasource: datasource([
    field(
      address(
        'jdbcUrl',
        'string',
        ['JDBC URL', 'JDBC 地址'],
        [`Query port, e.g. ${dorisExample}`, `查询端口，如 ${dorisExample}`],
        {
          required: true,
        },
      ),
      '/connection',
    ),
    feNodes(false),
    username,
    password,
  ]),
});
