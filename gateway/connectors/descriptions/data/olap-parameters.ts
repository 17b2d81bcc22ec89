/** What Doris and StarRocks share: MySQL protocol for reading, HTTP stream load for writing. */
import { address, param } from '../make.ts';

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
export const feNodes = (required: boolean) =>
  address(
    'feNodes',
    'string[]',
    ['Frontend nodes', 'FE 节点'],
    ['host:8030, the HTTP port of each frontend.', 'host:8030，每个 FE 的 HTTP 端口。'],
    { required },
  );
export const retries = [
  param(
    'maxRetries',
    'int',
    'tuning',
    ['Retries', '重试次数'],
    ['Attempts to load a batch again.', '批次写入失败后的重试次数。'],
    {
      default: 3,
      minimum: 0,
    },
  ),
  param(
    'waitRetryMills',
    'long',
    'tuning',
    ['Retry pause', '重试间隔'],
    ['Pause between two attempts.', '两次重试之间的间隔。'],
    {
      default: 18000,
      minimum: 0,
      unit: 'ms',
    },
  ),
];
export const nameMapped = param(
  'nameMapped',
  'boolean',
  'write',
  ['Target from the row', '按行内表名写入'],
  [
    'Takes database and table from the rows of a CDC reader; no other can be used.',
    '库名和表名取自 CDC 读端的行，其他读端不可用。',
  ],
  { default: false },
);
export const batchSize = (value: number) =>
  param(
    'batchSize',
    'int',
    'tuning',
    ['Batch size', '批量行数'],
    ['Rows per load; set it to some thousands.', '每次导入的行数，建议设为数千。'],
    {
      default: value,
      minimum: 1,
      maximum: 200000,
      unit: 'rows',
    },
  );
