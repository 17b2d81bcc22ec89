import { chmod, mkdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { GatewayError, messageOf } from '../core/errors.ts';
import { findBinaries, initialise, readOrMakePassword } from './embedded-files.ts';
import { runServer, isPostmasterOf, stopProcess, type ServerProcess } from './embedded-process.ts';
import { serverUser } from './server-user.ts';

export interface EmbeddedOptions {
  /** Folder of the server: `pgdata/` and `password`. Made if missing. One running gateway per folder. */
  readonly dataDir: string;
  /** TCP port on 127.0.0.1. Default: a free one, which may differ from start to start. */
  readonly port?: number;
  /** false switches fsync off: several times faster, and a power cut loses the data. For tests. Default true. */
  readonly durable?: boolean;
  /** How long start may take before it fails, crash recovery included. Default 60,000 ms. */
  readonly startTimeoutMs?: number;
  /** Default: silent. */
  readonly log?: StoreLog;
}

/** The two levels the store logs at; pino's logger and `console` both fit. */
export interface StoreLog {
  info(message: string): void;
  warn(message: string): void;
}

export interface EmbeddedPostgres {
  readonly port: number;
  /** Superuser URL of a database on this server. Contains the password: not for logs. */
  url(database: string): string;
  /** Makes the database unless it is there. */
  createDatabase(name: string): Promise<void>;
  /** Ends every session and the server ("fast" shutdown). May be called twice. */
  stop(): Promise<void>;
}

// Any number; it means "a living gateway owns this server". Held by a session, so it ends with its process.
const OWNER_LOCK = 7_116_021;

/** An owner that was killed is told from a living one by its session: on a busy machine that takes a moment to end. */
const ownerPatienceMs = 2_000;

/**
 * Starts the PostgreSQL server of `dataDir`, making its cluster at the first start.
 * Who owns the folder is decided by an advisory lock that the owner's session holds in the server itself: a killed owner
 * loses it at once, process ids (reused, and all 1 in containers) play no part. A server left by a killed owner is
 * stopped and started again, so that settings, port and log always are those of the present owner.
 * Throws `conflict` if another living gateway owns the folder, `config_invalid` if the folder cannot be reached by the
 * user PostgreSQL runs as, `store_unavailable` for everything else.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const durable = options.durable ?? true;
  const log = options.log ?? { info: () => undefined, warn: () => undefined };
  const deadline = Date.now() + (options.startTimeoutMs ?? 60_000);
  const pgdata = join(dataDir, 'pgdata');
  const binaries = await findBinaries();
  await mkdir(dataDir, { recursive: true });
  // The folder is ours: the server's user may pass it. The password in it has mode 0600, folders above are not touched.
  if (process.getuid?.() === 0) await chmod(dataDir, (await stat(dataDir)).mode | 0o011);
  const user = await serverUser([pgdata, binaries.postgres]);
  const password = await readOrMakePassword(join(dataDir, 'password'));
  const urlFor = (port: number, database: string): string =>
    `postgresql://postgres:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
  if (await initialise(binaries, user, { pgdata, password, durable })) {
    log.info(`embedded PostgreSQL: made a new cluster in ${dataDir}`);
  }

  const start = async (): Promise<{ server: ServerProcess; port: number; owner: pg.Client }> => {
    for (let attempt = 1; ; attempt++) {
      await retireOrphan();
      const port = options.port ?? (await freePort());
      const server = runServer(binaries, user, { pgdata, port, durable, log });
      try {
        const owner = await connectWhenReady(urlFor(port, 'postgres'), server, deadline);
        if (await takeOwnership(owner)) return { server, port, owner };
        await owner.end();
        throw foreignOwner(dataDir);
      } catch (error) {
        // Another start took this server, which nobody owned yet, for one that was left behind, and stops it.
        const exited = server.exited() || wasCutOff(error);
        if (!server.exited()) await server.stop();
        // It exited by itself: the port was taken, another start was faster, or children of a killed server still
        // hold the shared memory for a moment. All of these are different a moment later.
        const taken = options.port !== undefined && /Address already in use/.test(server.lastWords());
        if (!exited || taken || attempt >= 20 || Date.now() > deadline) throw asStoreError(error, server, options.port);
        await delay(100);
      }
    }
  };

  /** Looks at postmaster.pid: stops a living server whose owner is gone, forgets one that is not running. */
  const retireOrphan = async (): Promise<void> => {
    const file = join(pgdata, 'postmaster.pid');
    const patience = Date.now() + ownerPatienceMs;
    for (;;) {
      const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
      const pid = Math.abs(Number(lines[0]));
      if (!pid) return;
      if (!(await isPostmasterOf(pid, pgdata))) {
        await rm(file, { force: true });
        return;
      }
      const client = await connect(urlFor(Number(lines[3]), 'postgres')).catch(() => undefined);
      if (client) {
        const orphan = await takeOwnership(client).finally(() => client.end().catch(() => undefined));
        if (!orphan) {
          // The server may not have noticed yet that its gateway was killed.
          if (Date.now() > patience) throw foreignOwner(dataDir);
          await delay(50);
          continue;
        }
        log.warn(`embedded PostgreSQL: stopping server ${pid}, left by a gateway that was killed`);
        await stopProcess(binaries, pid, pgdata);
      }
      if (Date.now() > deadline) {
        throw new GatewayError(
          'store_unavailable',
          `PostgreSQL process ${pid} of ${dataDir} runs but does not answer.`,
          {
            remedy: `Look at process ${pid}; end it if nothing uses it, then start again.`,
          },
        );
      }
      await delay(50); // it is starting up or shutting down
    }
  };

  const { server, port, owner } = await start();
  log.info(`embedded PostgreSQL: ready on 127.0.0.1:${port}`);
  let stopping: Promise<void> | undefined;
  keepOwnership(
    owner,
    () => urlFor(port, 'postgres'),
    () => stopping !== undefined || server.exited(),
  );

  return {
    port,
    url: (database) => urlFor(port, database),
    createDatabase: (name) => createDatabase(urlFor(port, 'postgres'), name),
    stop: () => (stopping ??= server.stop()),
  };
}

