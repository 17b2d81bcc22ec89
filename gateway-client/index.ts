/** A typed client of the gateway's HTTP API. Paths, parameters and answers are those of openapi.json. */
import createFetchClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './schema.ts';

export type { components, operations, paths } from './schema.ts';
export type Problem = components['schemas']['Problem'];
export type GatewayClient = Client<paths>;

export interface ClientOptions {
  /** Of the gateway, without /api/v1. */
  readonly baseUrl: string;
  /** Sent as the bearer token; a function is asked before every request. */
  readonly token: string | (() => string | Promise<string>);
  /** Titles of problems and descriptions of connectors: zh or en (default). */
  readonly language?: 'en' | 'zh';
  readonly fetch?: (request: Request) => Promise<Response>;
}

/**
 * Each method takes a path of the document: `client.GET('/api/v1/jobs/{id}', { params: { path: { id } } })` resolves to
 * `{ data }` or `{ error }`, a Problem, with the `response`. Rejects only where there was no answer.
 */
export function createGatewayClient({ baseUrl, token, language, fetch }: ClientOptions): GatewayClient {
  const client = createFetchClient<paths>({
    baseUrl: baseUrl.replace(/\/+$/, ''),
    ...(fetch === undefined ? {} : { fetch }),
  });
  client.use({
    async onRequest({ request }) {
      request.headers.set('authorization', `Bearer ${typeof token === 'string' ? token : await token()}`);
      if (language !== undefined) request.headers.set('accept-language', language);
      return request;
    },
  });
  return client;
}

/** An answer that is not 2xx. */
export class GatewayProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.status} ${problem.code}: ${problem.detail}`);
    this.name = 'GatewayProblem';
    this.problem = problem;
  }
}

/** The data of an answer; throws GatewayProblem for a problem. `dataOf(client.GET(…))`. */
export async function dataOf<T>(
  answer: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<Exclude<T, undefined>> {
  const { data, error, response } = await answer;
  if (response.ok) return data as Exclude<T, undefined>;
  throw new GatewayProblem(isProblem(error) ? error : foreign(response));
}

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'code' in error && 'detail' in error;
}

/** Somebody between the client and the gateway answered. */
function foreign({ status }: Response): Problem {
  const detail = `HTTP ${status}, and not by the gateway`;
  return { type: 'about:blank', title: 'Not an answer of the gateway', status, code: 'foreign_answer', detail };
}
