import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { newId } from '../../gateway/core/ids.ts';
import type { Pools } from './pools.ts';
import type { Stand } from './stand.ts';

const hex = (): string => randomBytes(16).toString('hex');

/**
 * Puts records where only a worker would: of four one goes on waiting, one runs on the simulated Flink, one failed and has
 * a snapshot, one is LOST. And Flink gets jobs that are nobody's.
 */
export async function sowRecords(
  { deps, flink }: Pick<Stand, 'deps' | 'flink'>,
  pools: Pools,
  { ids, document }: { readonly ids: readonly string[]; readonly document: object },
): Promise<void> {
  const at = new Date();
  const snapshot = new Uint8Array(gzipSync(JSON.stringify(snapshotAt(at))));
  const states = [
    null,
    { state: 'RUNNING' },
    { state: 'FAILED', finishedAt: at, activeKey: null, snapshot },
    { state: 'LOST', activeKey: null },
  ] as const;
  for (const [index, id] of ids.entries()) {
    pools.pin('record', id);
    const moved = states[index % states.length] ?? null;
    if (moved === null) continue;
    const flinkJobId = hex();
    if (moved.state === 'RUNNING') flink.add([{ jid: flinkJobId, name: `job@${id}`, ageMs: 60_000 }]);
    if (moved.state === 'LOST') pools.pin('lostRecord', id);
    await deps.database.prisma.jobRecord.update({
      where: { id },
      data: { document, flinkJobId, startedAt: at, submittedAt: at, ...moved },
    });
  }
  for (let n = 0; n < 40; n++) {
    const jid = hex();
    flink.add([{ jid, name: `somebody's job ${n}`, ageMs: 60_000 }]);
    pools.pin('flinkJob', jid);
  }
}

/** Messages of a webhook, two of three dead. */
export async function sowDeliveries({ deps }: Pick<Stand, 'deps'>, pools: Pools, webhookId: string): Promise<void> {
  pools.pin('sendingWebhook', webhookId);
  const at = new Date();
  for (let seq = 1; seq <= 200; seq++) {
    const id = newId();
    await deps.database.prisma.outbox.create({
      data: {
        id,
        webhookId,
        topic: 'record.failed',
        orderKey: `${webhookId}:${seq}`,
        seq,
        payload: { type: 'record.failed', timestamp: at.toISOString(), data: { recordId: newId(), to: 'FAILED', seq } },
        state: seq % 3 === 0 ? 'delivered' : 'dead',
        attempts: 3,
        nextTryAt: at,
        createdBy: 'fuzz',
      },
    });
    pools.pin('delivery', id);
  }
}

function snapshotAt(at: Date): object {
  return {
    takenAt: at.toISOString(),
    accumulators: { numRead: '10', numWrite: '9' },
    exceptions: { 'all-exceptions': [] },
    job: null,
    configuration: null,
    logTail: 'the end of a log',
  };
}
