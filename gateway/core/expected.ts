import { GatewayError } from './errors.ts';

/** Which revision of a thing a change is meant for; `any`: whatever it is now. */
export type Expected = number | 'any';

/** `revision`: where it is now. */
export function changedMeanwhile(what: string, revision: number): GatewayError {
  return new GatewayError('precondition_failed', `${what} was changed by somebody else meanwhile`, {
    remedy: 'Read it again, apply the change to what is there now, and send it with the new ETag.',
    facts: { etag: `"${revision}"` },
  });
}
