import type { FastifyInstance } from 'fastify';
import type { TSchema } from 'typebox';
import { Convert } from 'typebox/value';
import { describeErrors, escapePointer, findErrors } from '../core/check.ts';
import { GatewayError, type FieldError } from '../core/errors.ts';

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Texts that no database stores: with a NUL, or with half a character. */
function unstorable(value: unknown, pointer: string): FieldError[] {
  if (typeof value === 'string') {
    if (!value.includes('\0') && !loneSurrogate.test(value)) return [];
    const detail = 'holds a NUL or half a Unicode character, which cannot be stored';
    return [{ pointer, detail, remedy: 'Write it without.' }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const place = `${pointer}/${escapePointer(key)}`;
    return [...unstorable(inner, place), ...unstorable(key, place)];
  });
}

/**
 * Requests are checked with the same validator as stored JSON. Path and query arrive as text and are converted; a body
 * is taken as it is: "3" is no number, an unknown field is an error.
 */
export function validateRequests(app: FastifyInstance): void {
  app.setValidatorCompiler(({ schema, httpPart }) => {
    const typed = schema as TSchema;
    return (data: unknown) => {
      const value: unknown = httpPart === 'body' ? data : Convert(typed, data);
      const errors =
        httpPart === 'body' ? [...findErrors(typed, value), ...unstorable(value, '')] : findErrors(typed, value);
      if (errors.length === 0) return { value };
      const place = httpPart === 'body' || httpPart === undefined ? '' : ` (${httpPart})`;
      return { error: new GatewayError('validation_failed', describeErrors(errors) + place, { errors }) };
    };
  });
}
