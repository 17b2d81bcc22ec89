import type { FastifyInstance } from 'fastify';

/**
 * The serialiser fills in a schema's `default` where an answer has no value. A stored version would then be shown with
 * fields that nobody stored; so schemas of answers lose their defaults. To be called before any route.
 */
export function withoutResponseDefaults(app: FastifyInstance): void {
  const known = new WeakMap<object, object>();
  app.addHook('onRoute', ({ schema }) => {
    if (schema?.response !== undefined) schema.response = stripped(schema.response, known);
  });
}

/** A copy without the keyword `default`; one object stays one object, so that shared schemas stay shared. */
function stripped<T>(value: T, known: WeakMap<object, object>, isMap = false): T {
  if (typeof value !== 'object' || value === null) return value;
  const before = known.get(value);
  if (before !== undefined) return before as T;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [] : {};
  known.set(value, copy);
  for (const [key, inner] of Object.entries(value)) {
    // Below `properties` the word is a field's name.
    if (key === 'default' && !isMap) continue;
    (copy as Record<string, unknown>)[key] = stripped(inner as unknown, known, key === 'properties' && !isMap);
  }
  return copy as T;
}
