import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export interface OutageProxy {
  readonly port: number;
  /** silent: what is sent vanishes, connections stay open. refused: connections are cut and nobody listens. */
  begin(outage: 'silent' | 'refused'): Promise<void>;
  /** Connections that went through an outage do not come back; new ones work. */
  end(): Promise<void>;
  close(): Promise<void>;
}

/** A TCP proxy on 127.0.0.1 in front of the service of the URL, whose network can be taken away. */
export async function startOutageProxy(target: string): Promise<OutageProxy> {
  const { hostname, port: targetPort } = new URL(target);
  const sockets = new Set<Socket>();
  let silent = false;
  let server: Server | undefined;
  let port = 0;

  async function listen(): Promise<void> {
    server = createServer((client) => {
      sockets.add(client);
      client.on('error', () => undefined);
      client.on('close', () => sockets.delete(client));
      if (silent) return;
      const upstream = connect(Number(targetPort), hostname);
      upstream.on('error', () => client.destroy());
      upstream.on('close', () => client.destroy());
      client.on('close', () => upstream.destroy());
      const lost = { value: false };
      client.on('data', (data) => (lost.value ||= silent) || upstream.write(data));
      upstream.on('data', (data) => (lost.value ||= silent) || client.write(data));
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  }

  async function shut(): Promise<void> {
    const closing = server;
    server = undefined;
    if (closing === undefined) return;
    const closed = new Promise((resolve) => closing.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  await listen();
  return {
    get port() {
      return port;
    },
    async begin(outage) {
      if (outage === 'silent') silent = true;
      else await shut();
    },
    async end() {
      silent = false;
      if (server === undefined) await listen();
    },
    close: shut,
  };
}
