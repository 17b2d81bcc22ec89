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

/** Far more than any document has; what walks a body calls itself once per level. */
const deepest = 200;

/** Walks without calling itself: how deep the value is, is not known yet. */
function isTooDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? (Object.values(one) as unknown[]) : []));
  }
  return false;
}

/**
 * Requests are checked with the same validator as stored JSON. Path and query arrive as text and are converted; a body
 * is taken as it is: "3" is no number, an unknown field is an error.
 */
export function validateRequests(app: FastifyInstance): void {
  app.setValidatorCompiler(({ schema, httpPart }) => {
    const typed = schema as TSchema;
    return (data: unknown) => {
      if (httpPart === 'body' && isTooDeep(data)) {
        return { error: new GatewayError('bad_request', `The body is nested more than ${deepest} levels deep`) };
      }
      const value: unknown = httpPart === 'body' ? data : Convert(typed, data);
      const errors = [...findErrors(typed, value), ...unstorable(value, '')];
      if (errors.length === 0) return { value };
      const place = httpPart === 'body' || httpPart === undefined ? '' : ` (${httpPart})`;
      return { error: new GatewayError('validation_failed', describeErrors(errors) + place, { errors }) };
    };
  });
}
