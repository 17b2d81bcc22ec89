import { Type, type Static } from 'typebox';
import { runStates } from '../runs/run-status.ts';
import { triggers } from '../runs/schemas.ts';

/** One move of a record, as the event stream and webhooks tell it. Everything else is read from the record itself. */
export const MoveSchema = Type.Object(
  {
    recordId: Type.String(),
    jobId: Type.String(),
    clusterId: Type.String(),
    trigger: Type.Enum([...triggers]),
    seq: Type.Integer({ description: 'Counts the moves of the record from 0: what comes later has the larger one.' }),
    at: Type.String({ format: 'date-time' }),
    from: Type.Union([Type.String(), Type.Null()], { description: 'null: the run was accepted.' }),
    to: Type.Enum([...runStates]),
    who: Type.String(),
    why: Type.String({ description: 'Of a long text the first 500 characters.' }),
  },
  { $id: 'Move' },
);
export type Move = Static<typeof MoveSchema>;

/** The event types of webhooks: record.queued, record.running, … */
export const eventTypes = runStates.map((state) => `record.${state.toLowerCase()}`);

export function eventTypeOf(to: string): string {
  return `record.${to.toLowerCase()}`;
}
