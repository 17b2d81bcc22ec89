import { explainFailure, timedOut } from './failures.ts';
import { ProbeFailure, type Probe, type Session, type Target } from './model.ts';
import { connectWithin } from './run-probe.ts';

export interface SessionPools {
  /**
   * Lends a connection of that data source for one piece of work, within the time: waiting for a free one and logging in
   * count. Work that fails or takes too long costs its connection. Throws ProbeFailure.
   */
  use<T>(source: Source, timeoutMs: number, work: (session: Session, leftMs: number) => Promise<T>): Promise<T>;
  /** Connections open now. */
  size(): number;
  close(): void;
}

export interface Source {
  /** Of the data source, and its revision: connections of an older one are not used again. */
  readonly id: string;
  readonly revision: number;
  readonly probe: Probe;
  readonly target: Target;
}

export interface PoolOptions {
  /** Connections of one data source. */
  readonly perSource: number;
  /** An unused connection is closed after this. */
  readonly idleMs: number;
}

type SessionPoolUse = <T>(
  source: Source,
  until: number,
  work: (session: Session, leftMs: number) => Promise<T>,
  onReused: () => void,
) => Promise<T>;

interface Pool {
  readonly revision: number;
  busy: number;
  readonly idle: { session: Session; timer: NodeJS.Timeout }[];
  readonly waiting: (() => void)[];
}

/** Small pools, one for each data source somebody browses; gone when nobody does. */
export function createSessionPools({ perSource, idleMs }: PoolOptions): SessionPools {
  const pools = new Map<string, Pool>();
  const lent = new Set<Session>();
  let closed = false;

  const poolOf = ({ id, revision }: Source): Pool => {
    const present = pools.get(id);
    if (present !== undefined && present.revision >= revision) return present;
    if (present !== undefined) retire(present);
    const made: Pool = { revision, busy: 0, idle: [], waiting: [] };
    pools.set(id, made);
    return made;
  };
  const release = (id: string, pool: Pool, session: Session | undefined): void => {
    const current = !closed && pools.get(id) === pool;
    if (session !== undefined && current) {
      const timer = setTimeout(() => {
        pool.idle.splice(
          pool.idle.findIndex((one) => one.session === session),
          1,
        );
        session.close();
        forget(id, pool);
      }, idleMs);
      timer.unref();
      pool.idle.push({ session, timer });
    } else session?.close();
    // Whoever waits inherits the place.
    const next = pool.waiting.shift();
    if (next === undefined) pool.busy--;
    else next();
    forget(id, pool);
  };
  const forget = (id: string, pool: Pool): void => {
    if (pool.busy + pool.idle.length + pool.waiting.length === 0 && pools.get(id) === pool) pools.delete(id);
  };

  /** `onReused`: the connection had been lying idle, its server may have closed it meanwhile. */
  const once: SessionPoolUse = async (source, until, work, onReused) => {
    if (closed)
      throw new ProbeFailure({ code: 'connection_lost', reason: 'The gateway is closing', remedy: 'Ask again.' });
    const left = () => Math.max(1, until - Date.now());
    const pool = poolOf(source);
    if (pool.busy >= perSource) await turn(pool, left());
    else pool.busy++;
    let session: Session | undefined;
    let kept: Session | undefined;
    try {
      const idle = pool.idle.pop();
      if (idle !== undefined) {
        clearTimeout(idle.timer);
        onReused();
      }
      session = idle?.session ?? (await connectWithin(source.probe, source.target, left()));
      lent.add(session);
      const result = await limited(left(), work(session, left()));
      kept = session;
      return result;
    } catch (error) {
      throw new ProbeFailure(explainFailure(source.probe, source.target, error), error);
    } finally {
      if (session !== undefined) lent.delete(session);
      if (kept === undefined) session?.close();
      release(source.id, pool, kept);
    }
  };

  return {
    size: () => lent.size + [...pools.values()].reduce((sum, { idle }) => sum + idle.length, 0),
    async use(source, timeoutMs, work) {
      const until = Date.now() + timeoutMs;
      for (;;) {
        let reused = false;
        try {
          return await once(source, until, work, () => (reused = true));
        } catch (error) {
          const stale = reused && error instanceof ProbeFailure && error.failure.code === 'connection_lost';
          if (!stale || closed || Date.now() >= until) throw error;
        }
      }
    },
    close() {
      closed = true;
      for (const pool of pools.values()) retire(pool);
      pools.clear();
      for (const session of lent) session.close();
    },
  };
}

function retire(pool: Pool): void {
  for (const { session, timer } of pool.idle.splice(0)) {
    clearTimeout(timer);
    session.close();
  }
}

function turn(pool: Pool, timeoutMs: number): Promise<void> {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => {
      pool.waiting.splice(pool.waiting.indexOf(wake), 1);
      fail(
        new ProbeFailure({
          code: 'timeout',
          reason: 'Others are using the connections to this data source',
          remedy: 'Try again in a moment.',
        }),
      );
    }, timeoutMs);
    const wake = () => {
      clearTimeout(timer);
      done();
    };
    pool.waiting.push(wake);
  });
}

/** The work's own promise may never end: who closes the session ends it. */
function limited<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new ProbeFailure(timedOut('permission'))), ms);
  });
  work.catch(() => undefined);
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
