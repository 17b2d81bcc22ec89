import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { eventually } from '../helpers/stack.ts';
import type { Move } from '../../gateway/task-center/move-schema.ts';

export interface StreamEvent {
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

/** Reads server-sent events as the standard says, as a browser would. */
export interface StreamClient {
  readonly events: StreamEvent[];
  /** What would be sent as Last-Event-ID. */
  lastEventId(): string;
  moves(): Move[];
  /** Resolves when there are that many moves. */
  untilMoves(count: number): Promise<Move[]>;
  readonly ended: Promise<void>;
  pause(): void;
  close(): void;
}

export async function openStream(
  url: string,
  { lastEventId, token = 'x' }: { lastEventId?: string; token?: string } = {},
): Promise<StreamClient & { readonly status: number }> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    };
    request(url, { headers, agent: false }, resolve).on('error', reject).end();
  });
  const events: StreamEvent[] = [];
  let last = lastEventId ?? '';
  let rest = '';
  const ended = new Promise<void>((resolve) => response.once('close', resolve));
  response.on('error', () => undefined);
  response.setEncoding('utf8').on('data', (text: string) => {
    const blocks = (rest + text).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const field = (name: string): string | undefined =>
        block
          .split('\n')
          .find((line) => line.startsWith(`${name}: `))
          ?.slice(name.length + 2);
      last = field('id') ?? last;
      const data = field('data');
      if (data !== undefined) events.push({ id: last, event: field('event') ?? 'message', data });
    }
  });
  const moves = (): Move[] =>
    events.filter(({ event }) => event === 'record.moved').map(({ data }) => JSON.parse(data) as Move);
  return {
    status: response.statusCode ?? 0,
    events,
    lastEventId: () => last,
    moves,
    untilMoves: (count) =>
      eventually(
        `${count} moves`,
        20_000,
        () => Promise.resolve(moves().length >= count ? moves() : undefined),
        () => moves().length,
      ),
    ended,
    pause: () => void response.pause(),
    close: () => void response.destroy(),
  };
}
