/** What the readers of change logs share. */
import { objectColumns } from '../columns.ts';
import { type Draft, type Pair, address, columns, increment, param, split } from '../make.ts';

export const cdcColumns = objectColumns(
  false,
  [],
  [
    'Leave them out unless the job has a transformer: rows carry their own columns.',
    '除非使用 transformer，否则不需要配置：每行自带列信息。',
  ],
);
export const optionalColumns = columns(false, ['Only for jobs with a transformer.', '仅在使用 transformer 时需要。']);
export const oneChannel = split('none', 1, [], ['Exactly one channel.', '只能使用一个通道。']);

export const username = address('username', 'string', ['User', '用户名'], ['User that logs in.', '登录用户。'], {
  required: true,
});
export const password = address(
  'password',
  'string',
  ['Password', '密码'],
  ['Must be given; may be empty.', '必填，可以为空。'],
  {
    required: true,
    secret: true,
  },
);

export const events = (required: boolean, more: Partial<Draft> = {}): Draft =>
  param(
    'cat',
    'string',
    'read',
    ['Events', '事件类型'],
    ['Kinds of change, separated by commas: insert,update,delete', '变更类型，用逗号分隔：insert,update,delete'],
    { required, ...more },
  );

export const pavingData = (value: boolean): Draft =>
  param(
    'pavingData',
    'boolean',
    'read',
    ['Flatten rows', '平铺数据'],
    [
      'Makes columns before_x and after_x of a change. A JDBC writer cannot take them: left out, it is off for one.',
      '将变更展开为 before_x、after_x 列。JDBC 写端无法处理：写入 JDBC 时缺省为关闭。',
    ],
    { default: value },
  );

const splitText: [Pair, Pair] = [
  ['Split updates', '拆分更新'],
  [
    'Emits typed insert, update and delete rows. A JDBC writer needs them: left out, it is on for one.',
    '输出带类型的插入、更新、删除行。JDBC 写端需要：写入 JDBC 时缺省为开启。',
  ],
];
export const splitRows = param('split', 'boolean', 'read', ...splitText, { default: false });
export const splitUpdate = param('splitUpdate', 'boolean', 'read', ...splitText, { default: false });

export const ddlSkip = param(
  'ddlSkip',
  'boolean',
  'read',
  ['Skip DDL', '跳过 DDL'],
  ['Changes of tables are not passed on. Must be a JSON boolean.', '不传递表结构变更。必须是 JSON 布尔值。'],
  { default: true },
);

export const initialTableStructure = param(
  'initialTableStructure',
  'boolean',
  'read',
  ['Send table structure first', '先发送表结构'],
  ['Emits a CREATE TABLE for every table at the start.', '启动时为每张表输出建表语句。'],
  { default: false },
);

export const timestampFormat = (checked: boolean): Draft =>
  param(
    'timestampFormat',
    'string',
    'advanced',
    ['Timestamp format', '时间戳格式'],
    ['sql: with a blank; iso_8601: with a T.', 'sql 以空格分隔，iso_8601 以 T 分隔。'],
    { default: 'sql', enum: checked ? ['sql', 'iso_8601'] : null },
  );

export const tables = (name: string, required: boolean, description: Pair): Draft =>
  param(name, 'string[]', 'table', ['Tables', '表'], description, { required });

export const position = (parameters: readonly string[], more: Pair = ['', '']) =>
  increment('position', parameters, [
    `Endless job; it goes on from a checkpoint, so switch checkpoints on.${more[0]}`,
    `任务持续运行，依靠检查点续传，请开启检查点。${more[1]}`,
  ]);

export const toDatabases: Pair = [
  'Not run against a real server here. A JDBC writer puts the rows into the schema and table named in them, not into its own.',
  '尚未在真实服务上验证。JDBC 写端会写入行内指定的 schema 和表，而非自身配置的表。',
];

export const host = address('host', 'string', ['Host', '主机'], ['Host name or address.', '主机名或地址。'], {
  required: true,
});
export const port = (required: boolean) =>
  address('port', 'int', ['Port', '端口'], ["The server's port.", '服务端口。'], {
    required,
    default: required ? null : 3306,
    minimum: 1,
    maximum: 65535,
  });
