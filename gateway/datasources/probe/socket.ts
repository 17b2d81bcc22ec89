import net from 'node:net';
import type { Endpoint, Steps } from './model.ts';

/** Reports `resolve` and `connect` of a socket as it goes, and destroys it when the time is over. */
export function followSocket(socket: net.Socket, host: string, steps: Steps): void {
  if (net.isIP(host) !== 0) {
    steps.skip('resolve', 'The host is an address');
    steps.enter('connect');
  }
  socket.once('lookup', (error: Error | null) => {
    if (error === null) steps.enter('connect');
  });
  destroyOnAbort(socket, steps.signal);
}

export function destroyOnAbort(socket: { destroy(): unknown }, signal: AbortSignal): void {
  if (signal.aborted) socket.destroy();
  else signal.addEventListener('abort', () => socket.destroy(), { once: true });
}

/** A connected socket. A driver that takes one needs no second connection: servers count those that say nothing. */
export async function dial({ host, port }: Endpoint, steps: Steps): Promise<net.Socket> {
  const socket = new net.Socket();
  followSocket(socket, host, steps);
  await new Promise<void>((done, fail) => {
    socket.once('error', fail);
    socket.once('close', () => fail(new Error('The socket was closed')));
    socket.connect({ host, port, autoSelectFamily: true, autoSelectFamilyAttemptTimeout: 2_000 }, () => {
      socket.removeAllListeners('error');
      socket.removeAllListeners('close');
      done();
    });
  });
  // Between two owners: an error here must not end the process.
  socket.on('error', () => undefined);
  socket.setNoDelay(true);
  return socket;
}

/** For drivers that make their own connections: tells whether somebody listens there at all. */
export async function reach(endpoint: Endpoint, steps: Steps): Promise<void> {
  (await dial(endpoint, steps)).destroy();
}
