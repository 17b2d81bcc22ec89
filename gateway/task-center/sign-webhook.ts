import { createHmac, randomBytes } from 'node:crypto';

/** A new secret, as the receiver is shown it: `whsec_` and base64 of 32 bytes. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

export interface SignedHeaders {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

/**
 * The headers of the Standard Webhooks convention, for which there are libraries in most languages: HMAC-SHA256 over
 * `id.timestamp.body` with the bytes behind `whsec_`. A receiver refuses old timestamps and ids it has seen.
 */
export function signWebhook(secret: string, message: { id: string; at: Date; body: string }): SignedHeaders {
  const timestamp = String(Math.floor(message.at.getTime() / 1000));
  const signature = createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
    .update(`${message.id}.${timestamp}.${message.body}`)
    .digest('base64');
  return {
    'webhook-id': message.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}
