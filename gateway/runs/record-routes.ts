import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Clock } from '../core/clock.ts';
import { GatewayError } from '../core/errors.ts';
import { timeOf } from '../core/times.ts';
import type { AuditRule } from '../http/audited.ts';
import { whoOf } from '../http/identity.ts';
import { createRecentAnswers } from '../http/recent-answers.ts';
import { IdParams, PageOf, pageOf } from '../http/schemas.ts';
import { RunInputSchema, type RunInput } from '../jobs/schemas.ts';
import type { QueueStore } from './queue-store.ts';
import type { RecordListStore } from './record-list-store.ts';
import { RecordQuerySchema } from './record-query-schema.ts';
import { isFinal } from './run-status.ts';
import type { RunRecord, RunStore } from './run-store.ts';
import { RecordEventSchema, RecordSchema, SnapshotSchema } from './schemas.ts';
import { StopInputSchema, type StopInput } from './stop-schema.ts';
import { openSnapshot, viewEvent, viewRecord, viewSight, type ClusterSight } from './view-record.ts';

interface Deps {
  readonly runs: RunStore;
  readonly recordList: RecordListStore;
  readonly queue: Pick<QueueStore, 'places'>;
  readonly clusters: { find(id: string): Promise<ClusterSight | null> };
  readonly requestRun: (request: {
    jobId: string;
    version: number | undefined;
    parameters: RunInput['parameters'];
    restoreFrom: RunInput['restoreFrom'];
    allowNonRestoredState: RunInput['allowNonRestoredState'];
    trigger: 'manual';
    who: string;
    requestId: string;
    idempotencyKey: string | undefined;
  }) => Promise<RunRecord>;
  readonly rerun: (request: {
    recordId: string;
    version: number | undefined;
    parameters: RunInput['parameters'];
    restoreFrom: RunInput['restoreFrom'];
    allowNonRestoredState: RunInput['allowNonRestoredState'];
    who: string;
    requestId: string;
    idempotencyKey: string | undefined;
  }) => Promise<RunRecord>;
  readonly requestStop: (recordId: string, who: string, input: StopInput) => Promise<RunRecord>;
  readonly clock: Clock;
}

const IdempotencyHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({ minLength: 1, maxLength: 190, description: 'Same key and body: the same record.' }),
  ),
});

/** The entry of the audit log is about the new record. */
const newRecord: AuditRule = { made: { type: 'record', id: ({ id }) => id } };

/** Who reads a running record gets fresh numbers for this long; written at most every half of it. */
const watchMs = 20_000;

/** A record that is over moves no more; what is still noted about it (its retry) is seen this much later. */
const endedMs = 2_000;

