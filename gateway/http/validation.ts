import type { FastifyInstance } from 'fastify';
import type { TSchema } from 'typebox';
import { Convert } from 'typebox/value';
import { describeErrors, findErrors } from '../core/check.ts';
import { GatewayError } from '../core/errors.ts';

/**
 * Requests are checked with the same validator as stored JSON. Path and query arrive as text and are converted; a body
 * is taken as it is: "3" is no number, an unknown field is an error.
 */
export function validateRequests(app: FastifyInstance): void {
  app.setValidatorCompiler(({ schema, httpPart }) => {
    const typed = schema as TSchema;
    return (data: unknown) => {
      const value: unknown = httpPart === 'body' ? data : Convert(typed, data);
      const errors = findErrors(typed, value);
      if (errors.length === 0) return { value };
      const place = httpPart === 'body' || httpPart === undefined ? '' : ` (${httpPart})`;
      return { error: new GatewayError('validation_failed', describeErrors(errors) + place, { errors }) };
    };
  });
}
