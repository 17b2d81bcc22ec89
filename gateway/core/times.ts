import { GatewayError } from './errors.ts';

/** A time that has the form of one and may still not exist: the 30th of February. Throws `validation_failed`. */
export function timeOf(text: string, pointer: string): Date {
  const time = new Date(text);
  if (!Number.isNaN(time.getTime())) return time;
  throw new GatewayError('validation_failed', `There is no such time: ${text}`, {
    errors: [{ pointer, detail: 'is no time that exists' }],
  });
}
