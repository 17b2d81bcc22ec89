import { Type, type Static } from 'typebox';
import { IdSchema, PageQuery } from '../http/schemas.ts';
import { eventTypes, MoveSchema } from './move-schema.ts';

const Time = Type.String({ format: 'date-time' });
const Url = Type.String({
  minLength: 1,
  maxLength: 2000,
  description:
    'https or http, without user and password. Private and local addresses are refused unless WEBHOOK_PRIVATE_ADDRESSES ' +
    'allows them, also when a name resolves to one.',
  examples: ['https://studio.example/hooks/data-sync'],
});
const EventTypes = Type.Array(Type.Enum([...eventTypes]), {
  maxItems: eventTypes.length,
  uniqueItems: true,
  description: 'A record moved to that state. Empty: every move.',
});
const fields = {
  name: Type.String({ minLength: 1, maxLength: 190, pattern: '\\S' }),
  url: Url,
  eventTypes: EventTypes,
  jobId: Type.Union([IdSchema, Type.Null()], { description: 'Only of this job.' }),
  clusterId: Type.Union([IdSchema, Type.Null()], { description: 'Only on this cluster.' }),
  enabled: Type.Boolean({
    description: 'false: nothing is sent, and moves that are made meanwhile never are; what waited goes on waiting.',
  }),
};

export const WebhookInputSchema = Type.Object(
  {
    name: fields.name,
    url: fields.url,
    eventTypes: Type.Optional(fields.eventTypes),
    jobId: Type.Optional(fields.jobId),
    clusterId: Type.Optional(fields.clusterId),
    enabled: Type.Optional(fields.enabled),
  },
  { $id: 'WebhookInput', additionalProperties: false },
);
export type WebhookInput = Static<typeof WebhookInputSchema>;

export const WebhookPatchSchema = Type.Partial(Type.Object(fields), {
  $id: 'WebhookPatch',
  additionalProperties: false,
  minProperties: 1,
});
export type WebhookPatch = Static<typeof WebhookPatchSchema>;

const shown = {
  id: Type.String(),
  ...fields,
  eventTypes: Type.Array(Type.String()),
  revision: Type.Integer({ description: 'Counts every change, also a new secret; the ETag.' }),
  pending: Type.Integer({ description: 'Messages that wait to be sent, or to be sent again.' }),
  dead: Type.Integer({ description: 'Messages that were given up, see the deliveries.' }),
  createdAt: Time,
  updatedAt: Time,
  createdBy: Type.String(),
};
export const WebhookSchema = Type.Object(shown, { $id: 'Webhook' });
export type WebhookView = Static<typeof WebhookSchema>;

export const WebhookSecretSchema = Type.Object(
  { ...shown, secret: Type.String({ description: 'Verifies the signatures. Shown this once and stored sealed.' }) },
  { $id: 'WebhookSecret' },
);

export const deliveryStates = ['pending', 'delivered', 'dead'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** What the receiver is sent, and what stands in the outbox. */
export const WebhookBodySchema = Type.Object(
  { type: Type.String({ description: 'record.<state>' }), timestamp: Time, data: MoveSchema },
  { $id: 'WebhookBody' },
);
export type WebhookBody = Static<typeof WebhookBodySchema>;

export const DeliverySchema = Type.Object(
  {
    id: Type.String({ description: 'The header webhook-id: the same in every attempt.' }),
    type: Type.String(),
    state: Type.Enum([...deliveryStates], {
      description: 'dead: given up after the last attempt; those after it of the same record go on.',
    }),
    recordId: Type.String(),
    seq: Type.Integer({ description: 'Messages of one record are sent in this order.' }),
    attempts: Type.Integer(),
    nextTryAt: Type.Union([Time, Type.Null()]),
    deliveredAt: Type.Union([Time, Type.Null()]),
    lastError: Type.Union([Type.String(), Type.Null()]),
    createdAt: Time,
  },
  { $id: 'WebhookDelivery' },
);
export type DeliveryView = Static<typeof DeliverySchema>;

export const DeliveryQuerySchema = Type.Object(
  { ...PageQuery, state: Type.Optional(Type.Enum([...deliveryStates])) },
  { additionalProperties: false },
);
