import { objectColumns } from '../columns.ts';
import { address, connector, datasource, noWriter, param, side, split } from '../make.ts';

const socketAddress = [
  address('address', 'string', ['Address', '地址'], ['host:port', 'host:port'], { required: true }),
];

export const socket = connector({
  name: 'socket',
  title: ['Socket', 'Socket'],
  kind: 'socket',
  reader: side({
    status: 'broken',
    reason: [
      'Every job is refused: its builder uses a field that is never set (NullPointerException).',
      '所有任务都会被拒绝：构建器使用了未赋值的字段（空指针异常）。',
    ],
    alternative: ['kafka or http.', '可使用 kafka 或 http。'],
    shape: ['address as a text.', 'address 为字符串。'],
    columns: objectColumns(false),
    parameters: [
      ...socketAddress,
      param('parse', 'string', 'read', ['Parse', '解析方式'], ['text or json.', 'text 或 json。'], {
        enum: ['text', 'json'],
      }),
      param('encoding', 'string', 'read', ['Encoding', '编码'], ['Character set of the text.', '文本使用的字符集。']),
    ],
    split: split('none', 1, [], ['Exactly one channel.', '只能使用一个通道。']),
    checked: ['Fails always.', '始终失败。'],
  }),
  writer: noWriter(['kafka.', '可使用 kafka。']),
  datasource: datasource(socketAddress),
});
