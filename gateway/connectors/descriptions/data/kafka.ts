import { columnTypes } from '../column-types.ts';
import { objectColumns } from '../columns.ts';
import { address, columns, connector, datasource, field, increment, param, side, split, text } from '../make.ts';
import { tableFields, topic } from './mq-parameters.ts';

const settings = (name: 'consumerSettings' | 'producerSettings') =>
  address(
    name,
    'map',
    ['Client settings', '客户端设置'],
    [
      'Kafka client properties, all as texts; bootstrap.servers must be among them.',
      'Kafka 客户端属性，值均为字符串，必须包含 bootstrap.servers。',
    ],
    { required: true },
  );

const kafkaCodec = param(
  'codec',
  'string',
  'read',
  ['Codec', '编解码'],
  [
    'json makes columns of a message. text makes one map of it, which a JDBC writer cannot take: left out, it is json for one. value: the text itself.',
    'json 将消息解析为列；text 解析为单个 map，JDBC 写端无法处理，写入 JDBC 时缺省为 json；value 为原始文本。',
  ],
  { default: 'text', enum: ['text', 'json', 'value'] },
);

const pointersOf = (key: string) => [`/consumerSettings/${key}`, `/producerSettings/${key}`];

export const kafka = connector({
  name: 'kafka',
  title: ['Kafka', 'Kafka'],
  kind: 'mq',
  reader: side({
    javaVersions: [8],
    reason: [
      'Only on Java 8 (not run there): on Java 11 and newer every job fails at its first record, for want of jdk.nashorn ObjectSizeCalculator. An empty topic is read for ever.',
      '仅支持 Java 8（未在其上验证）：Java 11 及以上缺少 jdk.nashorn 的 ObjectSizeCalculator，读到第一条记录即失败。空主题会一直等待。',
    ],
    alternative: ['A cluster with Java 8.', '使用 Java 8 的集群。'],
    shape: ['consumerSettings with bootstrap.servers.', 'consumerSettings 中的 bootstrap.servers。'],
    columns: objectColumns(false, columnTypes.kafka.reader.words, [
      'Only with codec json; objects with name and type.',
      '仅 codec 为 json 时有效；带 name 和 type 的对象。',
    ]),
    parameters: [
      settings('consumerSettings'),
      topic,
      columns(false, ['From the mapping; only with codec json.', '取自字段映射，仅 codec 为 json 时有效。']),
      kafkaCodec,
      param(
        'groupId',
        'string',
        'read',
        ['Group', '消费组'],
        ['Consumer group; left out: a random one.', '消费组；缺省随机生成。'],
      ),
      param(
        'pavingData',
        'boolean',
        'read',
        ['Flatten', '平铺数据'],
        ['Makes columns of nested JSON.', '将嵌套 JSON 展开为列。'],
        {
          default: false,
        },
      ),
      param(
        'split',
        'boolean',
        'read',
        ['Split updates', '拆分更新'],
        ['Makes two rows of a change.', '将一次变更拆为两行。'],
        {
          default: false,
        },
      ),
      param(
        'mode',
        'string',
        'increment',
        ['Start at', '起始方式'],
        ['Where reading begins; any other word means group-offsets.', '开始读取的位置；其他取值等同 group-offsets。'],
        {
          default: 'group-offsets',
          enum: ['group-offsets', 'earliest-offset', 'latest-offset', 'timestamp', 'specific-offsets'],
        },
      ),
      param(
        'timestamp',
        'long',
        'increment',
        ['Start time', '起始时间'],
        ['Epoch; for timestamp.', '时间戳，timestamp 方式使用。'],
        {
          default: -1,
          unit: 'ms',
        },
      ),
      param(
        'offset',
        'string',
        'increment',
        ['Start offsets', '起始偏移量'],
        [
          'For specific-offsets: partition:0,offset:42;partition:1,offset:300',
          'specific-offsets 方式使用：partition:0,offset:42;partition:1,offset:300',
        ],
        { default: '' },
      ),
    ],
    increment: increment(
      'position',
      ['mode', 'timestamp', 'offset'],
      [
        'Endless job; goes on from a checkpoint or from the offsets of the group.',
        '任务持续运行，从检查点或消费组偏移量继续。',
      ],
    ),
    split: split(
      'parts',
      null,
      [],
      ['By partitions. The byte limit of a job has no effect.', '按分区切分。任务的字节限速对其无效。'],
    ),
    checked: [
      'That there are settings. Servers and topic show when the job runs.',
      '仅检查设置是否存在；地址和主题问题在运行时暴露。',
    ],
  }),
  writer: side({
    status: 'works',
    shape: ['producerSettings with bootstrap.servers.', 'producerSettings 中的 bootstrap.servers。'],
    parameters: [
      settings('producerSettings'),
      topic,
      tableFields,
      {
        ...kafkaCodec,
        group: 'write',
        description: text(['value writes the text of the key value alone.', 'value 仅写入键 value 的原文。']),
      },
      param(
        'partitionAssignColumns',
        'string[]',
        'write',
        ['Partition by', '分区字段'],
        [
          'JSON keys that choose the partition; must be among the JSON keys.',
          '决定分区的字段，须包含在 JSON 字段名中。',
        ],
      ),
      param(
        'dataCompelOrder',
        'boolean',
        'write',
        ['Keep the order', '保证顺序'],
        ['Needs a writer with one channel.', '要求写端只有一个通道。'],
        { default: false },
      ),
    ],
    writeModes: ['append'],
    checked: [
      'That there are settings. Servers and topic show when the job runs.',
      '仅检查设置是否存在；地址和主题问题在运行时暴露。',
    ],
  }),
  needsExtraJars: [
    {
      name: 'guava',
      reason: text([
        'Chunjun 1.12.8 ships without it; a job is refused at submission.',
        'Chunjun 1.12.8 未包含，缺少时提交即被拒绝。',
      ]),
    },
  ],
  datasource: datasource([
    field(
      address(
        'bootstrapServers',
        'string',
        ['Servers', '服务地址'],
        ['host:port, separated by commas.', 'host:port，用逗号分隔。'],
        { required: true },
      ),
      ...pointersOf('bootstrap.servers'),
    ),
    field(
      address(
        'properties',
        'map',
        ['Client properties', '客户端属性'],
        [
          'Further Kafka client properties without secrets, e.g. security.protocol.',
          '其他不含密钥的 Kafka 客户端属性，如 security.protocol。',
        ],
      ),
      '/consumerSettings',
      '/producerSettings',
    ),
    field(
      address(
        'saslJaasConfig',
        'string',
        ['SASL login', 'SASL 登录配置'],
        ['The property sasl.jaas.config, which holds a password.', '属性 sasl.jaas.config，其中包含密码。'],
        // JndiLoginModule makes a Kafka client run code of whoever answers the look-up (CVE-2023-25194).
        { secret: true, pattern: '^(?![\\s\\S]*JndiLoginModule)' },
      ),
      ...pointersOf('sasl.jaas.config'),
    ),
  ]),
});
