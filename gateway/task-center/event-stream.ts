import { messageOf } from '../core/errors.ts';
import type { FedMoves, FeedStore } from './feed-store.ts';
import type { Move } from './move-schema.ts';

/** What the stream needs of a response: of Node's, the part that writes. */
export interface Sink {
  /** False: it is not sent yet, more should wait for `drain`. */
  write(text: string): boolean;
  end(): void;
  destroy(): void;
  once(event: 'drain' | 'close', listener: () => void): unknown;
  removeListener(event: 'drain' | 'close', listener: () => void): unknown;
  readonly writableLength: number;
  readonly destroyed: boolean;
}

export interface Subscription {
  readonly sink: Sink;
  /** Whose connection: each may have only so many. */
  readonly who: string;
  /** Only moves that it is true for. */
  readonly wants: (move: Move) => boolean;
  /** `id` of the last event that was received; null: from now on. */
  readonly lastEventId: string | null;
  /** Asked with every heartbeat: the token may have been revoked. */
  readonly mayStay: () => Promise<boolean>;
}

export interface EventStream {
  /** False: there are too many connections already, or the process is stopping. */
  hasRoom(who: string): boolean;
  /** Writes until the other side goes, is too slow, or the stream is closed. */
  subscribe(subscription: Subscription): void;
  connections(): number;
  /** Ends every connection; each goes on elsewhere with its Last-Event-ID. Idempotent. */
  close(): void;
}

export interface StreamOptions {
  /** Pause between two looks at the feed, for all connections together; none without a connection. */
  readonly lookMs?: number;
  readonly heartbeatMs?: number;
  readonly mostConnections?: number;
  readonly mostPerWho?: number;
  /** Bytes that a connection may have waiting to be sent: who reads slower is cut off, and resumes. */
  readonly mostWaitingBytes?: number;
  /** How long a connection that catches up may take to read what was written. */
  readonly drainMs?: number;
  /** Told how many there are whenever that changes. */
  readonly onConnections?: (count: number) => void;
  /** Moves a connection may be behind; who missed more is told to read anew. */
  readonly mostMissed?: number;
}

interface Connection extends Subscription {
  /** The last batch that was written, or skipped, as a whole. */
  batch: number;
  /** It catches up from the database; live batches are not for it yet. */
  catchingUp: boolean;
  closed: boolean;
}

/** Place of a move in the feed: batch and number in it. Both only grow, so that ids do. */
const eventId = (batch: number, index: number): string => `${batch}.${index}`;
/** Stands behind every move of the batch. */
const endOf = (batch: number): string => `${batch}.end`;

/**
 * Moves as server-sent events. The feed in the database is the only source, read once per look for all connections of
 * the process: what another gateway moved arrives the same way, and a client may resume at any of them.
 */
