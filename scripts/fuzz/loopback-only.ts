import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|::1|::ffff:127(?:\.\d{1,3}){3})$/i;

/**
 * Keeps connections of this process on this machine: any other address refuses, any other name does not resolve. So
 * addresses may be as wild as the driver likes. `undo` puts back what was.
 */
export function stayOnLoopback(): { readonly refused: () => number; undo(): void } {
  let refused = 0;
  const { connect } = net.Socket.prototype;
  const { lookup } = dns;
  const promised = dns.promises.lookup;
  const failure = (code: string, call: string, host: string) => {
    refused += 1;
    return Object.assign(new Error(`${call} ${code} ${host}`), { code, syscall: call });
  };

  net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]) {
    const { path, host } = addressOf(args);
    if (path !== undefined || loopback.test(host)) return Reflect.apply(connect, this, args) as net.Socket;
    process.nextTick(() => this.destroy(failure('ECONNREFUSED', 'connect', host)));
    return this;
  };
  dns.lookup = ((name: string, ...rest: unknown[]) => {
    if (loopback.test(name)) return Reflect.apply(lookup, dns, [name, ...rest]) as unknown;
    const done = rest.at(-1) as (error: Error) => void;
    process.nextTick(() => done(failure('ENOTFOUND', 'getaddrinfo', name)));
    return undefined;
  }) as typeof lookup;
  dns.promises.lookup = (async (name: string, ...rest: unknown[]) => {
    if (loopback.test(name)) return (await Reflect.apply(promised, dns.promises, [name, ...rest])) as object;
    throw failure('ENOTFOUND', 'getaddrinfo', name);
  }) as typeof promised;
  syncBuiltinESMExports();

  return {
    refused: () => refused,
    undo() {
      net.Socket.prototype.connect = connect;
      dns.lookup = lookup;
      dns.promises.lookup = promised;
      syncBuiltinESMExports();
    },
  };
}

/** `connect` is called with a port and host, with options, or with the list of both that `net.connect` has made. */
function addressOf(args: readonly unknown[]): { path: string | undefined; host: string } {
  const [first, second] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args;
  if (typeof first !== 'object' || first === null) {
    return { path: undefined, host: typeof second === 'string' ? second : 'localhost' };
  }
  const { path, host } = first as { path?: string; host?: string };
  return { path: path || undefined, host: host ?? 'localhost' };
}
