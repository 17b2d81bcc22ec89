/** Parameters of the JDBC family's readers. */
import { type Draft, columns, increment, param, split } from '../make.ts';
import {
  type JdbcOptions,
  column,
  connectionParameter,
  fetchSize,
  password,
  queryTimeOut,
  schema,
  statement,
  table,
  username,
  where,
} from './jdbc-parameters.ts';

const incrementParameters: readonly Draft[] = [
  param(
    'increColumn',
    'string',
    'increment',
    ['Increment column', '增量列'],
    [
      'Growing numeric or time column; its greatest value is kept and the next run reads on from it. Must be mapped; also orders and splits the rows.',
      '单调递增的数值或时间列；记录其最大值，下次从此继续读取。必须在映射列中，同时用于排序和切分。',
    ],
    column,
  ),
  param(
    'startLocation',
    'string',
    'increment',
    ['Start value', '起始位置'],
    [
      "Rows after it are read; blank: all. Digits for numbers; for times epoch digits or 'yyyy-MM-dd HH:mm:ss'. Negative numbers, a date alone and ISO 8601 are refused.",
      '读取该值之后的行，留空表示从头读取。数值列写数字；时间列写时间戳数字或 yyyy-MM-dd HH:mm:ss；不接受负数、仅日期和 ISO 8601。',
    ],
    { maxLength: 190 },
  ),
  param(
    'useMaxFunc',
    'boolean',
    'increment',
    ['Stop at the maximum', '读到当前最大值'],
    [
      'Reads from the start value (included) to the maximum found at the start (excluded). Not with polling; fails on time columns when the job runs.',
      '读取范围为 [起始值, 启动时的最大值)。不能与轮询同用；时间列会在运行时失败。',
    ],
    { default: false },
  ),
  param(
    'polling',
    'boolean',
    'increment',
    ['Polling', '轮询'],
    [
      'Asks for new rows for ever. Without an increment column it is silently off.',
      '持续轮询新数据，任务不会结束。未设置增量列时静默失效。',
    ],
    { default: false },
  ),
  param(
    'pollingInterval',
    'long',
    'increment',
    ['Polling interval', '轮询间隔'],
    ['Pause between two polls.', '两次轮询之间的间隔。'],
    { default: 5000, minimum: 1, unit: 'ms' },
  ),
  param(
    'pollingFromMax',
    'boolean',
    'increment',
    ['Poll from the maximum', '从最大值开始轮询'],
    [
      'Starts polling at the present maximum instead of the first row. Fails on time columns.',
      '从当前最大值而非首行开始轮询。时间列会失败。',
    ],
    { default: false },
  ),
  param(
    'initReporter',
    'boolean',
    'advanced',
    ['Metric reporter', '指标上报'],
    [
      'Loads the metric plugin in incremental reads; without its jar the read fails, so the gateway switches it off.',
      '增量读取时加载指标插件；缺少对应 jar 会失败，因此网关将其关闭。',
    ],
    { default: true, source: 'gateway' },
  ),
];

export function jdbcReaderParameters(options: JdbcOptions): Draft[] {
  return [
    connectionParameter(options.example, 'reader'),
    username(options.usernameRequired ?? true),
    password,
    table(false, ['Table', '表'], ['Table to read; not needed with a query.', '要读取的表；使用自定义查询时可不填。']),
    schema,
    columns(true, [
      'Columns to read, from the mapping; an empty list fails when the job runs.',
      '要读取的列，取自字段映射；列表为空会在运行时失败。',
    ]),
    where,
    param(
      'customSql',
      'string',
      'read',
      ['Query', '自定义查询'],
      [
        'Query that is read instead of the table. With several channels set the split strategy to mod: range makes invalid SQL of it.',
        '代替表读取的 SQL 查询。多通道时请将切分策略设为 mod，range 会生成无效 SQL。',
      ],
      statement,
    ),
    param(
      'orderByColumn',
      'string',
      'read',
      ['Order by', '排序列'],
      [
        'Order of non-incremental reads; incremental ones order by their column.',
        '非增量读取的排序列；增量读取固定按增量列排序。',
      ],
      column,
    ),
    param(
      'splitPk',
      'string',
      'split',
      ['Split column', '切分列'],
      [
        'Numeric column that divides the rows among channels; needed from 2 channels on. Must be mapped, letter case as there.',
        '用于多通道切分的数值列，通道数大于 1 时必填。必须在映射列中，且大小写一致。',
      ],
      column,
    ),
    param(
      'splitStrategy',
      'string',
      'split',
      ['Split strategy', '切分策略'],
      [
        'range: by intervals between minimum and maximum; mod: by remainder. Polling with several channels always uses mod.',
        'range 按最小值到最大值分段，mod 按取余切分。多通道轮询固定使用 mod。',
      ],
      { default: 'range', enum: ['range', 'mod'] },
    ),
    ...incrementParameters,
    fetchSize(options.fetchSize === undefined ? 1024 : options.fetchSize, [
      "Rows per round trip; 0: the connector's default. MySQL streams rows when it is left out.",
      '每次往返读取的行数；0 表示使用插件默认值。MySQL 缺省为流式读取。',
    ]),
    queryTimeOut('s', 300),
    param(
      'connectTimeOut',
      'int',
      'tuning',
      ['Connect timeout', '连接超时'],
      options.connectTimeOut === true
        ? ['How long connecting may take.', '建立连接允许的时间。']
        : [
            'Without effect: only the Oracle connector uses it. Put a driver option into the JDBC URL.',
            '不生效：仅 Oracle 插件使用。请把驱动参数写入 JDBC 地址。',
          ],
      {
        default: 600,
        minimum: 0,
        unit: 's',
        ...(options.connectTimeOut === true ? {} : { source: 'none', deprecated: true }),
      },
    ),
    param(
      'check',
      'boolean',
      'advanced',
      ['Check at submission', '提交时检查'],
      [
        "Off: the reader's own checks are skipped, and what they would have refused fails when the job runs.",
        '关闭后跳过读插件自身的配置检查，本应拒绝的问题会在运行时暴露。',
      ],
      { default: true },
    ),
    param(
      'properties',
      'map',
      'advanced',
      ['Driver properties', '驱动属性'],
      [
        "Without effect: Chunjun takes the writer's properties here. Put driver options into the JDBC URL.",
        '不生效：Chunjun 会用写端的 properties 覆盖。请把驱动参数写入 JDBC 地址。',
      ],
      { source: 'none', deprecated: true },
    ),
  ];
}

export const jdbcIncrement = increment(
  'column',
  incrementParameters.map(({ name }) => name).filter((n) => n !== 'initReporter'),
  [
    'The gateway keeps the end of the last successful run. Parts below a millisecond and fractions of a DECIMAL are cut, so the last row is read again.',
    '网关保存上次成功运行的终点。毫秒以下的精度和 DECIMAL 的小数部分会被截断，因此最后一行会被重复读取。',
  ],
);

export const jdbcSplit = split(
  'column',
  null,
  ['splitPk', 'splitStrategy'],
  [
    'A numeric splitPk is needed from 2 channels on; time and text columns are refused.',
    '通道数大于 1 时需要数值类型的 splitPk；时间和文本列会被拒绝。',
  ],
);
