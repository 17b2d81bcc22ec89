/**
 * Flink session clusters that are only simulated, for benches: one child process answers for all of them, each on a
 * port of its own, in the shapes that Flink 1.12.7's REST API was recorded with. Jobs exist and end when the parent
 * says so; the process tells when that was, and counts what it was asked. It does not run anything: no uploads, no
 * submissions. Answers below /jobs/:id come from a copy that is web.refresh-interval old at most, as with Flink.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Answers, EndedJob, NewJob, Report, Request } from './messages.ts';

export interface SimulatedFlink {
  readonly pid: number;
  readonly clusters: readonly { readonly url: string; readonly epoch: string }[];
  add(jobs: readonly (NewJob & { readonly cluster: number })[]): Promise<void>;
  /** Resolves to the time of the change, in milliseconds since 1970. */
  end(jobs: readonly EndedJob[]): Promise<number>;
  report(): Promise<Report>;
  /** Idempotent. */
  stop(): Promise<void>;
}

export interface SimulatedFlinkOptions {
  readonly clusters: number;
  /** Task slots of each. */
  readonly slots: number;
  /** web.refresh-interval in milliseconds. Flink's default is 3,000. */
  readonly refreshIntervalMs?: number;
}

/** Starts the process; it ends with this one, however that ends. */
export async function startSimulatedFlink(options: SimulatedFlinkOptions): Promise<SimulatedFlink> {
  const child = fork(fileURLToPath(new URL('process.ts', import.meta.url)), {
    execArgv: ['--import', import.meta.resolve('tsx')],
    // A profile that is taken of the gateway is not for this process.
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const open = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>();
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  void gone.then(() => open.forEach(({ reject }) => reject(new Error('The simulated Flink is gone'))));
  child.on('message', (message) => {
    const { id, answer, error } = message as { id: number; answer?: unknown; error?: string };
    const asked = open.get(id);
    open.delete(id);
    if (error === undefined) asked?.resolve(answer);
    else asked?.reject(new Error(`The simulated Flink failed: ${error}`));
  });
  let asked = 0;
  const ask = <K extends Request['kind']>(request: Request & { kind: K }): Promise<Answers[K]> =>
    new Promise((resolve, reject) => {
      asked += 1;
      open.set(asked, { resolve: (answer) => resolve(answer as Answers[K]), reject });
      child.send({ id: asked, request });
    });
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await gone;
  };
  try {
    const { clusters, slots, refreshIntervalMs = 3_000 } = options;
    const started = await ask({ kind: 'start', clusters, slots, refreshIntervalMs });
    return {
      pid: child.pid ?? 0,
      clusters: started,
      add: async (jobs) => void (await ask({ kind: 'add', jobs })),
      end: (jobs) => ask({ kind: 'end', jobs }),
      report: () => ask({ kind: 'report' }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