/** The server ended the session, or the connection: it is being shut down. */
function wasCutOff(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === '57P01' || code === '57P03' || /Connection terminated/.test(messageOf(error));
}

function foreignOwner(dataDir: string): GatewayError {
  return new GatewayError('conflict', `The folder ${dataDir} belongs to another running gateway.`, {
    remedy: 'Stop that gateway, choose another data folder, or give both one DATABASE_URL.',
  });
}

function asStoreError(error: unknown, server: ServerProcess, port: number | undefined): GatewayError {
  if (error instanceof GatewayError) return error;
  const words = server.lastWords() || messageOf(error);
  if (port !== undefined && /Address already in use/.test(words)) {
    return new GatewayError('config_invalid', `Port ${port} is taken; the embedded PostgreSQL cannot listen on it.`, {
      remedy: 'Free the port, choose another one, or leave it out to get a free one.',
    });
  }
  return new GatewayError('store_unavailable', `The embedded PostgreSQL did not start: ${words}`, { cause: error });
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done, failed) => probe.once('error', failed).listen(0, '127.0.0.1', done));
  const address = probe.address();
  await new Promise((done) => probe.close(done));
  if (address === null || typeof address === 'string') throw new GatewayError('internal', 'No TCP port was given.');
  return address.port;
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    application_name: 'gateway owner',
    keepAlive: true,
  });
  client.on('error', () => undefined); // without a listener a lost connection ends the process
  await client.connect();
  return client;
}

async function connectWhenReady(url: string, server: ServerProcess, deadline: number): Promise<pg.Client> {
  for (;;) {
    try {
      return await connect(url);
    } catch (error) {
      if (server.exited() || Date.now() > deadline) throw error;
      await delay(20);
    }
  }
}

async function takeOwnership(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ owned: boolean }>('SELECT pg_try_advisory_lock($1) AS owned', [OWNER_LOCK]);
  return rows[0]?.owned === true;
}

/** The lock is lost with its session (a crashed backend ends all of them): take it again while the server lives. */
function keepOwnership(owner: pg.Client, url: () => string, over: () => boolean): void {
  owner.once('end', () => {
    const again = async (): Promise<void> => {
      while (!over()) {
        const next = await connect(url()).catch(() => undefined);
        if (next) {
          await takeOwnership(next).catch(() => false);
          keepOwnership(next, url, over);
          return;
        }
        await delay(200);
      }
    };
    void again();
  });
}

async function createDatabase(url: string, name: string): Promise<void> {
  const client = await connect(url);
  try {
    await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  } catch (error) {
    if ((error as { code?: string }).code !== '42P04') throw error; // 42P04: it exists
  } finally {
    await client.end();
  }
}
