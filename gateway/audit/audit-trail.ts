import type { Clock } from '../core/clock.ts';
import { GatewayError, messageOf } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { askedSide, type Act, type AuditStore, type Outcome } from './audit-store.ts';

/**
 * Who did what. An act is on record before it is done: without that entry it is not done at all, and a gateway that dies
 * in the middle leaves an entry without an outcome. What comes of it is added before the answer leaves.
 */
export interface AuditTrail {
  /** Throws `audit_unavailable`: then the act must not be done. */
  begin(act: Act): Promise<string>;
  /** Never throws: the act is done, and failing the answer would say it was not. Logged and counted instead. */
  settle(id: string, act: Act, outcome: Outcome): Promise<void>;
  /** Never throws. Of requests without a token only so many a minute are kept: anybody can send them. */
  refused(act: Act, outcome: Pick<Outcome, 'status' | 'code'>): Promise<void>;
}

interface Deps {
  readonly audit: AuditStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: { readonly auditFailures: { inc(labels: { stage: string }): void } };
}

/** Entries of refused requests without identity, per process and minute. */
export const anonymousPerMinute = 60;

export function createAuditTrail({ audit, clock, log, metrics }: Deps): AuditTrail {
  let minute = { number: 0, kept: 0 };

  function loudly(stage: 'begin' | 'settle' | 'refusal', act: Act, error: unknown, facts: object = {}): void {
    metrics.auditFailures.inc({ stage });
    const { who, action, path, requestId } = act;
    log.error({ stage, who, action, path, requestId, ...facts, reason: messageOf(error) }, 'audit entry not written');
  }

  return {
    async begin(act) {
      try {
        return await audit.begin(act, clock.now());
      } catch (error) {
        loudly('begin', act, error);
        throw new GatewayError('audit_unavailable', 'The audit log cannot be written, so nothing was done', {
          remedy: 'Try again when the database answers; /readyz tells.',
          cause: error,
        });
      }
    },
    async settle(id, act, outcome) {
      try {
        if (await audit.settle(id, outcome)) return;
        loudly('settle', act, new Error('the entry is gone or settled'), { entry: id, status: outcome.status });
      } catch (error) {
        loudly('settle', act, error, { entry: id, status: outcome.status });
      }
    },
    async refused(act, { status, code }) {
      const at = clock.now();
      if (act.role === null && isFlood(at)) return;
      try {
        await audit.add(act, at, {
          status,
          code,
          resourceId: act.resourceId,
          before: null,
          after: askedSide(act.asked),
        });
      } catch (error) {
        loudly('refusal', act, error, { status });
      }
    },
  };

  function isFlood(at: Date): boolean {
    const number = Math.floor(at.getTime() / 60_000);
    if (number !== minute.number) minute = { number, kept: 0 };
    if (++minute.kept <= anonymousPerMinute) return false;
    if (minute.kept === anonymousPerMinute + 1) {
      log.warn({ perMinute: anonymousPerMinute }, 'more refused requests without a token than the audit log keeps');
    }
    metrics.auditFailures.inc({ stage: 'flood' });
    return true;
  }
}
