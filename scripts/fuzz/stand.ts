import type { FastifyInstance } from 'fastify';
import { createLog } from '../../gateway/core/log.ts';
import type { Deps } from '../../gateway/deps.ts';
import { testDistributionPath } from '../../test/helpers/distribution.ts';
import { query, testDatabase, type TestDatabase } from '../../test/helpers/postgres.ts';
import { startWholeApp } from '../../test/helpers/whole-app.ts';
import { startClusterServer, type ClusterServer } from '../simulated-flink/cluster-server.ts';
import { stayOnLoopback } from './loopback-only.ts';

/** What the driver runs against: the whole API in this process, a database to browse and a Flink that answers. */
export interface Stand {
  readonly app: FastifyInstance;
  readonly deps: Deps;
  readonly flink: ClusterServer;
  /** A database with a table `orders`. */
  readonly source: TestDatabase;
  /** The log lines since the last call. */
  takeLog(): readonly string[];
  /** Connections to other machines that were wanted, and refused. */
  outgoing(): number;
  close(): Promise<void>;
}

export async function startStand(): Promise<Stand> {
  // Built, when it has to be, with the help of the network.
  const distribution = await testDistributionPath();
  const guard = stayOnLoopback();
  const closers: (() => unknown)[] = [() => guard.undo()];
  const close = async (): Promise<void> => {
    for (const step of closers.splice(0).reverse()) await step();
  };
  try {
    const lines: string[] = [];
    const log = createLog('info', { write: (line) => void lines.push(line) });
    const source = await testDatabase();
    closers.push(() => source.drop());
    await query(source.url, 'create table orders (id int primary key, name varchar(40), paid numeric(10,2))');
    await query(source.url, "insert into orders select n, 'row ' || n, n / 3.0 from generate_series(1, 50) n");
    const flink = await startClusterServer({ slots: 8, epoch: 'fuzz', refreshIntervalMs: 100 });
    closers.push(() => flink.close());
    const whole = await startWholeApp({ WEBHOOK_PRIVATE_ADDRESSES: 'allowed', CHUNJUN_DIST: distribution }, log);
    closers.push(() => whole.close());
    return {
      app: whole.app,
      deps: whole.deps,
      flink,
      source,
      takeLog: () => lines.splice(0),
      outgoing: guard.refused,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
