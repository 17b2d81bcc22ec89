import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { DiagnosticSchema } from '../chunjun/diagnostics.ts';
import { suggestMapping } from '../chunjun/suggest-mapping.ts';
import { findConnector } from '../connectors/catalogue.ts';
import { GatewayError } from '../core/errors.ts';

const ColumnSchema = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    type: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: 'As the database calls it, e.g. varchar(20).' }),
    ),
  },
  { additionalProperties: false },
);

const SideSchema = Type.Object(
  {
    connector: Type.String({ minLength: 1, maxLength: 40 }),
    columns: Type.Array(ColumnSchema, { maxItems: 2_000 }),
  },
  { additionalProperties: false },
);

const SuggestedMappingSchema = Type.Object(
  {
    pairs: Type.Array(
      Type.Object({
        from: ColumnSchema,
        to: ColumnSchema,
        by: Type.Enum(['name', 'similar_name', 'position'], {
          description: 'similar_name: equal but for case, _ and -.',
        }),
        verdict: Type.Enum(['ok', 'info', 'warning', 'error', 'unknown'], {
          description: 'What becomes of values on the way; unknown: a type is not given or not known.',
        }),
        diagnostics: Type.Array(DiagnosticSchema),
      }),
      { description: 'In the order of the reader.' },
    ),
    unmatched: Type.Object({ reader: Type.Array(Type.String()), writer: Type.Array(Type.String()) }),
  },
  { $id: 'SuggestedMapping' },
);

/** Which column goes into which, for the form that a person then corrects. */
export function mappingRoutes(): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/jobs/mapping',
      {
        config: { role: 'viewer', audit: false },
        schema: {
          summary: 'Suggest a field mapping',
          description:
            'Pairs columns of a reader and a writer by name or by position, and says of each pair what Chunjun 1.12.8 makes ' +
            'of its values. Nothing is stored; GET /datasources/:id/tables/:table/columns gives the columns.',
          tags: ['jobs'],
          body: Type.Object(
            {
              reader: SideSchema,
              writer: SideSchema,
              by: Type.Optional(Type.Enum(['name', 'position'], { default: 'name' })),
            },
            { additionalProperties: false },
          ),
          response: { 200: SuggestedMappingSchema },
        },
      },
      ({ body: { reader, writer, by = 'name' } }) => {
        assertConnector('reader', reader.connector);
        assertConnector('writer', writer.connector);
        const { pairs, unmatched } = suggestMapping(reader, writer, by);
        return {
          pairs: pairs.map((pair) => ({ ...pair, diagnostics: [...pair.diagnostics] })),
          unmatched: { reader: [...unmatched.reader], writer: [...unmatched.writer] },
        };
      },
    );
  };
}

function assertConnector(side: 'reader' | 'writer', name: string): void {
  if (findConnector(name) !== undefined) return;
  throw new GatewayError('connector_unknown', `There is no connector ${name}`, {
    errors: [{ pointer: `/${side}/connector`, detail: 'is not in GET /connectors' }],
  });
}
