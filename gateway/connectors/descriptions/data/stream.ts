import { columnTypes } from '../column-types.ts';
import { objectColumns } from '../columns.ts';
import { columns, connector, param, side, split } from '../make.ts';

/** Makes rows, and drops or prints them: for trying things out. */
export const stream = connector({
  name: 'stream',
  title: ['Stream (test data)', 'Stream（测试数据）'],
  kind: 'test',
  reader: side({
    status: 'works',
    shape: ['No connection.', '无需连接。'],
    columns: objectColumns(true, columnTypes.stream.reader.words, [
      'Objects with name and type; id counts up. A type it does not know is taken as text.',
      '带 name 和 type 的对象；id 类型自增。未知类型按文本处理。',
    ]),
    parameters: [
      columns(true, ['Columns to make up, from the mapping.', '要生成的列，取自字段映射。']),
      param(
        'sliceRecordCount',
        'integer[]',
        'read',
        ['Rows per channel', '每通道行数'],
        [
          'One number for every channel, or a list with one for each; a channel without a number never ends.',
          '一个数字用于所有通道，或按通道给出列表；缺少数字的通道不会结束。',
        ],
        { alsoAccepts: ['integer'], unit: 'rows', minimum: 1 },
      ),
      param(
        'permitsPerSecond',
        'long',
        'tuning',
        ['Rate limit', '限速'],
        ['Rows per second and channel; 0: no limit.', '每通道每秒行数；0 表示不限速。'],
        { default: 0, minimum: 0, unit: 'rows/s' },
      ),
    ],
    split: split('parts', null, [], ['Every channel makes its own rows.', '每个通道各自生成数据。']),
    checked: ['Columns and their types must be there.', '检查列及其类型是否存在。'],
  }),
  writer: side({
    status: 'works',
    shape: ['No connection.', '无需连接。'],
    columns: objectColumns(false, columnTypes.stream.writer.words),
    parameters: [
      columns(false, ['May be left out.', '可不填。']),
      param(
        'print',
        'boolean',
        'write',
        ['Print rows', '打印数据'],
        [
          "Prints every row into the TaskManager's output. Chunjun prints unless told not to; the gateway tells it not to.",
          '将每行输出到 TaskManager 日志。Chunjun 默认打印，网关在未设置时关闭。',
        ],
        { default: false },
      ),
      param('batchSize', 'int', 'tuning', ['Batch size', '批量行数'], ['Rows per batch.', '每批的行数。'], {
        default: 1,
        minimum: 1,
        maximum: 200000,
        unit: 'rows',
      }),
    ],
    checked: ['Nothing.', '不检查。'],
  }),
  datasource: null,
});
