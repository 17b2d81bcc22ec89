import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { mayActAs, type Role } from '../auth/roles.ts';
import type { Clock } from '../core/clock.ts';
import { GatewayError, hasCode } from '../core/errors.ts';
import { whoOf } from '../http/identity.ts';
import { IdSchema } from '../http/schemas.ts';
import { runStates } from '../runs/run-status.ts';
import type { EventStream } from './event-stream.ts';
import { readOverview } from './overview.ts';
import type { OverviewQueries } from './overview-queries.ts';
import { OverviewQuerySchema, OverviewSchema, type OverviewQuery } from './overview-schema.ts';
import { shareAnswers } from './share-answers.ts';

interface Deps {
  readonly overview: OverviewQueries;
  readonly events: EventStream;
  /** Throws `unauthenticated`. */
  readonly authenticate: (token: string) => Promise<{ readonly role: Role | null }>;
  readonly clock: Clock;
}

/** Every open page asks for the overview again and again: they are given one answer. */
const sharedMs = 1_000;

const State = Type.Enum([...runStates]);

const EventQuerySchema = Type.Object(
  {
    jobId: Type.Optional(IdSchema),
    clusterId: Type.Optional(IdSchema),
    state: Type.Optional(
      Type.Union([State, Type.Array(State, { minItems: 1, maxItems: runStates.length })], {
        description: 'Moves to any of these states.',
      }),
    ),
    lastEventId: Type.Optional(
      Type.String({ maxLength: 40, description: 'For clients that cannot send the header Last-Event-ID.' }),
    ),
  },
  { additionalProperties: false },
);

export function taskCenterRoutes(deps: Deps): FastifyPluginAsyncTypebox {
  const tags = ['task centre'];
  const overview = shareAnswers(
    (query: OverviewQuery) => readOverview({ queries: deps.overview, clock: deps.clock }, query),
    { ms: sharedMs },
  );
  return async (app) => {
    app.get(
      '/task-center/overview',
      {
        config: { role: 'viewer' },
        schema: {
          summary: 'What runs, waits and ended, at a glance',
          description:
            'By the time of their end, which is counted within a second; an answer is at most a second old. Batch instances are ' +
            'GET /records?streaming=false, stream runs GET /records?streaming=true.',
          tags,
          querystring: OverviewQuerySchema,
          response: { 200: OverviewSchema },
        },
      },
      ({ query }) => overview(query),
    );
    app.get(
      '/task-center/events',
      {
        // Its answer would never end.
        exposeHeadRoute: false,
        config: { role: 'viewer' },
        schema: {
          summary: 'Every move of a record as it happens',
          description:
            'Server-sent events. `record.moved` has a Move as its data; `ready` comes first on a new connection; `reset` ' +
            'says that events were missed and the records have to be read anew. With Last-Event-ID everything after that ' +
            'event comes first. A connection that reads too slowly, or whose token is not valid any more, is ended.',
          tags,
          querystring: EventQuerySchema,
          headers: Type.Object({ 'last-event-id': Type.Optional(Type.String({ maxLength: 40 })) }),
          response: {
            200: { description: 'A stream of events.', content: { 'text/event-stream': { schema: Type.String() } } },
          },
        },
      },
      async (request, reply) => {
        const { jobId, clusterId, state, lastEventId } = request.query;
        const who = whoOf(request);
        if (!deps.events.hasRoom(who)) {
          throw new GatewayError('too_many_requests', 'There are too many open event streams', {
            remedy: 'Close those that are not needed, and share one among the pages of a browser.',
          });
        }
        const states = state === undefined ? null : new Set(typeof state === 'string' ? [state] : state);
        const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
        reply.hijack();
        reply.raw.writeHead(200, {
          ...(reply.getHeaders() as Record<string, string>),
          'content-type': 'text/event-stream',
          'cache-control': 'no-store',
          // Proxies that gather an answer before they pass it on would hold events back.
          'x-accel-buffering': 'no',
        });
        deps.events.subscribe({
          sink: reply.raw,
          who,
          wants: (move) =>
            (jobId === undefined || move.jobId === jobId) &&
            (clusterId === undefined || move.clusterId === clusterId) &&
            (states === null || states.has(move.to)),
          lastEventId: request.headers['last-event-id'] ?? lastEventId ?? null,
          mayStay: async () => {
            try {
              const { role } = await deps.authenticate(token);
              return role !== null && mayActAs(role, 'viewer');
            } catch (error) {
              return !hasCode(error, 'unauthenticated');
            }
          },
        });
      },
    );
    // Open streams would keep the server from closing.
    app.addHook('preClose', async () => deps.events.close());
  };
}
