import { randomInt } from 'node:crypto';
import { newFlinkJobId, newId } from '../../gateway/core/ids.ts';
import type { Database } from '../../gateway/database/client.ts';
import { createRunStore, type RunRecord, type RunStore } from '../../gateway/runs/run-store.ts';
import { isFinal, moves, type Mover, type RunState } from '../../gateway/runs/run-status.ts';

/** Jobs and clusters, and records of them that are moved. */
export interface Records {
  readonly runs: RunStore;
  readonly jobIds: readonly string[];
  readonly clusterIds: readonly string[];
  /** A new record of a job of its own. */
  create(options?: { jobId?: string; clusterId?: string; at?: Date }): Promise<RunRecord>;
  /** Throws when somebody else moved it. */
  move(record: RunRecord, to: RunState, at?: Date): Promise<RunRecord>;
  /** Moves a new record at random until it is over, or `most` times. */
  wander(at: () => Date, most?: number): Promise<RunRecord>;
}

export async function makeRecords(database: Database, { jobs = 3, clusters = 2 } = {}): Promise<Records> {
  const { prisma } = database;
  const runs = createRunStore(prisma);
  const clusterIds = Array.from({ length: clusters }, newId);
  const jobIds = Array.from({ length: jobs }, newId);
  for (const id of clusterIds) {
    await prisma.cluster.create({
      data: { id, name: id, kind: 'standalone', config: {}, distribution: {}, createdBy: 'test' },
    });
  }
  for (const id of jobIds) {
    await prisma.job.create({ data: { id, name: id, kind: 'batch', policy: {}, createdBy: 'test' } });
  }
  const one = <T>(list: readonly T[]): T => list[randomInt(list.length)] as T;

  const create: Records['create'] = ({ jobId = one(jobIds), clusterId = one(clusterIds), at = new Date() } = {}) =>
    runs.create({
      id: newId(),
      jobId,
      version: 1,
      clusterId,
      trigger: 'manual',
      slots: 1,
      createdBy: 'test',
      at,
      // Runs of one job may overlap.
      overlap: 'allow',
      holdsPlace: false,
    });

  const move: Records['move'] = async (record, to, at = new Date()) => {
    const by: Mover | undefined = moves.find((one) => one.from === record.state && one.to === to)?.by[0];
    if (by === undefined) throw new Error(`no move from ${record.state} to ${to}`);
    const set = {
      ...(to === 'SUBMITTING' ? { flinkJobId: newFlinkJobId() } : {}),
      ...(to === 'RUNNING' ? { startedAt: at } : {}),
      ...(isFinal(to)
        ? { rowsRead: BigInt(randomInt(1000)), rowsWritten: BigInt(randomInt(1000)), finishedAt: at }
        : {}),
    };
    const moved = await runs.move(record, { to, by, who: 'test', why: to, at, set });
    if (moved === null) throw new Error('it was moved by somebody else');
    return moved;
  };

  return {
    runs,
    jobIds,
    clusterIds,
    create,
    move,
    async wander(at, most = 12) {
      let record = await create({ at: at() });
      for (let left = most; left > 0 && !isFinal(record.state); left--) {
        record = await move(record, one(moves.filter(({ from }) => from === record.state)).to, at());
      }
      return record;
    },
  };
}
