import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import { exampleOf } from './example-of.ts';

type Document = ReturnType<NonNullable<FastifyDynamicSwaggerOptions['transformObject']>>;

interface MediaType {
  schema?: unknown;
  example?: unknown;
}

interface Operation {
  operationId?: string;
  requestBody?: { content?: Record<string, MediaType>; required?: boolean };
  responses?: Record<string, { content?: Record<string, MediaType>; description?: string }>;
}

/** Where a schema that is used whole says what it is called. */
export const nameKey = 'x-name';

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** What the answers with this status are, in general. */
const statuses: Readonly<Record<string, string>> = {
  200: 'Done',
  201: 'Created',
  202: 'Accepted: it goes on in the background',
  204: 'Done; there is nothing to tell',
};

/** Adds to the generated document what no route says itself: ids of operations, examples, words for statuses. */
export function completeDocument(document: Document): Document {
  const { paths = {}, components } = document as {
    paths?: Record<string, Record<string, Operation>>;
    components?: { schemas?: Record<string, unknown> };
  };
  const schemas = (components ?? {}).schemas ?? {};
  (document as { components?: object }).components = { ...components, schemas };
  for (const [path, item] of Object.entries(paths)) {
    for (const method of methods) {
      const operation = item[method];
      if (operation === undefined) continue;
      operation.operationId ??= operationIdOf(method, path);
      hoist(operation.requestBody?.content, schemas);
      exemplify(operation.requestBody?.content, schemas);
      for (const [status, answer] of Object.entries(operation.responses ?? {})) {
        if (answer.description === 'Default Response') answer.description = statuses[status] ?? 'An answer';
        hoist(answer.content, schemas);
        exemplify(answer.content, schemas);
      }
    }
  }
  return document;
}

/** `GET /api/v1/jobs/{id}/versions` is `getJobsByIdVersions`: unique, as the pair of method and path is. Pure. */
export function operationIdOf(method: string, path: string): string {
  const parts = path
    .replace(/^\/api\/v1/, '')
    .split('/')
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('{') ? `By-${part.slice(1, -1)}` : part));
  return [method, ...parts]
    .join('-')
    .replace(/[^A-Za-z0-9]+(.)?/g, (_whole, letter: string | undefined) => (letter ?? '').toUpperCase());
}

/** A schema with a name stands once, under `components`. */
function hoist(content: Record<string, MediaType> | undefined, schemas: Record<string, unknown>): void {
  for (const media of Object.values(content ?? {})) {
    const { [nameKey]: name, ...schema } = (media.schema ?? {}) as Record<string, unknown>;
    if (typeof name !== 'string') continue;
    schemas[name] ??= schema;
    media.schema = { $ref: `#/components/schemas/${name}` };
  }
}

function exemplify(content: Record<string, MediaType> | undefined, schemas: Record<string, unknown>): void {
  for (const media of Object.values(content ?? {})) {
    if (media.schema !== undefined && media.example === undefined) media.example = exampleOf(media.schema, schemas);
  }
}
