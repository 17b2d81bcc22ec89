import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A server that answers each whole packet with bytes: for protocols whose real servers cannot be started here. */
export interface PacketServer {
  readonly port: number;
  close(): Promise<void>;
}

export interface Packets {
  /** Whole length of the packet that the bytes begin with; undefined: too few bytes to tell. */
  readonly length: (bytes: Buffer) => number | undefined;
  readonly answer: (packet: Buffer) => Buffer | undefined;
}

export async function startPackets({ length, answer }: Packets): Promise<PacketServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let rest = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      rest = Buffer.concat([rest, chunk]);
      for (let whole = length(rest); whole !== undefined && rest.length >= whole; whole = length(rest)) {
        const reply = answer(rest.subarray(0, whole));
        rest = rest.subarray(whole);
        if (reply !== undefined) socket.write(reply);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
