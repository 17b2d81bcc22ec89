import type { ConnectionError } from 'fastify';
import type { Socket } from 'node:net';
import { GatewayError, type ErrorCode } from '../core/errors.ts';
import { viewProblem } from './problem.ts';

/** What Node's parser says of requests that never become one. */
const codes: Readonly<Record<string, ErrorCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
  HPE_HEADER_OVERFLOW: 'headers_too_large',
};

/** Answers them as problems, too, and ends the connection: nobody knows where the next request would begin. */
export function answerClientError(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const code = codes[error.code] ?? 'bad_request';
  const problem = new GatewayError(code, 'The request could not be read');
  const body = JSON.stringify(viewProblem(problem));
  if (socket.writable) {
    const head = [
      `HTTP/1.1 ${problem.status} ${code}`,
      'content-type: application/problem+json',
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  }
  socket.destroySoon();
}
