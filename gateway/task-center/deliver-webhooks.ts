import type { Clock } from '../core/clock.ts';
import { messageOf } from '../core/errors.ts';
import type { Sealer } from '../core/secrets.ts';
import { webhookContext } from './manage-webhook.ts';
import type { Move } from './move-schema.ts';
import type { Claimed, OutboxStore } from './outbox-store.ts';
import type { SendWebhook } from './send-webhook.ts';
import { signWebhook } from './sign-webhook.ts';
import type { WebhookBody } from './webhook-schemas.ts';

export interface DeliverDeps {
  readonly outbox: OutboxStore;
  readonly send: SendWebhook;
  readonly sealer: Pick<Sealer, 'open'>;
  readonly clock: Clock;
  /** Of every attempt: how it ended. */
  readonly onAttempt?: (outcome: 'delivered' | 'failed' | 'given_up') => void;
  readonly log: { warn(facts: object, text: string): void; error(facts: object, text: string): void };
}

export interface DeliverOptions {
  /** Pause between two looks at what is due. */
  readonly lookMs?: number;
  /** A claim that was not settled within this is over: longer than any attempt takes. */
  readonly claimMs?: number;
  /** Attempts to one webhook at the same time: a receiver that stalls holds up no other. */
  readonly atOnce?: number;
  /** Pause before the second attempt; doubled each time. */
  readonly backOffMs?: number;
  readonly longestBackOffMs?: number;
  /** The message is dead after that many: with these pauses some nine hours later. */
  readonly mostAttempts?: number;
  readonly keepDeliveredMs?: number;
  /** Whoever wants a dead one sent again has that long. */
  readonly keepDeadMs?: number;
  readonly cleanEveryMs?: number;
}

export interface Delivery {
  start(): void;
  /** Waits for the attempts under way; each has a time limit of its own. Idempotent. */
  close(): Promise<void>;
}

const cleanedAtOnce = 1000;

/** Sends what stands in the outbox: at least once, those of one record in order, again after a growing pause. */
export function createDelivery(deps: DeliverDeps, options: DeliverOptions = {}): Delivery {
  const {
    lookMs = 500,
    claimMs = 30_000,
    atOnce = 4,
    backOffMs = 5_000,
    longestBackOffMs = 3_600_000,
    mostAttempts = 18,
    keepDeliveredMs = 7 * 86_400_000,
    keepDeadMs = 30 * 86_400_000,
    cleanEveryMs = 60_000,
  } = options;
  const { outbox, send, sealer, clock, log, onAttempt = () => undefined } = deps;
  const lanes = new Map<string, Promise<void>>();
  let open = false;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let cleanedAt = -Infinity;
  let cleaning: Promise<void> | undefined;

  const isOpen = (): boolean => open;

  async function look(): Promise<void> {
    try {
      for (const webhookId of await outbox.due(clock.now())) {
        if (!open || lanes.has(webhookId)) continue;
        lanes.set(
          webhookId,
          lane(webhookId)
            .catch((error: unknown) => log.error({ webhookId, reason: messageOf(error) }, 'a webhook is held up'))
            .finally(() => lanes.delete(webhookId)),
        );
      }
    } catch (error) {
      log.error({ reason: messageOf(error) }, 'webhooks cannot be looked at');
    }
    if (cleaning === undefined && performance.now() - cleanedAt > cleanEveryMs) {
      cleanedAt = performance.now();
      cleaning = clean()
        .catch((error: unknown) => log.error({ reason: messageOf(error) }, 'old webhook messages cannot be removed'))
        .finally(() => (cleaning = undefined));
    }
    if (open) timer = setTimeout(turn, lookMs);
  }
  /** Until nothing old is left: more may come in than one step removes. What is due does not wait for it. */
  async function clean(): Promise<void> {
    const before = (ms: number): Date => new Date(clock.now().getTime() - ms);
    let more = true;
    while (more && isOpen()) {
      const delivered = await outbox.removeDelivered(before(keepDeliveredMs), cleanedAtOnce);
      const dead = await outbox.removeDead(before(keepDeadMs), cleanedAtOnce);
      more = Math.max(delivered, dead) >= cleanedAtOnce;
    }
  }
  function turn(): void {
    looking = look().finally(() => (looking = undefined));
  }

  /** Everything of one webhook that is due. */
  async function lane(webhookId: string): Promise<void> {
    while (isOpen()) {
      const now = clock.now();
      const messages = await outbox.claim(webhookId, atOnce, now, new Date(now.getTime() + claimMs));
      if (messages.length === 0) return;
      await Promise.all(messages.map(attempt));
    }
  }

  async function attempt(message: Claimed): Promise<void> {
    const error = await sendOnce(message);
    const now = clock.now();
    if (error === null) {
      onAttempt('delivered');
      await outbox.delivered(message, now);
      return;
    }
    const tried = message.attempts - message.attemptsBefore;
    const facts = { webhookId: message.webhookId, messageId: message.id, attempt: tried, reason: error };
    if (tried >= mostAttempts) {
      onAttempt('given_up');
      log.error(facts, 'a webhook message was given up');
      await outbox.giveUp(message, error, now);
      return;
    }
    onAttempt('failed');
    log.warn(facts, 'a webhook message could not be delivered');
    const pause = Math.min(backOffMs * 2 ** (tried - 1), longestBackOffMs);
    // Up to a tenth more, so that what failed together does not come back together.
    await outbox.failed(message, error, new Date(now.getTime() + pause * (1 + Math.random() / 10)));
  }

  async function sendOnce({ id, topic, payload, webhook }: Claimed): Promise<string | null> {
    const at = clock.now();
    let secret: string;
    try {
      secret = sealer.open(webhook.sealedSecret, webhookContext(webhook.id));
    } catch (error) {
      return messageOf(error);
    }
    const data = payload as Move;
    const body = JSON.stringify({ type: topic, timestamp: data.at, data } satisfies WebhookBody);
    const headers = { 'content-type': 'application/json', ...signWebhook(secret, { id, at, body }) };
    return send({ url: webhook.url, headers, body });
  }

  return {
    start() {
      if (open) return;
      open = true;
      turn();
    },
    async close() {
      open = false;
      clearTimeout(timer);
      await looking;
      await Promise.all([cleaning, ...lanes.values()]);
    },
  };
}
