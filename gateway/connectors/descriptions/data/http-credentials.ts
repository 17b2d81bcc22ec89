import { address, field } from '../make.ts';

/** None fills a place by itself: the gateway adds them to the lists `header`, `param` or `body`. */
export const httpCredentials = [
  field(
    address(
      'apiKeyName',
      'string',
      ['Name of the API key', 'API 密钥名称'],
      [
        'Header or parameter that carries the API key, e.g. X-Api-Key.',
        '携带 API 密钥的请求头或参数名，如 X-Api-Key。',
      ],
      { maxLength: 190, pattern: '^[A-Za-z0-9_.\\-]+$' },
    ),
  ),
  field(
    address(
      'apiKeyIn',
      'string',
      ['Place of the API key', 'API 密钥位置'],
      ['Where the API key stands in a request.', 'API 密钥在请求中的位置。'],
      { default: 'header', enum: ['header', 'param', 'body'] },
    ),
  ),
  field(
    address(
      'authorization',
      'string',
      ['Authorization', '认证信息'],
      ['Value of the header Authorization, e.g. Bearer …', '请求头 Authorization 的值，如 Bearer …'],
      { secret: true },
    ),
  ),
  field(
    address('cookie', 'string', ['Cookie', 'Cookie'], ['Value of the header Cookie.', '请求头 Cookie 的值。'], {
      secret: true,
    }),
  ),
  field(
    address(
      'apiKey',
      'string',
      ['API key', 'API 密钥'],
      ['Sent under the name of the API key.', '以 API 密钥名称发送。'],
      { secret: true },
    ),
  ),
];
