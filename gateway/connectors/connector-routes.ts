import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type, type Static } from 'typebox';
import { GatewayError } from '../core/errors.ts';
import { languageOf, tellLanguage } from '../http/language.ts';
import { findConnector } from './catalogue.ts';
import type { ConnectorDescription, Language, SideName } from './descriptions/description.ts';
import { connectorDescriptions, findDescription } from './descriptions/descriptions.ts';
import { columnSchemaOf, datasourceSchemaOf, schemaOf } from './descriptions/json-schema.ts';
import { ConnectorSchema, ConnectorSummarySchema, KindSchema } from './descriptions/schemas.ts';

const ListQuery = Type.Object(
  {
    kind: Type.Optional(KindSchema),
    side: Type.Optional(
      Type.Enum(['reader', 'writer'], { description: 'Connectors that have this side in Chunjun 1.12.8.' }),
    ),
    works: Type.Optional(
      Type.Boolean({ description: 'Whether the side (without `side`: one of both) was seen to work.' }),
    ),
  },
  { additionalProperties: false },
);

const NameParams = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 60, description: 'Name or alias, e.g. mysql or tidb.' }) },
  { additionalProperties: false },
);

/** Whether the gateway builds documents for the side. */
function isAvailable(name: string, side: SideName): boolean {
  return (findConnector(name)?.[side] ?? null) !== null;
}

function summary({ name, title, kind, aliases, reader, writer }: ConnectorDescription) {
  return {
    name,
    title,
    kind,
    aliases: [...aliases],
    reader: { status: reader.status, available: isAvailable(name, 'reader') },
    writer: { status: writer.status, available: isAvailable(name, 'writer') },
  };
}

/** The schemas are those that versions and data sources are checked with: a form offers what is accepted, and all of it. */
function whole(description: ConnectorDescription, language: Language): Static<typeof ConnectorSchema> {
  const { name, datasource } = description;
  const side = (one: SideName) => ({
    ...description[one],
    available: isAvailable(name, one),
    parameterSchema: schemaOf(description, one, language),
    columnSchema: columnSchemaOf(description, one, language),
  });
  const answer = {
    ...description,
    reader: side('reader'),
    writer: side('writer'),
    datasource:
      datasource === null
        ? null
        : {
            ...datasource,
            configSchema: datasourceSchemaOf(description, 'config', language),
            secretsSchema: datasourceSchemaOf(description, 'secrets', language),
          },
  };
  // The description is read-only all the way down, which TypeBox's types cannot say.
  return answer as unknown as Static<typeof ConnectorSchema>;
}

export function connectorRoutes(): FastifyPluginAsyncTypebox {
  const tags = ['connectors'];
  return async (app) => {
    app.get(
      '/connectors',
      {
        config: { role: 'viewer' },
        schema: {
          summary: 'List what Chunjun 1.12.8 can read and write, and what it only seems to',
          tags,
          querystring: ListQuery,
          response: { 200: Type.Object({ items: Type.Array(ConnectorSummarySchema) }) },
        },
      },
      async ({ query: { kind, side, works } }) => {
        const sides: readonly SideName[] = side === undefined ? ['reader', 'writer'] : [side];
        const items = connectorDescriptions
          .filter((one) => kind === undefined || one.kind === kind)
          .filter((one) => side === undefined || one[side].status !== 'absent')
          .filter((one) => works === undefined || sides.some((name) => one[name].status === 'works') === works);
        return { items: items.map(summary) };
      },
    );
    app.get(
      '/connectors/:name',
      {
        config: { role: 'viewer' },
        schema: {
          summary: 'Read everything about a connector, with JSON Schemas to draw its forms from',
          description: 'The texts of the schemas are English, or Chinese when Accept-Language prefers it.',
          tags,
          params: NameParams,
          response: { 200: ConnectorSchema },
        },
      },
      async ({ params, headers }, reply) => {
        const description = findDescription(params.name);
        if (description === undefined) {
          throw new GatewayError('not_found', `There is no connector ${params.name}`, {
            remedy: 'GET /connectors lists them.',
          });
        }
        const language = languageOf(headers['accept-language']);
        tellLanguage(reply, language);
        return whole(description, language);
      },
    );
  };
}
