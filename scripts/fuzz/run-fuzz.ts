import type { Readable } from 'node:stream';
import { chanceOf } from '../faults/random.ts';
import { judgeAnswer, type Fault, type FuzzAnswer } from './judge-answer.ts';
import { createRequests, secretMark, type FuzzRequest } from './make-request.ts';
import { operationsOf, type Operation, type Schema } from './operations.ts';
import { createSchemaChecks } from './schema-checks.ts';
import { sow } from './seed.ts';
import type { Stand } from './stand.ts';

export interface OperationFigures {
  readonly id: string;
  requests: number;
  good: number;
  refused: number;
  failed: number;
  slowestMs: number;
  /** The last answer that was not 2xx, shortened. */
  lastRefusal: string;
}

export interface FoundFault extends Fault {
  readonly operation: string;
  readonly request: string;
}

export interface FuzzResult {
  readonly operations: readonly OperationFigures[];
  /** The first of every sort. */
  readonly faults: readonly FoundFault[];
  readonly counts: Readonly<Record<Fault['kind'], number>>;
  /** Valid ones that were refused as being of the wrong shape. */
  readonly misunderstood: number;
}

/** So many requests are under way at once. */
const together = 8;

const noAnswer: FuzzAnswer = { status: 0, type: '', body: '', ms: 0 };

/** Sends so many requests to the stand and judges every answer and log line. */
export async function runFuzz(
  stand: Stand,
  {
    count,
    seed: number,
    tell,
  }: {
    readonly count: number;
    readonly seed: number;
    /** Is told of every new sort of fault at once, and how far the run is. */
    readonly tell?: (text: string) => void;
  },
): Promise<FuzzResult> {
  const document = JSON.parse(JSON.stringify(stand.app.swagger())) as Record<string, unknown>;
  const operations = operationsOf(document);
  const schemas = (document['components'] as { schemas?: Record<string, Schema> }).schemas ?? {};
  const checkOf = createSchemaChecks(document);
  const chance = chanceOf(number);
  const seed = await sow(stand);
  const make = createRequests({ chance, seed, schemas });
  const figures = new Map(
    operations.map(({ id }): [string, OperationFigures] => [
      id,
      { id, requests: 0, good: 0, refused: 0, failed: 0, slowestMs: 0, lastRefusal: '' },
    ]),
  );
  const faults = new Map<string, FoundFault>();
  const counts = { serverError: 0, invalidAnswer: 0, hang: 0, secretSeen: 0 };
  const marks = [...seed.secrets, secretMark, 'not-for-the-spec'];
  let misunderstood = 0;

  let order: Operation[] = [];
  for (let sent = 0; sent < count;) {
    // All in turn, in an order of chance: none is forgotten in a short run.
    if (order.length === 0) order = chance.shuffle(operations);
    // What is sent together was made together: which of them is answered first changes none of the others.
    const requests = order.splice(0, Math.min(together, count - sent)).map(make);
    const answers = await Promise.all(requests.map((request) => send(stand, request)));
    const log = stand.takeLog();
    for (const [index, request] of requests.entries()) judge(request, answers[index] ?? noAnswer, log);
    const exposed = log.find(showsSecret);
    const [first] = requests;
    if (exposed !== undefined && first !== undefined)
      found(first, { kind: 'secretSeen', detail: `the log: ${exposed}` });
    sent += requests.length;
    if (sent % 1000 < together) tell?.(`${sent} requests`);
  }
  return { operations: [...figures.values()], faults: [...faults.values()], counts, misunderstood };

  function judge(request: FuzzRequest, answer: FuzzAnswer, log: readonly string[]): void {
    const { operation, valid, limitMs } = request;
    note(operation.id, answer);
    for (const fault of judgeAnswer(operation, answer, limitMs, checkOf)) {
      found(request, fault.kind === 'serverError' ? { ...fault, detail: fault.detail + why(answer, log) } : fault);
    }
    if (showsSecret(answer.body)) found(request, { kind: 'secretSeen', detail: `the answer: ${answer.body}` });
    if (valid && answer.status === 400 && answer.body.includes('validation_failed')) misunderstood += 1;
    if (answer.status >= 200 && answer.status < 300) keep(request, answer);
  }

  function found({ operation: { id: operation }, ...request }: FuzzRequest, fault: Fault): void {
    counts[fault.kind] += 1;
    const detail = fault.detail.slice(0, 1200);
    // Of every sort the first one.
    const sort = `${operation} ${fault.kind} ${detail.replace(/[0-9A-HJKMNP-TV-Z]{26}|\d+/g, '#').slice(0, 120)}`;
    if (faults.has(sort)) return;
    const first = { kind: fault.kind, detail, operation, request: told(request) };
    faults.set(sort, first);
    tell?.(`${first.kind} ${operation}: ${detail}\n    ${first.request}`);
  }

  function note(id: string, { status, ms, body }: FuzzAnswer): void {
    const one = figures.get(id);
    if (one === undefined) return;
    one.requests += 1;
    if (status < 300) one.good += 1;
    else if (status < 500) one.refused += 1;
    else one.failed += 1;
    if (status >= 300) one.lastRefusal = body.slice(0, 300);
    one.slowestMs = Math.max(one.slowestMs, ms);
  }

  function keep({ operation, id }: FuzzRequest, answer: FuzzAnswer): void {
    if (operation.method === 'DELETE' && id !== undefined) seed.pools.remove(id);
    const declared = operation.answers.find(({ status }) => status === String(answer.status))?.contents[0];
    if (declared?.type !== 'application/json' || !answer.type.startsWith('application/json')) return;
    seed.pools.harvest(operation.id, declared.schema, JSON.parse(answer.body));
  }

  function showsSecret(text: string): boolean {
    return marks.some((mark) => text.includes(mark));
  }
}

