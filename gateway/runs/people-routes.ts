import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { whoOf } from '../http/identity.ts';
import { IdParams } from '../http/schemas.ts';
import type { RunRecord } from './run-store.ts';
import { RecordSchema } from './schemas.ts';
import { viewRecord } from './view-record.ts';

interface Deps {
  readonly attachRecord: (request: {
    recordId: string;
    flinkJobId: string;
    reason: string;
    force: boolean;
    who: string;
  }) => Promise<RunRecord>;
  readonly closeRecord: (request: {
    recordId: string;
    reason: string;
    force: boolean;
    who: string;
  }) => Promise<RunRecord>;
}

const Reason = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S', description: 'Kept with the event.' });

/** What a person does where the gateway alone cannot find out: never by SQL, always with a reason and an event. */
export function peopleRoutes(deps: Deps): FastifyPluginAsyncTypebox {
  const tags = ['records'];
  return async (app) => {
    app.post(
      '/records/:id/attach',
      {
        config: { role: 'operator' },
        schema: {
          summary: 'Tie a record to a Flink job',
          description:
            'For a record that is LOST, UNCERTAIN, or WAITING after a given-up attempt. Flink has to know the job now, no ' +
            'other record may have it, and no other job of the record may run. The record is RUNNING and followed again; a ' +
            'stop that was asked for before it was LOST counts no more. A job that only the archive knows is ended as it says.',
          tags,
          params: IdParams,
          body: Type.Object(
            {
              flinkJobId: Type.String({ pattern: '^[0-9a-f]{32}$' }),
              reason: Reason,
              force: Type.Optional(
                Type.Boolean({ description: 'Confirms a job whose name does not end in @<record id>.' }),
              ),
            },
            { additionalProperties: false },
          ),
          response: { 200: RecordSchema },
        },
      },
      async (request) => {
        const { force = false, ...body } = request.body;
        return viewRecord(
          await deps.attachRecord({ recordId: request.params.id, ...body, force, who: whoOf(request) }),
        );
      },
    );
    app.post(
      '/records/:id/close',
      {
        config: { role: 'operator' },
        schema: {
          summary: 'Close a record that nobody can find out about',
          description:
            'For a record that is LOST, or RUNNING, STOPPING or UNCERTAIN where Flink does not know the job or cannot be ' +
            'asked any more. It ends as CLOSED: SUCCEEDED, FAILED and CANCELED are Flink’s word alone. 409 while Flink ' +
            'shows a job of it alive, or the archive knows how it ended. A job of it that comes to life later is cancelled.',
          tags,
          params: IdParams,
          body: Type.Object(
            {
              reason: Reason,
              force: Type.Optional(
                Type.Boolean({
                  description:
                    'Confirms that the cluster is gone for good, or that an UNCERTAIN submission is given up.',
                }),
              ),
            },
            { additionalProperties: false },
          ),
          response: { 200: RecordSchema },
        },
      },
      async (request) => {
        const { reason, force = false } = request.body;
        return viewRecord(await deps.closeRecord({ recordId: request.params.id, reason, force, who: whoOf(request) }));
      },
    );
  };
}
