import { once } from 'node:events';
import { Agent, createServer, request as requestUpstream } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What happens to one request. Flink itself always works on what was forwarded to it. */
export type Fault =
  /** Flink has answered, the connection is cut instead of passing it on. */
  | { readonly kind: 'drop-answer' }
  /** The whole request arrived here; the connection is cut and Flink never sees it. */
  | { readonly kind: 'drop-request' }
  /** Flink has answered; the answer is passed on after `ms`, unless the caller has gone by then. */
  | { readonly kind: 'delay-answer'; readonly ms: number }
  /** The request is kept here until its caller has gone; Flink never sees it. */
  | { readonly kind: 'keep-request' }
  /** Flink has answered; somebody in between answers this instead. */
  | { readonly kind: 'foreign-answer'; readonly status: number; readonly body: string }
  /** Both connections are cut once so many bytes of the request's body went through. */
  | { readonly kind: 'cut-upload'; readonly afterBytes: number }
  /** The answer arrives, and from then on nobody listens: the next connection is refused. */
  | { readonly kind: 'refuse-afterwards' };

export interface FaultRule {
  readonly method: string;
  /** Against path and query. */
  readonly path: RegExp;
  /** Which matching request from now on it meets first; default 1, the next. */
  readonly nth?: number;
  /** How many from that one on; default 1. */
  readonly times?: number;
  /** Only requests about the Flink job of this gateway job: its submission, or paths with an id it was submitted with. */
  readonly jobName?: string;
  readonly fault: Fault;
}

/** One `POST /jars/:id/run` that arrived here. */
export interface Submission {
  readonly jobId: string;
  /** From the Flink job's name, `<job>@<record>`. */
  readonly recordId: string;
  readonly jobName: string;
  /** When it arrived here, milliseconds since the epoch. */
  readonly at: number;
  forwarded: boolean;
  /** Flink's own answer, whatever was made of it; null as long as there is none. */
  status: number | null;
}

/** What Flink said, whatever was made of it on the way back. */
export interface FlinkAnswer {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly body: Buffer;
}

export interface FaultProxy {
  readonly url: string;
  /** In the order of their arrival. */
  readonly submissions: readonly Submission[];
  /** Rules that have not met all their requests: a test whose fault never happened has tested nothing. */
  readonly pending: readonly FaultRule[];
  add(rule: FaultRule): void;
  /** Takes back one rule; false: it has met all its requests. */
  remove(rule: FaultRule): boolean;
  /** Takes back all rules. */
  clear(): void;
  /** Cuts every connection and closes the port: connections are refused. */
  refuse(): Promise<void>;
  /** Listens again on the same port. */
  accept(): Promise<void>;
  close(): Promise<void>;
}

const runPath = /^\/jars\/[^/]+\/run$/;

