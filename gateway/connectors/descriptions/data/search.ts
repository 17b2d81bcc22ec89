/** Elasticsearch and Solr. */
import { columnTypes } from '../column-types.ts';
import { objectColumns } from '../columns.ts';
import { address, columns, connector, datasource, field, noSide, param, side, split, text } from '../make.ts';

const hosts = address(
  'hosts',
  'string[]',
  ['Hosts', '服务地址'],
  ['http://host:9200 or host:9200; the port is needed.', 'http://host:9200 或 host:9200，端口必填。'],
  {
    required: true,
    pattern: '^(https?://)?[^\\/\\s]+:\\d+(/\\S*)?$',
  },
);
const login = [
  address('username', 'string', ['User', '用户名'], ['User that logs in.', '登录用户。']),
  address('password', 'string', ['Password', '密码'], ['Needed with a user.', '填写用户名时必填。'], { secret: true }),
];
const sslConfig = address(
  'sslConfig',
  'object',
  ['TLS settings', 'TLS 设置'],
  [
    'useLocalFile, fileName, filePath, type (pkcs12 or ca), sftpConf (host, port, username …); the passwords are among the secrets.',
    'useLocalFile、fileName、filePath、type（pkcs12 或 ca）、sftpConf（host、port、username 等）；密码在密钥中填写。',
  ],
);
const sslSecrets = [
  field(
    address(
      'keyStorePass',
      'string',
      ['Key store password', '密钥库密码'],
      ['Opens the key store of the TLS settings.', '打开 TLS 设置中的密钥库。'],
      { secret: true },
    ),
    '/sslConfig/keyStorePass',
  ),
  field(
    address(
      'sftpPassword',
      'string',
      ['SFTP password', 'SFTP 密码'],
      ['Of the server that sftpConf names.', 'sftpConf 所指服务器的密码。'],
      { secret: true },
    ),
    '/sslConfig/sftpConf/password',
  ),
];
const index = param('index', 'string', 'table', ['Index', '索引'], ['Name of the index.', '索引名称。'], {
  required: true,
});
const documentType = (required: boolean) =>
  param(
    'type',
    'string',
    'table',
    ['Document type', '文档类型'],
    ['Of servers before version 7.', '7 之前版本的文档类型。'],
    { required },
  );
const searchColumns = columns(true, [
  'Objects with name and type, from the mapping.',
  '带 name 和 type 的对象，取自字段映射。',
]);

const milliseconds = (name: string, value: number, title: [string, string], description: [string, string]) =>
  param(name, 'int', 'tuning', title, description, { default: value, minimum: 0, unit: 'ms' });
const batchSize = param(
  'batchSize',
  'int',
  'tuning',
  ['Batch size', '批量行数'],
  ['Documents per request; 1 is very slow.', '每次请求的文档数；为 1 时非常慢。'],
  {
    default: 1,
    minimum: 1,
    maximum: 200000,
    unit: 'rows',
  },
);
const common7 = [
  hosts,
  ...login,
  sslConfig,
  index,
  documentType(false),
  searchColumns,
  batchSize,
  milliseconds('connectTimeout', 5000, ['Connect timeout', '连接超时'], ['Of a connection.', '建立连接的超时。']),
  milliseconds('socketTimeout', 1800000, ['Socket timeout', 'Socket 超时'], ['Of an answer.', '等待响应的超时。']),
  milliseconds('requestTimeout', 2000, ['Request timeout', '请求超时'], ['Of a request.', '单次请求的超时。']),
  milliseconds('keepAliveTime', 5000, ['Keep-alive', '保活时间'], ['Of an idle connection.', '空闲连接的保活时间。']),
  param(
    'maxConnPerRoute',
    'int',
    'tuning',
    ['Connections per host', '每主机连接数'],
    ['Upper limit.', '连接数上限。'],
    {
      default: 10,
      minimum: 1,
    },
  ),
];
const ids = param(
  'ids',
  'string[]',
  'write',
  ['Id columns', 'ID 列'],
  ['Columns that form _id; left out: the server makes one.', '组成 _id 的列；缺省由服务端生成。'],
);
const keyDelimiter = param(
  'keyDelimiter',
  'string',
  'write',
  ['Id separator', 'ID 分隔符'],
  ['Between the parts of _id.', '_id 各部分之间的分隔符。'],
  {
    default: '_',
  },
);
const shape: [string, string] = ['hosts (list) and index (text).', 'hosts 为列表，index 为字符串。'];

