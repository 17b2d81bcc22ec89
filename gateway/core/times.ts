import { GatewayError } from './errors.ts';

/** A time that has the form of one and may still not exist, or be none that databases keep. Throws `validation_failed`. */
export function timeOf(text: string, pointer: string): Date {
  const time = new Date(text);
  const year = time.getUTCFullYear();
  if (year >= 1 && year <= 9999) return time;
  throw new GatewayError('validation_failed', `There is no such time: ${text}`, {
    errors: [{ pointer, detail: 'is no time of the years 1 to 9999' }],
  });
}
