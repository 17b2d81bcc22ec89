/**
 * Loaded into a gateway process before its own code (`--import`): makes it end at a named point, and moves its clock. The
 * gateway itself knows nothing of it. Without FAULTS_CONTROL_DIR it does nothing.
 */
import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { isMainThread } from 'node:worker_threads';
import pg from 'pg';
import { controlVariable, nameVariable, readControl } from './control.ts';
import { callNamed, moveNamed, type KillPoint } from './kill-points.ts';

const clockReadEveryMs = 50;

type Pass = (point: KillPoint) => void;

/** Node's own HTTP client, which axios uses. */
function watchCalls(pass: Pass): void {
  const { request } = http;
  http.request = ((...args: Parameters<typeof request>) => {
    const options = args.find((arg): arg is http.RequestOptions => typeof arg === 'object' && !(arg instanceof URL));
    const name = callNamed(options?.method ?? 'GET', options?.path ?? '');
    if (name === undefined) return request(...args);
    pass(`${name}:before`);
    const sent = request(...args);
    sent.prependListener('response', () => pass(`${name}:answered`));
    // "finish" is in the hands of the system: what follows the signal is sent by the kernel.
    if (name === 'post') sent.once('finish', () => pass('post:sent'));
    return sent;
  }) as typeof request;
  syncBuiltinESMExports();
}

interface Query {
  readonly text: string;
  readonly values: readonly unknown[];
}

function queryOf(args: readonly unknown[]): Query {
  const [first, second] = args;
  const config = (typeof first === 'object' && first !== null ? first : {}) as { text?: string; values?: unknown[] };
  const text = typeof first === 'string' ? first : (config.text ?? '');
  return { text, values: config.values ?? (Array.isArray(second) ? (second as unknown[]) : []) };
}

/** The moves that rows for de_job_record_event tell. */
function movesTold({ text, values }: Query) {
  const columns = /^INSERT INTO [^(]*de_job_record_event"?\s*\(([^)]*)\)/i.exec(text)?.[1]?.split(',') ?? [];
  const all = (name: RegExp): string[] => {
    const at = columns.findIndex((column) => name.test(column));
    return at === -1 ? [] : values.filter((_value, index) => index % columns.length === at).map(String);
  };
  const reasons = all(/\bwhy\b/);
  return all(/\bto_state\b/).flatMap((state, row) => moveNamed(state, reasons[row]) ?? []);
}

/** Moves are told by the event row that is written in their transaction, and happen with its COMMIT. */
function watchMoves(pass: Pass): void {
  const told = new WeakMap<object, KillPoint[]>();
  const client = pg.Client.prototype as unknown as { query(...args: unknown[]): unknown };
  const { query } = client;
  client.query = function (this: object, ...args: unknown[]): unknown {
    const asked = queryOf(args);
    const names = movesTold(asked);
    if (names.length > 0) {
      for (const name of names) pass(`${name}:before-commit`);
      told.set(this, [...(told.get(this) ?? []), ...names.map((name) => `${name}:after-commit` as const)]);
    }
    const ending = /^\s*(COMMIT|ROLLBACK)/i.exec(asked.text)?.[1]?.toUpperCase();
    const waiting = ending === undefined ? [] : (told.get(this) ?? []);
    if (ending !== undefined) told.delete(this);
    const result = query.apply(this, args);
    if (ending === 'COMMIT' && waiting.length > 0 && result instanceof Promise) {
      void result.then(
        () => waiting.forEach(pass),
        () => undefined,
      );
    }
    return result;
  };
}

/** `Date` of this process, and nothing else: timers go on to count real time, as after a jump of a machine's clock. */
function moveClock(offset: () => number): void {
  const Real = Date;
  let ahead = offset();
  setInterval(() => (ahead = offset()), clockReadEveryMs).unref();
  globalThis.Date = new Proxy(Real, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [Real.now() + ahead] : args, newTarget) as object,
    apply: () => new Real(Real.now() + ahead).toString(),
    get: (target, key, receiver) =>
      key === 'now' ? () => Real.now() + ahead : (Reflect.get(target, key, receiver) as unknown),
  });
}

const directory = process.env[controlVariable];
if (isMainThread && directory !== undefined) {
  const control = readControl(directory, process.env[nameVariable] ?? '');
  watchCalls(control.pass);
  watchMoves(control.pass);
  moveClock(control.clockOffset);
}
