import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Clock } from '../core/clock.ts';
import { GatewayError } from '../core/errors.ts';
import { whoOf } from '../http/identity.ts';
import { IdParams, PageOf, pageOf, PageQuery } from '../http/schemas.ts';
import { RunInputSchema, type RunInput } from '../jobs/schemas.ts';
import type { QueueStore } from './queue-store.ts';
import type { RunRecord, RunStore } from './run-store.ts';
import { runStates } from './run-status.ts';
import { RecordEventSchema, RecordSchema, SnapshotSchema } from './schemas.ts';
import { StopInputSchema, type StopInput } from './stop-schema.ts';
import { openSnapshot, viewEvent, viewRecord, viewSight, type ClusterSight } from './view-record.ts';

interface Deps {
  readonly runs: RunStore;
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
    idempotencyKey: string | undefined;
  }) => Promise<RunRecord>;
  readonly rerun: (request: {
    recordId: string;
    version: number | undefined;
    parameters: RunInput['parameters'];
    restoreFrom: RunInput['restoreFrom'];
    allowNonRestoredState: RunInput['allowNonRestoredState'];
    who: string;
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

/** Who reads a running record gets fresh numbers for this long; written at most every half of it. */
const watchMs = 20_000;

export function recordRoutes(deps: Deps): FastifyPluginAsyncTypebox {
  const tags = ['records'];
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
        config: { role: 'developer' },
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
          tags,
          querystring: Type.Object(
            {
              ...PageQuery,
              jobId: Type.Optional(Type.String({ minLength: 26, maxLength: 26 })),
              clusterId: Type.Optional(Type.String({ minLength: 26, maxLength: 26 })),
              state: Type.Optional(Type.Enum([...runStates])),
            },
            { additionalProperties: false },
          ),
          response: { 200: PageOf(RecordSchema) },
        },
      },
      async ({ query: { limit = 50, ...filter } }) => {
        const rows = await deps.runs.list({ ...filter, limit: limit + 1 });
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
      async ({ params }) => {
        const record = await find(params.id);
        await watch(record);
        const places = await deps.queue.places([record]);
        return {
          ...viewRecord(record, places.get(record.id)),
          cluster: viewSight(await deps.clusters.find(record.clusterId)),
        };
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
        config: { role: 'developer' },
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