export function recordRoutes(deps: Deps): FastifyPluginAsyncTypebox {
  const tags = ['records'];
  const ended = createRecentAnswers({ ms: endedMs, most: 1000 });
  // Serialised already; the type of the answer is that of the schema.
  const sendText = (reply: FastifyReply, text: string): never =>
    reply.type('application/json; charset=utf-8').send(text) as never;
  const find = async (id: string): Promise<RunRecord> => {
    const record = await deps.runs.find(id);
    if (record === null) throw new GatewayError('not_found', `There is no record ${id}`);
    return record;
  };
  const watch = async (record: RunRecord): Promise<void> => {
    if (record.state !== 'RUNNING' && record.state !== 'STOPPING') return;
    const now = deps.clock.now().getTime();
    if (record.watchedUntil !== null && record.watchedUntil.getTime() > now + watchMs / 2) return;
    await deps.runs.note(record, { watchedUntil: new Date(now + watchMs) });
  };
  return async (app) => {
    app.post(
      '/jobs/:id/runs',
      {
        config: { role: 'developer', audit: newRecord },
        schema: {
          summary: 'Run a job now',
          description:
            "Answers as soon as the run is accepted; follow the record. The job's policy says what happens beside another run.",
          tags,
          params: IdParams,
          headers: IdempotencyHeaders,
          body: Type.Optional(Type.Union([RunInputSchema, Type.Null()])),
          response: { 202: RecordSchema },
        },
      },
      async (request, reply) => {
        const record = await deps.requestRun({
          jobId: request.params.id,
          version: request.body?.version,
          parameters: request.body?.parameters,
          restoreFrom: request.body?.restoreFrom,
          allowNonRestoredState: request.body?.allowNonRestoredState,
          trigger: 'manual',
          who: whoOf(request),
          requestId: request.id,
          idempotencyKey: request.headers['idempotency-key'],
        });
        return reply.code(202).header('location', `/api/v1/records/${record.id}`).send(viewRecord(record));
      },
    );
    app.get(
      '/records',
      {
        config: { role: 'viewer' },
        schema: {
          summary: 'List records, newest first',
          description:
            'A page goes on below the last id of the page before: rows that are added meanwhile move none of it. All ' +
            'filters hold together.',
          tags,
          querystring: RecordQuerySchema,
          response: { 200: PageOf(RecordSchema) },
        },
      },
      async ({ query: { limit = 50, state, from, to, ...filter } }) => {
        const rows = await deps.recordList.list({
          ...filter,
          ...(state === undefined ? {} : { states: typeof state === 'string' ? [state] : state }),
          ...(from === undefined ? {} : { from: timeOf(from, '/from') }),
          ...(to === undefined ? {} : { to: timeOf(to, '/to') }),
          limit: limit + 1,
        });
        const places = await deps.queue.places(rows);
        return pageOf(rows, limit, (record) => viewRecord(record, places.get(record.id)));
      },
    );
    app.get(
      '/records/:id',
      {
        config: { role: 'viewer' },
        schema: { summary: 'Read a record', tags, params: IdParams, response: { 200: RecordSchema } },
      },
      async ({ params }, reply) => {
        const known = ended.get(params.id);
        if (known !== undefined) return sendText(reply, known);
        const record = await find(params.id);
        await watch(record);
        const places = await deps.queue.places([record]);
        const view = {
          ...viewRecord(record, places.get(record.id)),
          cluster: viewSight(await deps.clusters.find(record.clusterId)),
        };
        if (!isFinal(record.state)) return view;
        const text = reply.serialize(view);
        if (typeof text !== 'string') return view;
        ended.keep(record.id, text);
        return sendText(reply, text);
      },
    );
    app.get(
      '/records/:id/events',
      {
        config: { role: 'viewer' },
        schema: {
          summary: 'Every move of a record, with its evidence',
          tags,
          params: IdParams,
          response: { 200: Type.Object({ items: Type.Array(RecordEventSchema) }) },
        },
      },
      async ({ params }) => {
        await find(params.id);
        return { items: (await deps.runs.events(params.id)).map(viewEvent) };
      },
    );
    app.get(
      '/records/:id/document',
      {
        config: { role: 'viewer' },
        schema: {
          summary: 'The submitted Chunjun document, secrets replaced',
          tags,
          params: IdParams,
          response: {
            200: Type.Object({ documentHash: Type.Union([Type.String(), Type.Null()]), document: Type.Unknown() }),
          },
        },
      },
      async ({ params }) => {
        const stored = await deps.runs.document(params.id);
        if (stored === null) throw new GatewayError('not_found', `There is no record ${params.id}`);
        return stored;
      },
    );
    app.get(
      '/records/:id/snapshot',
      {
        config: { role: 'viewer' },
        schema: {
          summary: 'What Flink knew of the job when it was over',
          description:
            'Accumulators, exceptions, vertices, configuration and, of a failed run, the ends of the logs of JobManager and ' +
            'TaskManagers.',
          tags,
          params: IdParams,
          response: { 200: SnapshotSchema },
        },
      },
      async ({ params }) => {
        const snapshot = await deps.runs.snapshot(params.id);
        if (snapshot === null) {
          await find(params.id);
          throw new GatewayError(
            'not_found',
            'The record has no snapshot: it is taken when Flink says the job is over',
          );
        }
        return openSnapshot(snapshot);
      },
    );
    app.post(
      '/records/:id/rerun',
      {
        config: { role: 'developer', audit: newRecord },
        schema: {
          summary: 'Run it again',
          description:
            'A new record: the same version and parameters unless told otherwise, on the cluster the job has now. It ' +
            'begins anew, whatever the record went on from, unless restoreFrom says otherwise.',
          tags,
          params: IdParams,
          headers: IdempotencyHeaders,
          body: Type.Optional(Type.Union([RunInputSchema, Type.Null()])),
          response: { 202: RecordSchema },
        },
      },
      async (request, reply) => {
        const record = await deps.rerun({
          recordId: request.params.id,
          version: request.body?.version,
          parameters: request.body?.parameters,
          restoreFrom: request.body?.restoreFrom,
          allowNonRestoredState: request.body?.allowNonRestoredState,
          who: whoOf(request),
          requestId: request.id,
          idempotencyKey: request.headers['idempotency-key'],
        });
        return reply.code(202).header('location', `/api/v1/records/${record.id}`).send(viewRecord(record));
      },
    );
    app.post(
      '/records/:id/stop',
      {
        config: { role: 'developer' },
        schema: {
          summary: 'Stop a run',
          description:
            '202: the wish is on record, the run is STOPPING until Flink says that it is over: CANCELED, or SUCCEEDED ' +
            'after a savepoint (savepointPath). A savepoint that fails leaves the run RUNNING, with the reason in stop.failure.',
          tags,
          params: IdParams,
          body: Type.Optional(Type.Union([StopInputSchema, Type.Null()])),
          response: { 202: RecordSchema },
        },
      },
      async (request, reply) =>
        reply.code(202).send(viewRecord(await deps.requestStop(request.params.id, whoOf(request), request.body ?? {}))),
    );
  };
}
