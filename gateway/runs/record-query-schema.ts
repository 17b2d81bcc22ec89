import { Type } from 'typebox';
import { IdSchema, PageQuery } from '../http/schemas.ts';
import { runStates } from './run-status.ts';
import { triggers } from './schemas.ts';

const Time = (description: string) => Type.String({ format: 'date-time', description });
const State = Type.Enum([...runStates]);

/** The filters of the record list. Each, and every two of jobId, clusterId, state and trigger, have an index. */
export const RecordQuerySchema = Type.Object(
  {
    ...PageQuery,
    jobId: Type.Optional(IdSchema),
    clusterId: Type.Optional(IdSchema),
    state: Type.Optional(
      Type.Union([State, Type.Array(State, { minItems: 1, maxItems: runStates.length })], {
        description: 'Several: written several times, `state=FAILED&state=REJECTED`.',
      }),
    ),
    trigger: Type.Optional(Type.Enum([...triggers])),
    streaming: Type.Optional(
      Type.Boolean({ description: 'true: runs that do not end by themselves; false: batch instances.' }),
    ),
    from: Type.Optional(Time('Accepted at or after this time, by the time in the id.')),
    to: Type.Optional(Time('Accepted before this time.')),
    text: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 190,
        description:
          "Part of a job's name in any case (of the 20 newest such jobs, deleted ones last), the first 4 characters or more of a record's id, or a " +
          'whole failure code: a record that any of them finds.',
      }),
    ),
  },
  { additionalProperties: false },
);
