import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebhookBody } from '../../gateway/task-center/webhook-schemas.ts';

export interface Received {
  readonly id: string;
  readonly timestamp: string;
  readonly signature: string;
  readonly text: string;
  readonly body: WebhookBody;
}

export type Answer = (response: ServerResponse, received: Received) => void;
export const ok: Answer = (response) => void response.writeHead(204).end();

/** A receiver that answers as it is told, and keeps what it answered with 2xx apart. */
export async function startReceiver() {
  const all: Received[] = [];
  const taken: Received[] = [];
  let answer: Answer = ok;
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      const header = (name: string) => String(request.headers[name]);
      const [id, timestamp, signature] = [
        header('webhook-id'),
        header('webhook-timestamp'),
        header('webhook-signature'),
      ];
      const received = { id, timestamp, signature, text, body: JSON.parse(text) as WebhookBody };
      all.push(received);
      answer(response, received);
      if (response.writableEnded && response.statusCode < 300) taken.push(received);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    all,
    taken,
    answer: (next: Answer) => (answer = next),
    close: () => new Promise<void>((resolve) => (server.closeAllConnections(), server.close(() => resolve()))),
  };
}
export type Receiver = Awaited<ReturnType<typeof startReceiver>>;
