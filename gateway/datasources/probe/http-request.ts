import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import axios, { isAxiosError, type AxiosInstance } from 'axios';
import { parseUrl } from './address.ts';
import { ProbeFailure, type Endpoint, type Failure, type Steps } from './model.ts';
import { followSocket } from './socket.ts';

export interface HttpQuestion {
  readonly method?: 'GET' | 'POST';
  /** Whole; below the place the client was made for. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The answer's body is not read: only its status counts. */
  readonly statusOnly?: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

export interface HttpClient {
  /** Any status is an answer; throws what the socket says. Redirects are not followed: secrets would go along. */
  ask(question: HttpQuestion): Promise<HttpAnswer>;
  close(): void;
}

const ports = { 'http:': 80, 'https:': 443 };
const mostBytes = 4 * 1024 * 1024;

export const httpPlace = (url: string): Endpoint => parseUrl(url, ports).at;

/** Its first connection tells the stages up to `login`. `verify`: certificates must be trusted. */
export function httpClient(url: string, verify: boolean, steps: Steps): HttpClient {
  const { protocol, at } = parseUrl(url, ports);
  const secure = protocol === 'https:';
  if (!secure) steps.skip('tls', 'The address begins with http:, not https:');
  if (secure && !verify) steps.note('tls', "Encrypted; the server's certificate is not verified");
  const options = { keepAlive: true, maxSockets: 2 };
  const agent = secure ? new https.Agent({ ...options, rejectUnauthorized: verify }) : new http.Agent(options);
  const open = agent.createConnection.bind(agent);
  agent.createConnection = (...args) => {
    const socket = open(...args) as Socket;
    followSocket(socket, at.host, steps);
    socket.once('connect', () => steps.enter(secure ? 'tls' : 'login'));
    if (secure) socket.once('secureConnect', () => steps.enter('login'));
    return socket;
  };
  const abort = new AbortController();
  const close = () => {
    abort.abort();
    agent.destroy();
  };
  steps.signal.addEventListener('abort', close, { once: true });
  const client = axios.create({
    httpAgent: agent,
    httpsAgent: agent,
    proxy: false,
    maxRedirects: 0,
    maxContentLength: mostBytes,
    validateStatus: null,
    signal: abort.signal,
    transformResponse: (text: unknown) => text,
  });
  return { ask: (question) => send(client, question), close };
}

async function send(
  client: AxiosInstance,
  { method, url, headers, body, statusOnly }: HttpQuestion,
): Promise<HttpAnswer> {
  try {
    const answer = await client.request<unknown>({
      url,
      method: method ?? 'GET',
      headers: { accept: '*/*', 'user-agent': 'data-sync-gateway', ...headers },
      ...(body === undefined ? {} : { data: body }),
      responseType: statusOnly === true ? 'stream' : 'text',
    });
    if (statusOnly === true) (answer.data as { destroy?: () => void }).destroy?.();
    return {
      status: answer.status,
      headers: { ...answer.headers },
      text: typeof answer.data === 'string' ? answer.data : '',
    };
  } catch (error) {
    // An axios error carries the request with its headers: only what the socket said goes on.
    if (!isAxiosError(error)) throw error;
    throw error.cause ?? Object.assign(new Error(error.message), error.code === undefined ? {} : { code: error.code });
  }
}

/** The body of an answer as JSON. Throws ProbeFailure. */
export function jsonOf(answer: HttpAnswer, kind: string): unknown {
  try {
    return JSON.parse(answer.text) as unknown;
  } catch (error) {
    throw new ProbeFailure(notThis(kind), error);
  }
}

export const notThis = (kind: string): Failure => ({
  code: 'not_understood',
  stage: 'login',
  reason: `Something answers HTTP there, but it is not ${kind}`,
  remedy: 'Check host and port.',
});

/** What a status means that no server of any kind explains further; undefined: success. */
export function failureOfStatus(status: number, words = ''): Failure | undefined {
  if (status < 400) return undefined;
  const says = words === '' ? ` (status ${status})` : ` (status ${status}, it says: ${words.slice(0, 300)})`;
  if (status === 401 || status === 407) {
    const remedy = 'Check user and password, or the token.';
    return { code: 'login_refused', stage: 'login', reason: `The server refuses this login${says}`, remedy };
  }
  if (status === 403) {
    const remedy = 'Give the user the right to read it.';
    return { code: 'permission_denied', stage: 'permission', reason: `The user has no right to it${says}`, remedy };
  }
  if (status === 404)
    return { code: 'unknown_object', reason: `There is no such thing${says}`, remedy: 'Check its name.' };
  if (status === 429 || status === 503) {
    const remedy = 'Try again later.';
    return { code: 'too_many_connections', reason: `The server is overloaded or not ready${says}`, remedy };
  }
  return { code: 'query_failed', reason: `The server refuses${says}`, remedy: 'See its own words and its log.' };
}

export function assertStatus(answer: HttpAnswer, words = ''): void {
  const failure = failureOfStatus(answer.status, words);
  if (failure !== undefined) throw new ProbeFailure(failure);
}

export const basic = (user: string, password: string): Record<string, string> =>
  user === '' ? {} : { authorization: `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}` };
