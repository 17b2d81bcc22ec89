import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import { completeDocument, nameKey } from './complete-document.ts';
import { ProblemSchema } from './schemas.ts';

/** OpenAPI 3.1, generated from the same schemas that check requests and answers. */
export const openApiOptions: FastifyDynamicSwaggerOptions = {
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Data synchronisation gateway',
      description:
        'Turns stored job versions into Chunjun 1.12.8 documents, runs them on Flink 1.12.7 session clusters and keeps ' +
        'their records true. Errors are application/problem+json with a stable `code`.',
      version: '0.1.0',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'Where this document was read' }],
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
  },
  // Schemas keep their own names in #/components/schemas; without one the library numbers them.
  refResolver: {
    buildLocalReference: (json, _baseUri, _fragment, index) =>
      typeof json.$id === 'string' ? json.$id : `Schema${index}`,
  },
  transformObject: (described) =>
    completeDocument('openapiObject' in described ? described.openapiObject : described.swaggerObject),
  transform: ({ schema, url }) => {
    const guarded = url.startsWith('/api/');
    const answers = Object.entries((schema.response ?? {}) as Record<string, unknown>);
    const problem = {
      description: 'A problem; `code` is one of docs/errors.md.',
      content: { 'application/problem+json': { schema: named(ProblemSchema) } },
    };
    return {
      url,
      schema: {
        ...schema,
        ...(schema.body === undefined ? {} : { body: named(schema.body) }),
        response: {
          ...Object.fromEntries(answers.map(([status, answer]) => [status, named(answer)])),
          '4XX': problem,
          '5XX': problem,
        },
        ...(guarded ? { security: [{ bearer: [] }] } : { security: [] }),
      },
    };
  },
};

/** The library writes a schema out where it is used whole and forgets its name: this keeps it for `completeDocument`. */
function named(schema: unknown): unknown {
  const { $id } = (schema ?? {}) as { $id?: unknown };
  return typeof $id === 'string' ? { ...(schema as object), [nameKey]: $id } : schema;
}