export const elasticsearch7 = connector({
  name: 'elasticsearch7',
  title: ['Elasticsearch 7', 'Elasticsearch 7'],
  kind: 'search',
  reader: side({
    shape,
    columns: objectColumns(true, columnTypes.elasticsearch7.reader.words),
    parameters: [
      ...common7,
      param(
        'query',
        'object',
        'read',
        ['Query', '查询条件'],
        ['Query DSL as an object, not a text.', '查询 DSL，须为对象而非字符串。'],
      ),
    ],
    split: split('parts', null, [], ['By slices of the search.', '按查询切片（slice）切分。']),
    checked: ['Required fields; it connects when the job runs.', '检查必填项；运行时才连接。'],
  }),
  writer: side({
    shape,
    columns: objectColumns(true, columnTypes.elasticsearch7.writer.words),
    parameters: [...common7, ids, keyDelimiter],
    writeModes: ['index', 'upsert'],
    connects: true,
    checked: ['Required fields; with timestamp columns it connects.', '检查必填项；存在 timestamp 列时会连接服务。'],
  }),
  datasource: datasource([hosts, ...login, sslConfig, ...sslSecrets]),
});

const notBuilt = {
  status: 'absent',
  reason: [
    'Its source is there, but the build leaves it out: no distribution has it.',
    '源码存在但未参与构建，发行包中没有。',
  ],
  alternative: ['elasticsearch7, if the servers are of version 7.', '服务端为 7 版本时可使用 elasticsearch7。'],
  shape,
  columns: objectColumns(true),
  checked: ['Cannot be submitted.', '无法提交。'],
} as const;

export const elasticsearch6 = connector({
  name: 'elasticsearch6',
  title: ['Elasticsearch 6', 'Elasticsearch 6'],
  kind: 'search',
  pluginDirectory: null,
  aliases: ['es'],
  reader: side({ ...notBuilt, parameters: [hosts, ...login, index, documentType(true), searchColumns] }),
  writer: side({
    ...notBuilt,
    parameters: [hosts, ...login, index, documentType(true), searchColumns, ids, keyDelimiter],
  }),
  datasource: null,
});

const noModule = noSide(
  'absent',
  ['Examples exist, the plugin does not.', '仅有示例，插件不存在。'],
  ['elasticsearch7, if the servers are of version 7.', '服务端为 7 版本时可使用 elasticsearch7。'],
);
export const elasticsearch5 = connector({
  name: 'elasticsearch5',
  title: ['Elasticsearch 5', 'Elasticsearch 5'],
  kind: 'search',
  pluginDirectory: null,
  reader: noModule,
  writer: noModule,
  datasource: null,
});

const solrAddress = [
  address(
    'zkHosts',
    'string[]',
    ['ZooKeeper', 'ZooKeeper 地址'],
    ['host:port of each server.', '每台服务器的 host:port。'],
    { required: true },
  ),
  address('zkChroot', 'string', ['ZooKeeper path', 'ZooKeeper 路径'], ['Node of Solr.', 'Solr 使用的节点。']),
  address(
    'kerberosConfig',
    'object',
    ['Kerberos', 'Kerberos 配置'],
    ['principal, keytab, krb5conf.', 'principal、keytab、krb5conf。'],
  ),
];
const solrTable = [
  param('collection', 'string', 'table', ['Collection', '集合'], ['Name of the collection.', '集合名称。'], {
    required: true,
  }),
  searchColumns,
];
const solrShape: [string, string] = ['zkHosts (list) and collection (text).', 'zkHosts 为列表，collection 为字符串。'];
const solrChecked: [string, string] = ['Required fields; it connects when the job runs.', '检查必填项；运行时才连接。'];

export const solr = connector({
  name: 'solr',
  title: ['Solr', 'Solr'],
  kind: 'search',
  reader: side({
    reason: ['Not run here. The byte limit of a job has no effect.', '尚未验证。任务的字节限速对其无效。'],
    shape: solrShape,
    columns: objectColumns(true, columnTypes.solr.reader.words),
    parameters: [
      ...solrAddress,
      ...solrTable,
      param(
        'filterQueries',
        'string[]',
        'read',
        ['Filter queries', '过滤查询'],
        ['As the parameter fq takes them.', '与参数 fq 的写法相同。'],
      ),
    ],
    split: split('parts', null, [], ['By ranges of rows.', '按行范围切分。']),
    checked: solrChecked,
  }),
  writer: side({
    shape: solrShape,
    columns: objectColumns(true, columnTypes.solr.writer.words),
    parameters: [
      ...solrAddress,
      ...solrTable,
      { ...batchSize, description: text(['Documents per request.', '每次请求的文档数。']) },
    ],
    writeModes: ['index'],
    checked: solrChecked,
  }),
  datasource: datasource(solrAddress),
});
