/** What the message queues share. */
import { param } from '../make.ts';

export const topic = param('topic', 'string', 'table', ['Topic', '主题'], ['Topic of the messages.', '消息主题。'], {
  required: true,
});

export const tableFields = param(
  'tableFields',
  'string[]',
  'write',
  ['JSON keys', 'JSON 字段名'],
  [
    'Keys for the columns of a row, in their order. Without them a database row becomes {"message":"v1,v2"}.',
    '按列顺序给出的字段名。缺省时数据库的行会写成 {"message":"v1,v2"}。',
  ],
);