export function createEventStream(
  {
    feed,
    log,
  }: { feed: Pick<FeedStore, 'lastBatch' | 'after' | 'batch'>; log: { warn(facts: object, text: string): void } },
  options: StreamOptions = {},
): EventStream {
  const {
    lookMs = 500,
    heartbeatMs = 15_000,
    mostConnections = 1000,
    mostPerWho = 50,
    mostWaitingBytes = 1_048_576,
    drainMs = 30_000,
    mostMissed = 20_000,
    onConnections = () => undefined,
  } = options;
  const connections = new Set<Connection>();
  let closed = false;
  let look: NodeJS.Timeout | undefined;
  let heart: NodeJS.Timeout | undefined;

  function drop(connection: Connection, how: 'end' | 'destroy'): void {
    if (connection.closed) return;
    connection.closed = true;
    connections.delete(connection);
    onConnections(connections.size);
    connection.sink[how]();
    if (connections.size > 0) return;
    clearTimeout(look);
    clearInterval(heart);
    look = heart = undefined;
  }

  function write(connection: Connection, text: string): void {
    if (connection.closed || connection.sink.destroyed) return;
    // What it waits for before is bounded, and so is what is written at once.
    if (connection.sink.writableLength > mostWaitingBytes) drop(connection, 'destroy');
    else connection.sink.write(text);
  }

  function writeBatch(connection: Connection, { batch, moves }: FedMoves, from = 0): void {
    const text = moves
      .map((move, index) =>
        index >= from && connection.wants(move)
          ? `id: ${eventId(batch, index)}\nevent: record.moved\ndata: ${JSON.stringify(move)}\n\n`
          : '',
      )
      .join('');
    connection.batch = batch;
    if (text !== '') write(connection, text);
  }

  async function lookOnce(): Promise<void> {
    const mine = look;
    try {
      const live = [...connections].filter(({ catchingUp }) => !catchingUp);
      // Mostly they all have the same; one that has just caught up may be behind, and begins with what it has not seen.
      // Not only the next number: a batch whose records are gone has no rows, and is waited for in vain.
      const batches = live.length === 0 ? [] : await feed.after(Math.min(...live.map(({ batch }) => batch)), 1);
      for (const fed of batches) {
        for (const connection of live) if (fed.batch > connection.batch) writeBatch(connection, fed);
      }
    } catch (error) {
      log.warn({ reason: messageOf(error) }, 'the event stream cannot read the feed');
    }
    // Not when the last connection has gone meanwhile, and perhaps a new one has come.
    if (look !== undefined && look === mine) look = setTimeout(() => void lookOnce(), lookMs);
  }

  async function beat(): Promise<void> {
    await Promise.all(
      [...connections].map(async (connection) => {
        // A database that cannot be asked ends no connection.
        if (!(await connection.mayStay().catch(() => true))) return drop(connection, 'end');
        // An id without data moves the client's Last-Event-ID on and is no event: who resumes skips what it did not want.
        if (!connection.catchingUp) write(connection, `id: ${endOf(connection.batch)}\n: heartbeat\n\n`);
      }),
    );
  }

  /** Resolves to false when the other side does not read, or is gone. */
  async function drained(connection: Connection): Promise<boolean> {
    const { sink } = connection;
    if (connection.closed || sink.writableLength === 0) return !connection.closed;
    return new Promise((resolve) => {
      const done = (ok: boolean) => () => {
        clearTimeout(timer);
        sink.removeListener('drain', onDrain);
        sink.removeListener('close', onClose);
        resolve(ok && !connection.closed);
      };
      const [onDrain, onClose] = [done(true), done(false)];
      const timer = setTimeout(onClose, drainMs);
      sink.once('drain', onDrain);
      sink.once('close', onClose);
    });
  }

  /** From the last event that was received to where the live ones are. */
  async function catchUp(connection: Connection): Promise<void> {
    const newest = await feed.lastBatch();
    const last = connection.lastEventId === null ? null : placeOf(connection.lastEventId);
    const isLost = connection.lastEventId !== null && (last === null || last.batch > newest);
    connection.batch = last === null || isLost ? newest : last.batch;
    if (isLost) write(connection, reset(newest));
    else if (last === null) write(connection, `id: ${endOf(newest)}\nevent: ready\ndata: {}\n\n`);
    else {
      // Of the batch it is in, the rest.
      if (last.index !== null) writeBatch(connection, await feed.batch(last.batch), last.index + 1);
    }
    for (let written = 0; !connection.closed;) {
      const batches = await feed.after(connection.batch, 500);
      for (const fed of batches) {
        written += fed.moves.length;
        if (written > mostMissed) {
          connection.batch = await feed.lastBatch();
          write(connection, reset(connection.batch));
          break;
        }
        writeBatch(connection, fed);
        if (connection.sink.writableLength > mostWaitingBytes / 4) {
          if (!(await drained(connection))) return drop(connection, 'destroy');
        }
      }
      if (batches.length > 0) continue;
      // The next look goes on behind the last that was written.
      connection.catchingUp = false;
      return;
    }
  }

  return {
    hasRoom: (who) =>
      !closed &&
      connections.size < mostConnections &&
      [...connections].filter((connection) => connection.who === who).length < mostPerWho,
    subscribe(subscription) {
      const connection: Connection = { ...subscription, batch: 0, catchingUp: true, closed: false };
      connections.add(connection);
      onConnections(connections.size);
      connection.sink.once('close', () => drop(connection, 'end'));
      if (closed) return drop(connection, 'end');
      look ??= setTimeout(() => void lookOnce(), lookMs);
      heart ??= setInterval(() => void beat(), heartbeatMs);
      write(connection, 'retry: 2000\n\n');
      catchUp(connection).catch((error: unknown) => {
        log.warn({ reason: messageOf(error) }, 'an event stream ended: the feed cannot be read');
        drop(connection, 'end');
      });
    },
    connections: () => connections.size,
    close() {
      closed = true;
      for (const connection of [...connections]) drop(connection, 'end');
    },
  };
}

function reset(batch: number): string {
  return `id: ${endOf(batch)}\nevent: reset\ndata: {"why":"events were missed: read the records anew"}\n\n`;
}

/** null: it is not one of ours. `index` null: the whole batch was received. */
function placeOf(id: string): { batch: number; index: number | null } | null {
  const [, batch, index] = /^(\d{1,10})\.(\d{1,4}|end)$/.exec(id) ?? [];
  if (batch === undefined || index === undefined) return null;
  return { batch: Number(batch), index: index === 'end' ? null : Number(index) };
}
