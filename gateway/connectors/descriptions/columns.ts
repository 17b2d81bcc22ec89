import type { ColumnKeyDescription, ColumnsDescription } from './description.ts';
import { text, type Pair } from './make.ts';

const key = (
  name: string,
  type: ColumnKeyDescription['type'],
  title: Pair,
  description: Pair,
): ColumnKeyDescription => ({
  name,
  type,
  required: name === 'name',
  title: text(title),
  description: text(description),
});

/** The keys of Chunjun's FieldConf, as far as a person would set them. */
const fieldKeys: readonly ColumnKeyDescription[] = [
  key('name', 'string', ['Name', '列名'], ['Name of the column.', '列的名称。']),
  key('type', 'string', ['Type', '类型'], ['Type of the column.', '列的数据类型。']),
  key(
    'index',
    'integer',
    ['Index', '下标'],
    ['Position in the row, from 0; must be a JSON number.', '在行中的位置，从 0 开始；必须是 JSON 数字。'],
  ),
  key('value', 'string', ['Constant', '常量值'], ['Constant instead of a read value.', '用常量代替读取的值。']),
  key('format', 'string', ['Date format', '日期格式'], ['Pattern of dates in text.', '文本日期的格式。']),
  key(
    'parseFormat',
    'string',
    ['Parse format', '解析格式'],
    ['Pattern to parse a text date with.', '解析文本日期时使用的格式。'],
  ),
  key('splitter', 'string', ['Splitter', '分隔符'], ['Separator within the value.', '值内部的分隔符。']),
  key(
    'length',
    'integer',
    ['Length', '长度'],
    ['Length of the type; must be a JSON number.', '类型长度；必须是 JSON 数字。'],
  ),
  key(
    'isPart',
    'boolean',
    ['Partition column', '分区列'],
    ['The value comes from the path; must be a JSON boolean.', '值取自路径；必须是 JSON 布尔值。'],
  ),
  key(
    'notNull',
    'boolean',
    ['Not null', '非空'],
    ['Rows without a value are refused; must be a JSON boolean.', '不允许为空；必须是 JSON 布尔值。'],
  ),
];

const mustBeObjects: Pair = [
  'Objects with name and type; a list of names fails while the document is read.',
  '必须是带 name 和 type 的对象；只写列名会在解析文档时失败。',
];

/** Columns as objects; `typed`: without a type a column is refused or read wrongly. */
export function objectColumns(
  required: boolean,
  types: readonly string[] = [],
  note: Pair = mustBeObjects,
  typed = true,
): ColumnsDescription {
  const keys = fieldKeys.map((one) => (one.name === 'type' ? { ...one, required: typed } : one));
  return { kind: 'objects', required, star: false, keys, types, note: text(note) };
}

/** Names, `*`, or objects: the type comes from the database. */
export function anyColumns(required: boolean, star: boolean, note: Pair): ColumnsDescription {
  return { kind: 'any', required, star, keys: fieldKeys, types: [], note: text(note) };
}