/** An HTTP proxy on 127.0.0.1 in front of a Flink REST endpoint that goes wrong where it is told to. */
export async function startFaultProxy(
  target: string,
  { onAnswer }: { readonly onAnswer?: (answer: FlinkAnswer) => void } = {},
): Promise<FaultProxy> {
  const { hostname, port: targetPort } = new URL(target);
  // A connection per request: one that Flink closed meanwhile would look like a fault nobody asked for.
  const upstream = new Agent({ keepAlive: false });
  const submissions: Submission[] = [];
  const sockets = new Set<Socket>();
  let rules: { rule: FaultRule; skip: number; left: number }[] = [];
  let server: Server | undefined;
  let port = 0;

  function isAbout({ jobName }: FaultRule, url: string, submission: Submission | undefined): boolean {
    if (jobName === undefined) return true;
    if (submission !== undefined) return submission.jobName === jobName;
    return submissions.some((one) => one.jobName === jobName && url.includes(one.jobId));
  }

  function faultOf({ method, url = '' }: IncomingMessage, submission: Submission | undefined): Fault | null {
    const found = rules.filter(
      ({ rule }) => rule.method === method && rule.path.test(url) && isAbout(rule, url, submission),
    );
    const met = found.find(({ skip }) => skip === 0);
    for (const one of found) one.skip = Math.max(0, one.skip - 1);
    if (met === undefined) return null;
    met.left -= 1;
    if (met.left === 0) rules = rules.filter((one) => one !== met);
    return met.rule.fault;
  }

  function forward(request: IncomingMessage): { out: ReturnType<typeof requestUpstream>; answer: Promise<Answer> } {
    // Hop-by-hop: passed on, it would make Flink close connections that the pool takes for alive.
    const { connection: _connection, ...headers } = request.headers;
    const { method, url: path } = request;
    const out = requestUpstream({ host: hostname, port: targetPort, method, path, headers, agent: upstream });
    const answer = once(out, 'response').then(async ([incoming]: IncomingMessage[]) => {
      if (incoming === undefined) throw new Error('a response without a message');
      const { statusCode: status = 502, headers: answered } = incoming;
      return { status, headers: answered, body: await buffer(incoming) };
    });
    return { out, answer };
  }

  async function handle(request: IncomingMessage, response: ServerResponse, caller: Socket): Promise<void> {
    const submitted = runPath.test(request.url ?? '') ? await buffer(request) : undefined;
    const submission = submitted === undefined ? undefined : readSubmission(submitted);
    if (submission !== undefined) submissions.push(submission);
    const fault = faultOf(request, submission);
    if (fault?.kind === 'cut-upload') return cutUpload(request, caller, fault.afterBytes);
    // The gateway's largest requests are job jars; with the stand-in they are small enough for memory.
    const body = submitted ?? (await buffer(request));
    if (fault?.kind === 'drop-request') return void caller.destroy();
    if (fault?.kind === 'keep-request') return;
    const { out, answer } = forward(request);
    if (submission !== undefined) submission.forwarded = true;
    out.end(body);
    const answered = await answer;
    onAnswer?.({ method: request.method ?? '', path: request.url ?? '', status: answered.status, body: answered.body });
    if (submission !== undefined) submission.status = answered.status;
    switch (fault?.kind) {
      case 'drop-answer':
        caller.destroy();
        return;
      case 'delay-answer': {
        const timer = setTimeout(() => send(response, answered), fault.ms);
        caller.once('close', () => clearTimeout(timer));
        return;
      }
      case 'foreign-answer':
        response.writeHead(fault.status, { 'content-type': 'text/html' }).end(fault.body);
        return;
      case 'refuse-afterwards':
        void stopListening();
        for (const socket of sockets) if (socket !== caller) socket.destroy();
        response.shouldKeepAlive = false;
        send(response, answered);
        return;
      case undefined:
        send(response, answered);
    }
  }

  async function cutUpload(request: IncomingMessage, caller: Socket, afterBytes: number): Promise<void> {
    const { out, answer } = forward(request);
    answer.catch(() => undefined);
    let left = afterBytes;
    for await (const chunk of request as AsyncIterable<Buffer>) {
      const part = chunk.subarray(0, left);
      left -= part.length;
      // Sent and not merely handed to the socket, or Flink would see a request that never began.
      await new Promise<void>((resolve) => out.write(part, () => resolve()));
      if (left === 0) break;
    }
    out.destroy();
    caller.destroy();
  }

  /** At once for new connections; resolves when the open ones are closed. */
  function stopListening(): Promise<void> {
    const closing = server;
    server = undefined;
    if (closing === undefined) return Promise.resolve();
    return new Promise((resolve) => closing.close(() => resolve()));
  }

  async function listen(): Promise<void> {
    if (server !== undefined) return;
    const opening = createServer((request, response) => {
      const caller = request.socket;
      // Flink is gone, or the caller: either way this connection is of no use any more.
      handle(request, response, caller).catch(() => caller.destroy());
    });
    server = opening;
    opening.on('connection', (socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
    opening.listen(port, '127.0.0.1');
    await once(opening, 'listening');
    port = (opening.address() as AddressInfo).port;
  }

  async function refuse(): Promise<void> {
    const closed = stopListening();
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  await listen();
  return {
    url: `http://127.0.0.1:${port}`,
    submissions,
    get pending() {
      return rules.map(({ rule }) => rule);
    },
    add(rule) {
      rules.push({ rule, skip: (rule.nth ?? 1) - 1, left: rule.times ?? 1 });
    },
    remove(rule) {
      const before = rules.length;
      rules = rules.filter((one) => one.rule !== rule);
      return rules.length < before;
    },
    clear() {
      rules = [];
    },
    refuse,
    accept: listen,
    async close() {
      await refuse();
      upstream.destroy();
    },
  };
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  const { 'transfer-encoding': _chunked, connection: _connection, ...rest } = headers;
  response.writeHead(status, { ...rest, 'content-length': body.length }).end(body);
}

function readSubmission(body: Buffer): Submission {
  const { jobId, programArgsList } = JSON.parse(body.toString('utf8')) as { jobId: string; programArgsList: string[] };
  const name = programArgsList[programArgsList.indexOf('-jobName') + 1] ?? '';
  const [, jobName = '', recordId = ''] = /^(.*)@(.*)$/s.exec(name) ?? [];
  return { jobId, recordId, jobName, at: Date.now(), forwarded: false, status: null };
}
