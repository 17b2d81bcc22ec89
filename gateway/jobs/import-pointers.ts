import { GatewayError } from '../core/errors.ts';

/** Errors of a part tell places of that part: pointers that begin with `from` begin with `to` for whoever asked. */
export async function movePointers<T>(from: string, to: string, act: () => T | Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    throw new GatewayError(error.code, error.message, {
      ...(error.remedy === undefined ? {} : { remedy: error.remedy }),
      errors: error.errors.map((one) =>
        one.pointer.startsWith(from) ? { ...one, pointer: `${to}${one.pointer.slice(from.length)}` } : one,
      ),
      facts: error.facts,
    });
  }
}
