import { createServer, type Server } from 'node:net';
import { GatewayError } from '../../gateway/core/errors.ts';

/**
 * Free loopback ports, all different. Taken from 20000-29999, below what Linux and macOS hand out for outgoing
 * connections: a port stays free while the process that shall come back on it is down.
 */
export async function freePorts(count: number): Promise<number[]> {
  const held: Server[] = [];
  try {
    // Held until all are found, so that no two are the same.
    for (let tries = 0; held.length < count && tries < 1000; tries += 1) {
      const server = await listen(20_000 + Math.floor(Math.random() * 10_000));
      if (server) held.push(server);
    }
    if (held.length < count) throw new GatewayError('config_invalid', 'No free port between 20000 and 29999');
    return held.map((server) => {
      const address = server.address();
      return typeof address === 'object' && address !== null ? address.port : 0;
    });
  } finally {
    await Promise.all(held.map(closed));
  }
}

/** Whether 127.0.0.1:port can be listened on right now. */
export async function isFree(port: number): Promise<boolean> {
  const server = await listen(port);
  if (server) await closed(server);
  return server !== null;
}

function listen(port: number): Promise<Server | null> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(null));
    server.listen({ host: '127.0.0.1', port }, () => done(server));
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((done) => server.close(() => done()));
}
