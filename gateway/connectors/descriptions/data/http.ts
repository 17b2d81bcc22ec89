/** HTTP requests and sockets. */
import { columnTypes } from '../column-types.ts';
import { objectColumns } from '../columns.ts';
import { address, columns, connector, datasource, increment, param, side, split, text } from '../make.ts';
import { httpCredentials } from './http-credentials.ts';

const url = address('url', 'string', ['URL', '请求地址'], ['Whole URL that is requested.', '完整的请求地址。'], {
  required: true,
});
const protocol = address('protocol', 'string', ['Protocol', '协议'], ['http or https.', 'http 或 https。'], {
  default: 'https',
});
const requestColumns = columns(false, [
  'Objects with name and type, from the mapping.',
  '带 name 和 type 的对象，取自字段映射。',
]);
const values = (name: string, title: [string, string], what: [string, string]) =>
  param(
    name,
    'object[]',
    'read',
    title,
    [
      `${what[0]}: {key, value, nextValue, format}; nextValue changes from request to request. Secrets belong into the data source, which adds them.`,
      `${what[1]}：{key, value, nextValue, format}，nextValue 用于逐次变化。密钥请填写在数据源中，由网关加入。`,
    ],
    { default: [] },
  );

export const http = connector({
  name: 'http',
  title: ['HTTP API', 'HTTP 接口'],
  kind: 'http',
  aliases: ['restapi'],
  reader: side({
    status: 'works',
    reason: [
      'Run with the real program. Without a number of cycles it asks for ever; an error status or an unreachable server fails the job after retries.',
      '已实际运行。未设置次数时会一直请求；错误状态或无法连接会在重试后使任务失败。',
    ],
    shape: ['url as a text.', 'url 为字符串。'],
    columns: objectColumns(false, columnTypes.http.reader.words, [
      'Objects with name and type; the name is the path in the answer.',
      '带 name 和 type 的对象，name 为响应中的路径。',
    ]),
    parameters: [
      url,
      protocol,
      param(
        'requestMode',
        'string',
        'read',
        ['Method', '请求方式'],
        ['get or post; others are refused.', 'get 或 post，其他方式会被拒绝。'],
        {
          required: true,
          enum: ['get', 'post'],
        },
      ),
      requestColumns,
      param(
        'decode',
        'string',
        'read',
        ['Answer format', '响应格式'],
        [
          'json makes columns of the answer; an answer that is no JSON then fails the job.',
          'json 将响应解析为列；响应不是 JSON 时任务失败。',
        ],
        {
          default: 'text',
          enum: ['text', 'json', 'xml', 'csv'],
        },
      ),
      values('header', ['Headers', '请求头'], ['Request headers', '请求头']),
      values('param', ['Query parameters', '查询参数'], ['Parameters of the URL', 'URL 参数']),
      values('body', ['Body', '请求体'], ['Fields of the body', '请求体字段']),
      param(
        'dataSubject',
        'string',
        'read',
        ['Path of the rows', '数据路径'],
        ['Where the list of rows stands, e.g. $' + '{data.list}', '数据列表所在位置，如 $' + '{data.list}'],
      ),
      param(
        'fieldDelimiter',
        'string',
        'read',
        ['Path separator', '路径分隔符'],
        ['Between the steps of a path.', '路径各级之间的分隔符。'],
        {
          default: '.',
          enum: [',', '_', '/', '.', '-', ':'],
        },
      ),
      param(
        'fields',
        'string',
        'read',
        ['Fields', '字段'],
        ['Keys taken of a JSON answer, separated by commas.', '从 JSON 响应中取出的键，用逗号分隔。'],
      ),
      param(
        'fieldTypes',
        'string',
        'read',
        ['Field types', '字段类型'],
        ['Types of these keys, in their order.', '与上述键一一对应的类型。'],
      ),
      param(
        'csvDelimiter',
        'string',
        'read',
        ['CSV separator', 'CSV 分隔符'],
        ['Between the fields of a CSV answer.', 'CSV 响应的字段分隔符。'],
        {
          default: ',',
        },
      ),
      param(
        'csvConfig',
        'object',
        'advanced',
        ['CSV options', 'CSV 选项'],
        ['Options of the CSV reader.', 'CSV 读取器的选项。'],
        { default: {} },
      ),
      param(
        'cycles',
        'long',
        'increment',
        ['Requests', '请求次数'],
        ['How many requests are made; -1: endless. 1 for a single one.', '请求的次数；-1 表示一直请求，单次请求填 1。'],
        {
          default: -1,
          minimum: -1,
        },
      ),
      param(
        'intervalTime',
        'long',
        'increment',
        ['Interval', '请求间隔'],
        ['Pause between two requests.', '两次请求之间的间隔。'],
        {
          default: 3000,
          minimum: 1,
          unit: 'ms',
        },
      ),
      param(
        'strategy',
        'object[]',
        'increment',
        ['Rules for answers', '响应处理规则'],
        ['{key, value, handle}: stop or retry on a value.', '{key, value, handle}：按响应值停止或重试。'],
        {
          default: [],
        },
      ),
      param('timeOut', 'long', 'tuning', ['Timeout', '超时'], ['Of a request.', '单次请求的超时。'], {
        default: 10000,
        minimum: 0,
        unit: 'ms',
      }),
    ],
    increment: increment(
      'position',
      ['param', 'body', 'strategy'],
      ['By nextValue expressions.', '通过 nextValue 表达式推进。'],
    ),
    split: split(
      'none',
      1,
      [],
      ['Every channel repeats the requests: use one.', '每个通道都会重复请求，请只用一个通道。'],
    ),
    checked: ['URL and method. The server is asked when the job runs.', '检查地址和请求方式；运行时才请求服务。'],
  }),
  writer: side({
    status: 'broken',
    reason: [
      'Every row is dirty: no converter is set. Only assert = true gets past it, and that checks data instead of writing it.',
      '所有行都会成为脏数据：未设置转换器。仅 assert = true 可绕过，但那是数据校验而非写入。',
    ],
    alternative: [
      'A message queue, e.g. kafka, and a service that posts its messages.',
      '写入 kafka 等消息队列，再由服务转发。',
    ],
    shape: ['url as a text.', 'url 为字符串。'],
    columns: objectColumns(false),
    parameters: [
      url,
      requestColumns,
      param('method', 'string', 'write', ['Method', '请求方式'], ['E.g. post.', '如 post。'], { required: true }),
      param('header', 'map', 'write', ['Headers', '请求头'], ['Request headers.', '请求头。']),
      param('body', 'object', 'write', ['Body', '请求体'], ['Constant part of the body.', '请求体的固定部分。']),
      param(
        'params',
        'object',
        'write',
        ['Parameters', '参数'],
        ['Names of the row in the body.', '行数据在请求体中的键名。'],
        { default: {} },
      ),
      param(
        'columns',
        'string[]',
        'write',
        ['Keys', '字段名'],
        ['Keys for the columns of a row.', '行内各列对应的键名。'],
        { default: [] },
      ),
      param(
        'formatHeader',
        'object',
        'advanced',
        ['Header formats', '请求头格式'],
        ['How header values are made.', '请求头取值的格式。'],
        { default: {} },
      ),
      param(
        'formatBody',
        'object',
        'advanced',
        ['Body formats', '请求体格式'],
        ['How body values are made.', '请求体取值的格式。'],
        { default: {} },
      ),
      param('delay', 'int', 'tuning', ['Delay', '延迟'], ['Pause before a request.', '请求前的等待时间。'], {
        default: 0,
        minimum: 0,
        unit: 'ms',
      }),
      param(
        'assert',
        'boolean',
        'advanced',
        ['Check data', '数据校验'],
        ['Compares instead of writing.', '仅做比对，不写入。'],
        { default: false },
      ),
    ],
    writeModes: ['post'],
    checked: ['Required fields.', '检查必填项。'],
  }),
  needsExtraJars: [
    {
      name: 'httpclient 4.5',
      reason: text([
        'Apache HttpClient and HttpCore are not shipped: the reader then fails with a NullPointerException when it runs.',
        '未包含 Apache HttpClient 与 HttpCore：缺少时读端运行报空指针异常。',
      ]),
    },
  ],
  datasource: datasource([url, protocol, ...httpCredentials]),
});
