import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { IdParams } from '../http/schemas.ts';
import {
  ExceptionsViewSchema,
  LogsViewSchema,
  MetricsViewSchema,
  type ExceptionsView,
  type LogsView,
  type MetricsView,
} from './live-schemas.ts';

interface Deps {
  readonly readLogs: (recordId: string, bytes: number) => Promise<LogsView>;
  readonly readExceptions: (recordId: string) => Promise<ExceptionsView>;
  readonly readMetrics: (recordId: string) => Promise<MetricsView>;
}

const BytesQuery = Type.Object(
  {
    bytes: Type.Optional(
      Type.Integer({ minimum: 1024, maximum: 1_048_576, default: 65_536, description: 'Of each log, at most.' }),
    ),
  },
  { additionalProperties: false },
);

/** What only Flink knows of a run: asked when somebody looks, kept with the record when it is over. */
export function liveRoutes(deps: Deps): FastifyPluginAsyncTypebox {
  const tags = ['records'];
  return async (app) => {
    app.get(
      '/records/:id/logs',
      {
        config: { role: 'viewer' },
        schema: {
          summary: 'Ends of the logs of JobManager and TaskManagers',
          description: 'While Flink has them; of a failed run that is over, as they were kept. Secrets are masked.',
          tags,
          params: IdParams,
          querystring: BytesQuery,
          response: { 200: LogsViewSchema },
        },
      },
      ({ params, query }) => deps.readLogs(params.id, query.bytes ?? 65_536),
    );
    app.get(
      '/records/:id/logs/download',
      {
        config: { role: 'viewer' },
        schema: {
          summary: 'The same logs as a text file',
          tags,
          params: IdParams,
          querystring: BytesQuery,
          produces: ['text/plain'],
          response: { 200: { content: { 'text/plain': { schema: Type.String() } } } },
        },
      },
      async ({ params, query }, reply) => {
        const logs = await deps.readLogs(params.id, query.bytes ?? 65_536);
        return reply
          .type('text/plain; charset=utf-8')
          .header('content-disposition', `attachment; filename="${params.id}.log"`)
          .send(asText(logs));
      },
    );
    app.get(
      '/records/:id/exceptions',
      {
        config: { role: 'viewer' },
        schema: {
          summary: 'What went wrong in a run, in words and as Flink tells it',
          tags,
          params: IdParams,
          response: { 200: ExceptionsViewSchema },
        },
      },
      ({ params }) => deps.readExceptions(params.id),
    );
    app.get(
      '/records/:id/metrics',
      {
        config: { role: 'viewer' },
        schema: {
          summary: 'Rows and bytes of a run, and per second while it runs',
          description: 'Two calls to Flink for each vertex of the job, when it is asked for.',
          tags,
          params: IdParams,
          response: { 200: MetricsViewSchema },
        },
      },
      ({ params }) => deps.readMetrics(params.id),
    );
  };
}

/** Pure. */
function asText({ at, from, jobManager, jobManagerMissing, taskManagers }: LogsView): string {
  const parts = [
    `==== JobManager, ${from === 'flink' ? 'as of' : 'kept at'} ${at}${jobManagerMissing === null ? '' : `: ${jobManagerMissing}`}`,
    jobManager,
    ...taskManagers.flatMap(({ taskManager, logTail, missing }) => [
      `==== TaskManager ${taskManager ?? '(others)'}${missing === null ? '' : `: ${missing}`}`,
      logTail,
    ]),
  ];
  return `${parts.map((part) => part.trimEnd()).join('\n')}\n`;
}
