/** Message queues other than Kafka. */
import { objectColumns } from '../columns.ts';
import { address, connector, datasource, noSide, param, side, split } from '../make.ts';
import { tableFields, topic } from './mq-parameters.ts';

const emqxAddress = [
  address('broker', 'string', ['Broker', '服务地址'], ['tcp://host:1883', 'tcp://host:1883'], { required: true }),
  address('username', 'string', ['User', '用户名'], ['User that logs in.', '登录用户。']),
  address('password', 'string', ['Password', '密码'], ['Password of the user.', '用户密码。'], { secret: true }),
];
const emqxTuning = [
  param('qos', 'int', 'advanced', ['Quality of service', '服务质量'], ['MQTT QoS.', 'MQTT 服务质量等级。'], {
    default: 2,
    enum: [0, 1, 2],
  }),
  param(
    'cleanSession',
    'boolean',
    'advanced',
    ['Clean session', '清除会话'],
    [
      'Forgets the session at the end. The spelling isCleanSession is ignored.',
      '结束时清除会话。写成 isCleanSession 会被忽略。',
    ],
    { default: true },
  ),
  param(
    'connectRetryTimes',
    'int',
    'tuning',
    ['Connect attempts', '连接重试次数'],
    ['Attempts to connect.', '建立连接的重试次数。'],
    {
      default: 10,
      minimum: 0,
    },
  ),
];
const emqxChecked: [string, string] = ['Required fields; it connects when the job runs.', '检查必填项；运行时才连接。'];

export const emqx = connector({
  name: 'emqx',
  title: ['EMQX (MQTT)', 'EMQX（MQTT）'],
  kind: 'mq',
  reader: side({
    shape: ['broker as a text.', 'broker 为字符串。'],
    columns: objectColumns(false),
    parameters: [
      ...emqxAddress,
      topic,
      param(
        'codec',
        'string',
        'read',
        ['Codec', '编解码'],
        ['plain: the text; json: an object.', 'plain 为文本，json 为对象。'],
        {
          default: 'plain',
          enum: ['plain', 'json'],
        },
      ),
      ...emqxTuning,
    ],
    split: split('none', 1, [], ['Exactly one channel.', '只能使用一个通道。']),
    checked: emqxChecked,
  }),
  writer: side({
    shape: ['broker as a text.', 'broker 为字符串。'],
    columns: objectColumns(false),
    parameters: [...emqxAddress, topic, tableFields, ...emqxTuning],
    checked: emqxChecked,
  }),
  datasource: datasource(emqxAddress),
});

const sqlOnly = noSide(
  'not_loadable',
  ['A table connector for SQL jobs; sync jobs cannot name it.', '仅供 SQL 任务使用的表连接器，同步任务无法使用。'],
  ['kafka or emqx.', '可使用 kafka 或 emqx。'],
);
export const rabbitmq = connector({
  name: 'rabbitmq',
  title: ['RabbitMQ', 'RabbitMQ'],
  kind: 'mq',
  reader: sqlOnly,
  writer: sqlOnly,
  datasource: null,
});
export const rocketmq = connector({
  name: 'rocketmq',
  title: ['RocketMQ', 'RocketMQ'],
  kind: 'mq',
  reader: sqlOnly,
  writer: sqlOnly,
  datasource: null,
});
