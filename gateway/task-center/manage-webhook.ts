import { GatewayError } from '../core/errors.ts';
import type { Expected } from '../core/expected.ts';
import { newId } from '../core/ids.ts';
import type { Sealer } from '../core/secrets.ts';
import type { OutboxRow, OutboxStore } from './outbox-store.ts';
import { newWebhookSecret } from './sign-webhook.ts';
import { whyNotUrl } from './webhook-address.ts';
import type { DeliveryState, DeliveryView, WebhookInput, WebhookPatch, WebhookView } from './webhook-schemas.ts';
import type { WebhookRow, WebhookStore } from './webhook-store.ts';

export interface WebhookDeps {
  readonly webhooks: WebhookStore;
  readonly outbox: OutboxStore;
  readonly sealer: Pick<Sealer, 'seal'>;
  readonly privateAllowed: boolean;
}

/** What a secret is sealed for. */
export const webhookContext = (id: string): string => `webhook:${id}`;

/** Throws `validation_failed`, `name_taken`, `conflict`. */
export async function createWebhook(
  deps: WebhookDeps,
  input: WebhookInput,
  who: string,
): Promise<{ row: WebhookRow; secret: string }> {
  assertUrl(deps, input.url);
  const id = newId();
  const secret = newWebhookSecret();
  const row = await deps.webhooks.create({
    id,
    name: input.name,
    url: input.url,
    eventTypes: input.eventTypes ?? [],
    jobId: input.jobId ?? null,
    clusterId: input.clusterId ?? null,
    enabled: input.enabled ?? true,
    sealedSecret: deps.sealer.seal(secret, webhookContext(id)),
    createdBy: who,
  });
  return { row, secret };
}

/** Throws `not_found`, `validation_failed`, `name_taken`, `precondition_failed`. */
export async function changeWebhook(
  deps: WebhookDeps,
  id: string,
  patch: WebhookPatch,
  expected: Expected = 'any',
): Promise<WebhookRow> {
  if (patch.url !== undefined) assertUrl(deps, patch.url);
  const row = await deps.webhooks.update(id, patch, expected);
  if (row === null) throw noWebhook(id);
  return row;
}

/** The old secret signs nothing any more. Throws `not_found`, `precondition_failed`. */
export async function rotateSecret(
  deps: WebhookDeps,
  id: string,
  expected: Expected = 'any',
): Promise<{ row: WebhookRow; secret: string }> {
  const secret = newWebhookSecret();
  const sealedSecret = deps.sealer.seal(secret, webhookContext(id));
  const row = await deps.webhooks.update(id, { sealedSecret }, expected);
  if (row === null) throw noWebhook(id);
  return { row, secret };
}

export function noWebhook(id: string): GatewayError {
  return new GatewayError('not_found', `There is no webhook ${id}`);
}

export async function viewWebhooks({ outbox }: WebhookDeps, rows: readonly WebhookRow[]): Promise<WebhookView[]> {
  const counts = await outbox.counts(rows.map(({ id }) => id));
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    url: row.url,
    eventTypes: row.eventTypes as string[],
    jobId: row.jobId,
    clusterId: row.clusterId,
    enabled: row.enabled,
    revision: row.revision,
    ...(counts.get(row.id) ?? { pending: 0, dead: 0 }),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    createdBy: row.createdBy,
  }));
}

export function viewDelivery(row: OutboxRow): DeliveryView {
  return {
    id: row.id,
    type: row.topic,
    state: row.state as DeliveryState,
    recordId: row.orderKey.slice(row.orderKey.indexOf(':') + 1),
    seq: row.seq,
    attempts: row.attempts,
    nextTryAt: row.state === ('pending' satisfies DeliveryState) ? row.nextTryAt.toISOString() : null,
    deliveredAt: row.deliveredAt?.toISOString() ?? null,
    lastError: row.lastError,
    createdAt: row.createdAt.toISOString(),
  };
}

function assertUrl({ privateAllowed }: WebhookDeps, url: string): void {
  const why = whyNotUrl(url, { privateAllowed });
  if (why === null) return;
  throw new GatewayError('validation_failed', `The URL of the webhook ${why}`, {
    errors: [{ pointer: '/url', detail: why }],
    ...(why.includes('private')
      ? { remedy: 'Receivers inside the own network need WEBHOOK_PRIVATE_ADDRESSES=allowed.' }
      : {}),
  });
}
