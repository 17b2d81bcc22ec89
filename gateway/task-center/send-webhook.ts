import { lookup as resolveName, type LookupAddress } from 'node:dns';
import { request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { messageOf } from '../core/errors.ts';
import { shorten } from '../core/redact.ts';
import { hostOf, isPublicAddress, whyNotUrl } from './webhook-address.ts';

export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** null: a 2xx arrived whole. Else what went wrong, in words. */
export type SendWebhook = (request: WebhookRequest) => Promise<string | null>;

export interface SendOptions {
  readonly privateAllowed: boolean;
  /** From the first look-up to the last byte of the answer. */
  readonly timeoutMs?: number;
  /** For tests: names are resolved by this. */
  readonly resolve?: (name: string) => Promise<readonly LookupAddress[]>;
}

/** An answer is read to its end, but nobody needs more of it. */
const mostAnswerBytes = 65_536;

/**
 * One POST. The addresses that a name resolves to are checked where the connection is made, and it is made to one of
 * these: a name that resolves to something else a moment later changes nothing. Redirections are not followed.
 */
export function createSendWebhook({
  privateAllowed,
  timeoutMs = 10_000,
  resolve = resolveAll,
}: SendOptions): SendWebhook {
  const lookup: LookupFunction = (name, options, done) => {
    resolve(name).then(
      (all) => {
        const fitting = all.filter(
          ({ address, family }) =>
            (privateAllowed || isPublicAddress(address)) &&
            (options.family === undefined || options.family === 0 || options.family === family),
        );
        const [first] = fitting;
        if (first === undefined) {
          return done(new Error('the name resolves to no address that may be connected to'), '', 0);
        }
        if (options.all === true) done(null, fitting);
        else done(null, first.address, first.family);
      },
      (error: unknown) => done(error as NodeJS.ErrnoException, '', 0),
    );
  };
  return async ({ url: text, headers, body }) => {
    const wrong = whyNotUrl(text, { privateAllowed });
    if (wrong !== null) return `the URL ${wrong}`;
    const url = new URL(text);
    const options: RequestOptions = {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      // A connection that was checked for one name must not serve another one.
      agent: false,
      // An address in the URL is not looked up, and was checked above.
      ...(isIP(hostOf(url)) === 0 ? { lookup } : {}),
      signal: AbortSignal.timeout(timeoutMs),
    };
    return new Promise((done) => {
      const failed = (error: unknown): void =>
        done(
          (error as Error).name === 'TimeoutError' || (error as Error).name === 'AbortError'
            ? `no answer within ${timeoutMs / 1000} s`
            : shorten(messageOf(error), 300),
        );
      const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, (response) => {
        let bytes = 0;
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > mostAnswerBytes)
            response.destroy(new Error(`the answer is longer than ${mostAnswerBytes} bytes`));
        });
        response.on('error', failed);
        response.on('end', () => {
          const { statusCode: status = 0 } = response;
          if (status >= 200 && status < 300) return done(null);
          done(status >= 300 && status < 400 ? `HTTP ${status}: redirections are not followed` : `HTTP ${status}`);
        });
        // Cut off in the middle: the answer is not known to be whole.
        response.on('close', () => failed(new Error('the connection was closed before the answer was whole')));
      });
      request.on('error', failed);
      request.end(body);
    });
  };
}

function resolveAll(name: string): Promise<readonly LookupAddress[]> {
  return new Promise((resolve, reject) => {
    resolveName(name, { all: true }, (error, addresses) => (error === null ? resolve(addresses) : reject(error)));
  });
}
