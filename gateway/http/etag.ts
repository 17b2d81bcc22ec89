import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { GatewayError } from '../core/errors.ts';
import type { Expected } from '../core/expected.ts';

export const IfMatchHeaders = Type.Object({
  'if-match': Type.Optional(
    Type.String({
      maxLength: 200,
      description: 'The ETag of the answer that the change is based on, or * for whatever it is now. Without it: 428.',
    }),
  ),
});

/** The same where it may be left out. */
export const OptionalIfMatchHeaders = Type.Object({
  'if-match': Type.Optional(
    Type.String({ maxLength: 200, description: 'The ETag of the answer that this is based on. Default: *.' }),
  ),
});

/** Says which state of the thing the answer shows. */
export function tag(reply: FastifyReply, revision: number): void {
  reply.header('etag', `"${revision}"`);
}

/** Reads If-Match. Throws `precondition_required` without it, `bad_request` for what is no ETag of ours. */
export function expectedOf(header: string | undefined): Expected {
  if (header === undefined) {
    throw new GatewayError('precondition_required', 'A change says with If-Match which state it is based on', {
      remedy: 'Send If-Match with the ETag of the GET before, or If-Match: * to overwrite whatever is there.',
    });
  }
  const value = header.trim();
  if (value === '*') return 'any';
  const revision = /^"(\d{1,9})"$/.exec(value)?.[1];
  if (revision === undefined) {
    throw new GatewayError('bad_request', `If-Match ${JSON.stringify(value.slice(0, 60))} is no ETag of this API`, {
      remedy: 'Send the ETag as it was received, with its quotes: If-Match: "7".',
    });
  }
  return Number(revision);
}

export function optionallyExpected(header: string | undefined): Expected {
  return header === undefined ? 'any' : expectedOf(header);
}
