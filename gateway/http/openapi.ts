import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';

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
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    security: [{ bearer: [] }],
  },
};
