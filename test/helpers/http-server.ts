import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { makeCertificate } from './certificates.ts';

export interface HttpServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Answers as told; with `secure` under a certificate that nobody trusts. */
export async function startHttp(listener: RequestListener, secure = false): Promise<HttpServer> {
  const certificate = secure ? await makeCertificate() : undefined;
  const server =
    certificate === undefined
      ? createServer(listener)
      : createSecureServer({ cert: await readFile(certificate.cert), key: await readFile(certificate.key) }, listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await certificate?.remove();
    },
  };
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
