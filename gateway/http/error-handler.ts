import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GatewayError, type ErrorCode } from '../core/errors.ts';
import { languageOf, tellLanguage } from './language.ts';
import { viewProblem } from './problem.ts';

/** How Fastify's own errors are told. */
const fastifyCodes: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'payload_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'bad_request',
  FST_ERR_CTP_INVALID_JSON_BODY: 'bad_request',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'bad_request',
};

/** Every error leaves as application/problem+json (RFC 9457). What is not ours is logged whole and told as `internal`. */
export function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | GatewayError, request, reply) => {
    const known = asGatewayError(error);
    if (known === null) {
      request.log.error({ err: error }, 'unexpected error');
      const internal = 'An unexpected error happened; the log has it under the request id';
      return sendProblem(new GatewayError('internal', internal), request, reply);
    }
    if (known.status >= 500) request.log.warn({ code: known.code, detail: known.message }, 'request failed');
    return sendProblem(known, request, reply);
  });
  app.setNotFoundHandler((request) => {
    throw new GatewayError(
      'route_not_found',
      `There is no route ${request.method} ${request.url.split('?')[0] ?? ''}`,
      {
        remedy: 'See /docs for what there is.',
      },
    );
  });
}

/** Paths that no route is looked up for: with what is no percent-encoded UTF-8, or a part that is too long. */
export function answerFrameworkError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const tooLong = error.code === 'FST_ERR_MAX_PARAM_LENGTH';
  const detail = tooLong ? 'A part of the path is too long' : 'The path is not percent-encoded UTF-8';
  void sendProblem(new GatewayError('bad_request', detail), request, reply);
}

function sendProblem(problem: GatewayError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const language = languageOf(request.headers['accept-language']);
  tellLanguage(reply, language);
  return reply
    .code(problem.status)
    .type('application/problem+json')
    .send({ ...viewProblem(problem, language), instance: request.url, requestId: request.id });
}

function asGatewayError(error: FastifyError | GatewayError): GatewayError | null {
  if (error instanceof GatewayError) return error;
  const code = fastifyCodes[error.code];
  if (code !== undefined) return new GatewayError(code, error.message);
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return new GatewayError('bad_request', error.message);
  }
  return null;
}
