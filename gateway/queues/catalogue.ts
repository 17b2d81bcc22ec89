import { Type, type Static, type TSchema } from 'typebox';

/** One kind of message: a queue of its own, so that a slow message never holds up another kind. */
export interface MessageDefinition<Schema extends TSchema = TSchema> {
  /** Shape of the payload. New fields are optional for as long as old messages can be in flight. */
  readonly payload: Schema;
  /** How often a handler is tried before the message is dropped; the sweep finds the record again later. */
  readonly attempts: number;
  /** Wait before the next attempt: `delayMs`, doubled per attempt when exponential. */
  readonly backoff: { readonly type: 'fixed' | 'exponential'; readonly delayMs: number };
  /** Messages of one id never pile up: at most one handled and one waiting. null: every send is a message. */
  readonly id: (payload: Static<Schema>) => string | null;
  /** Handlers of this message at the same time in one process. */
  readonly concurrency: number;
  /** A message whose worker died is free again after this and at most two stalled checks; renewed at half of it. */
  readonly lockMs: number;
  /** For the generated table. */
  readonly purpose: string;
}

function define<Schema extends TSchema>(definition: MessageDefinition<Schema>): MessageDefinition<Schema> {
  return definition;
}

/** BullMQ reserves ':' inside ids; ULIDs and slugs fit. */
const Id = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9._-]+$' });
const record = Type.Object({ recordId: Id }, { additionalProperties: true });
const ofRecord = (payload: { recordId: string }): string => payload.recordId;

/** Dead worker to next handler: 6 s lock + at most two checks of 3 s = 12 s, which leaves 3 s of the promised 15 s. */
const lockMs = 6_000;

/** Every message of the gateway. The database is the truth: a message only wakes somebody up who reads it there. */
export const catalogue = {
  'submit-run': define({
    purpose: 'Admit and submit a record that is QUEUED or WAITING',
    payload: record,
    attempts: 5,
    backoff: { type: 'exponential', delayMs: 1_000 },
    id: ofRecord,
    // A Flink call can hang for 10 minutes, and at most 16 to one cluster do: the next cluster's do not wait for them.
    concurrency: 64,
    lockMs,
  }),
  'resolve-submission': define({
    purpose: 'Find out what became of a submission whose answer was lost',
    payload: record,
    attempts: 5,
    backoff: { type: 'exponential', delayMs: 1_000 },
    id: ofRecord,
    concurrency: 10,
    lockMs,
  }),
  'stop-run': define({
    purpose: 'Cancel a run, or stop it with a savepoint',
    payload: record,
    attempts: 5,
    backoff: { type: 'exponential', delayMs: 1_000 },
    id: ofRecord,
    concurrency: 10,
    lockMs,
  }),
  'observe-cluster': define({
    purpose: 'Look at a cluster once: periodic, and at once after an operation',
    payload: Type.Object({ clusterId: Id }, { additionalProperties: true }),
    // The next period is the retry.
    attempts: 1,
    backoff: { type: 'fixed', delayMs: 1_000 },
    id: (payload) => payload.clusterId,
    concurrency: 20,
    lockMs,
  }),
  sweep: define({
    purpose: 'Put every unfinished record back to work',
    payload: Type.Object({}, { additionalProperties: true }),
    attempts: 1,
    backoff: { type: 'fixed', delayMs: 1_000 },
    id: () => 'sweep',
    concurrency: 1,
    lockMs,
  }),
} as const;

export type MessageName = keyof typeof catalogue;
export type Payload<Name extends MessageName> = Static<(typeof catalogue)[Name]['payload']>;

export const messageNames = Object.keys(catalogue) as MessageName[];

/** The definition of a message, with the payload type that belongs to its name. */
export function definitionOf<Name extends MessageName>(name: Name): MessageDefinition {
  return catalogue[name];
}

export function isMessageName(name: string): name is MessageName {
  return Object.hasOwn(catalogue, name);
}

/** The catalogue as the Markdown table of the README. */
export function catalogueTable(): string {
  const rows = messageNames.map((name) => {
    const { purpose, payload, attempts, backoff, concurrency } = definitionOf(name);
    const fields = Object.keys((payload as { properties?: object }).properties ?? {}).join(', ') || '-';
    const tries = attempts === 1 ? '1' : `${attempts}, ${backoff.type} from ${backoff.delayMs / 1000} s`;
    return `| \`${name}\` | ${purpose} | ${fields} | ${tries} | ${concurrency} |`;
  });
  return ['| message | purpose | payload | attempts | at once |', '| --- | --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}