/** What the log has about an unexpected error. */
function why({ body }: FuzzAnswer, log: readonly string[]): string {
  const id = /"requestId":"(\w+)"/.exec(body)?.[1] ?? 'none';
  const line = log.find((one) => one.includes('"unexpected error"') && one.includes(id));
  if (line === undefined) return '';
  const { err } = JSON.parse(line) as { err?: { stack?: string } };
  return `: ${err?.stack ?? line}`;
}

async function send({ app }: Stand, { operation, url, headers, payload, limitMs }: FuzzRequest): Promise<FuzzAnswer> {
  const from = performance.now();
  const controller = new AbortController();
  const late = new Promise<null>((resolve) => {
    const timer = setTimeout(() => resolve(null), limitMs + 20_000);
    controller.signal.addEventListener('abort', () => clearTimeout(timer));
  });
  const answer = await Promise.race([
    app.inject({
      method: operation.method,
      url,
      headers,
      payloadAsStream: true,
      ...(payload === undefined ? {} : { payload }),
    }),
    late,
  ]);
  controller.abort();
  if (answer === null) return { ...noAnswer, ms: performance.now() - from };
  const type = String(answer.headers['content-type'] ?? '');
  const body = await textOf(answer.stream(), type.startsWith('text/event-stream'));
  return { status: answer.statusCode, type, body, ms: performance.now() - from };
}

/** Of a stream that has no end, the beginning. */
async function textOf(stream: Readable, isEndless: boolean): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) {
    parts.push(Buffer.from(part as Buffer));
    if (isEndless) break;
  }
  stream.destroy();
  return Buffer.concat(parts).toString('utf8');
}

function told({ url, headers, payload }: Omit<FuzzRequest, 'operation'>): string {
  const { authorization, ...shown } = headers;
  const who = authorization === undefined ? 'nobody' : 'a token';
  return `${url.slice(0, 300)} by ${who} ${JSON.stringify(shown).slice(0, 300)} ${(payload ?? '').slice(0, 400)}`;
}
