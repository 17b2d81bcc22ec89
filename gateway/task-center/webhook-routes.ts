import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Clock } from '../core/clock.ts';
import { GatewayError } from '../core/errors.ts';
import { expectedOf, IfMatchHeaders, OptionalIfMatchHeaders, optionallyExpected, tag } from '../http/etag.ts';
import { whoOf } from '../http/identity.ts';
import { IdParams, IdSchema, PageOf, pageOf, PageQuery } from '../http/schemas.ts';
import {
  changeWebhook,
  createWebhook,
  noWebhook,
  rotateSecret,
  viewDelivery,
  viewWebhooks,
  type WebhookDeps,
} from './manage-webhook.ts';
import {
  DeliveryQuerySchema,
  DeliverySchema,
  WebhookInputSchema,
  WebhookPatchSchema,
  WebhookSchema,
  WebhookSecretSchema,
  type WebhookView,
} from './webhook-schemas.ts';
import type { WebhookRow } from './webhook-store.ts';

const DeliveryParams = Type.Object({ id: IdSchema, deliveryId: IdSchema }, { additionalProperties: false });

export function webhookRoutes(deps: WebhookDeps & { readonly clock: Clock }): FastifyPluginAsyncTypebox {
  const tags = ['webhooks'];
  const config = { role: 'operator' } as const;
  const find = async (id: string): Promise<WebhookRow> => {
    const row = await deps.webhooks.find(id);
    if (row === null) throw noWebhook(id);
    return row;
  };
  const viewOf = async (row: WebhookRow): Promise<WebhookView> => {
    const [view] = await viewWebhooks(deps, [row]);
    if (view === undefined) throw noWebhook(row.id);
    return view;
  };
  return async (app) => {
    app.post(
      '/task-center/webhooks',
      {
        config,
        schema: {
          summary: 'Tell a receiver of moves',
          description:
            'Every move from now on is sent by POST, at least once, those of one record in order, and again after a ' +
            'growing pause until the receiver answers with 2xx within 10 s. Messages are signed as Standard Webhooks say: ' +
            'HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the bytes behind `whsec_`.',
          tags,
          body: WebhookInputSchema,
          response: { 201: WebhookSecretSchema },
        },
      },
      async (request, reply) => {
        const { row, secret } = await createWebhook(deps, request.body, whoOf(request));
        tag(reply, row.revision);
        return reply.code(201).send({ ...(await viewOf(row)), secret });
      },
    );
    app.get(
      '/task-center/webhooks',
      {
        config,
        schema: {
          summary: 'List webhooks',
          tags,
          querystring: Type.Object(PageQuery, { additionalProperties: false }),
          response: { 200: PageOf(WebhookSchema) },
        },
      },
      async ({ query: { limit = 50, ...filter } }) => {
        const rows = await deps.webhooks.list({ ...filter, limit: limit + 1 });
        const views = new Map((await viewWebhooks(deps, rows)).map((view) => [view.id, view]));
        const { items, nextCursor } = pageOf(rows, limit, ({ id }) => views.get(id));
        return { items: items.filter((view) => view !== undefined), nextCursor };
      },
    );
    app.get(
      '/task-center/webhooks/:id',
      {
        config,
        schema: { summary: 'Read a webhook', tags, params: IdParams, response: { 200: WebhookSchema } },
      },
      async ({ params }, reply) => {
        const row = await find(params.id);
        tag(reply, row.revision);
        return viewOf(row);
      },
    );
    app.patch(
      '/task-center/webhooks/:id',
      {
        config,
        schema: {
          summary: 'Change a webhook',
          description: 'Fields left out stay. Messages that wait go to the new URL.',
          tags,
          params: IdParams,
          headers: IfMatchHeaders,
          body: WebhookPatchSchema,
          response: { 200: WebhookSchema },
        },
      },
      async ({ params, body, headers }, reply) => {
        const row = await changeWebhook(deps, params.id, body, expectedOf(headers['if-match']));
        tag(reply, row.revision);
        return viewOf(row);
      },
    );
    app.post(
      '/task-center/webhooks/:id/rotate-secret',
      {
        config,
        schema: {
          summary: 'Sign with a new secret',
          description: 'From now on, also what waits; the old one is forgotten.',
          tags,
          params: IdParams,
          headers: OptionalIfMatchHeaders,
          response: { 200: WebhookSecretSchema },
        },
      },
      async ({ params, headers }, reply) => {
        const { row, secret } = await rotateSecret(deps, params.id, optionallyExpected(headers['if-match']));
        tag(reply, row.revision);
        return { ...(await viewOf(row)), secret };
      },
    );
    app.delete(
      '/task-center/webhooks/:id',
      {
        config,
        schema: {
          summary: 'Delete a webhook and its messages',
          tags,
          params: IdParams,
          response: { 204: Type.Null() },
        },
      },
      async ({ params }, reply) => {
        if (!(await deps.webhooks.remove(params.id))) throw noWebhook(params.id);
        return reply.code(204).send(null);
      },
    );
    app.get(
      '/task-center/webhooks/:id/deliveries',
      {
        config,
        schema: {
          summary: 'List the messages of a webhook, newest first',
          description: 'Delivered ones are kept for seven days, dead ones for thirty.',
          tags,
          params: IdParams,
          querystring: DeliveryQuerySchema,
          response: { 200: PageOf(DeliverySchema) },
        },
      },
      async ({ params, query: { limit = 50, ...filter } }) => {
        await find(params.id);
        return pageOf(await deps.outbox.list(params.id, { ...filter, limit: limit + 1 }), limit, viewDelivery);
      },
    );
    app.post(
      '/task-center/webhooks/:id/deliveries/:deliveryId/redeliver',
      {
        config,
        schema: {
          summary: 'Send a dead message again',
          description: 'With all attempts anew. It may come after later ones of its record: `seq` tells the order.',
          tags,
          params: DeliveryParams,
          response: { 202: DeliverySchema },
        },
      },
      async ({ params: { id, deliveryId } }, reply) => {
        const sent = await deps.outbox.redeliver(id, deliveryId, deps.clock.now());
        const row = await deps.outbox.find(id, deliveryId);
        if (row === null) throw new GatewayError('not_found', `The webhook ${id} has no message ${deliveryId}`);
        if (!sent) throw new GatewayError('conflict', `The message is ${row.state}: only dead ones are sent again`);
        return reply.code(202).send(viewDelivery(row));
      },
    );
  };
}
