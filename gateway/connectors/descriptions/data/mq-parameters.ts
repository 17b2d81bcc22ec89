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
    'Keys for the columns of a row, in their order; left out: the names of the mapping. In a document without them a database row becomes {"message":"v1,v2"}.',
    '按列顺序给出的字段名；缺省取字段映射中的名称。文档中没有时数据库的行会写成 {"message":"v1,v2"}。',
  ],
);
