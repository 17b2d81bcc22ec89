import type { IncomingMessage, ServerResponse } from 'node:http';
import { findProbe } from '../../../gateway/datasources/probe/families.ts';
import type { Browser } from '../../../gateway/datasources/probe/model.ts';
import { createSessionPools } from '../../../gateway/datasources/probe/session-pool.ts';
import { startHttp } from '../../helpers/http-server.ts';
import type { Source } from './harness.ts';

export type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

/** A server that is there for one piece of work. */
export async function serving<T>(answer: Answer, work: (port: number) => Promise<T>, secure = false): Promise<T> {
  const server = await startHttp((request, response) => void answer(request, response), secure);
  try {
    return await work(server.port);
  } finally {
    await server.close();
  }
}

export const json = (response: ServerResponse, value: unknown, status = 200) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));

/** Asks what is in a data source, once. */
export async function browsing<T>(source: Source, work: (browser: Browser) => Promise<T>): Promise<T> {
  const pools = createSessionPools({ perSource: 1, idleMs: 60_000 });
  const target = { secrets: {}, ...source };
  try {
    const one = { id: 'one', revision: 1, probe: findProbe(source.type)!, target };
    return await pools.use(one, 10_000, ({ browser }) => work(browser!));
  } finally {
    pools.close();
  }
}
