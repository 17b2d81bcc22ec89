import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ApiError, createApiClient, type ApiClient } from '../api-client.ts';
import { startLocalGateway, type LocalGateway } from '../local-gateway.ts';
import { controlVariable, nameVariable } from './control.ts';

/** Two gateway processes on one database and queue; one that ends is started again, as a service manager would. */
export interface GatewayPair {
  readonly names: readonly string[];
  /** Asks whichever process answers, again and again for up to a minute: only answers below 500 come through. */
  readonly api: ApiClient;
  /** Those that run now. */
  readonly processes: readonly { readonly name: string; readonly pid: number; readonly url: string }[];
  /** SIGKILL. Without effect on one that is down already. */
  kill(name: string): void;
  /** SIGTERM: it ends in its own order, then it is started again. */
  terminate(name: string): void;
  /** SIGSTOP and SIGCONT. */
  freeze(name: string): void;
  thaw(name: string): void;
  /** How often each process was started after the first time. */
  readonly restarts: number;
  /** Both listen. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

interface Member {
  readonly name: string;
  gateway: LocalGateway | null;
  frozen: boolean;
}

const callLimitMs = 5_000;
const apiLimitMs = 60_000;
/** A start that fails is repeated: the process may have been killed, or the database cut, while it started. */
const startsInARow = 5;

export async function startGatewayPair(options: {
  readonly env: Readonly<Record<string, string>>;
  readonly directory: string;
  readonly controlDirectory: string;
  /** How long a process that ended stays down. */
  readonly downMs: () => number;
  /** URL of what is loaded before the gateway's own code; default the faults' preload. */
  readonly preload?: string;
}): Promise<GatewayPair> {
  const preload = options.preload ?? new URL('./preload.ts', import.meta.url).href;
  const launch = async (name: string): Promise<LocalGateway> => {
    for (let left = startsInARow; ; left -= 1) {
      try {
        return await startLocalGateway({
          env: {
            ...options.env,
            DATA_DIR: join(options.directory, name),
            [controlVariable]: options.controlDirectory,
            [nameVariable]: name,
          },
          preload,
          logFile: join(options.directory, `${name}.log`),
          startTimeoutMs: 120_000,
        });
      } catch (error) {
        if (left <= 1) throw error;
      }
    }
  };
  const members: Member[] = ['a', 'b'].map((name) => ({ name, gateway: null, frozen: false }));
  const [first, second] = members as [Member, Member];
  first.gateway = await launch(first.name);
  const token = first.gateway.firstToken ?? '';
  second.gateway = await launch(second.name);
  const closing = new AbortController();
  let restarts = 0;
  let fatal: unknown;

  const supervise = async (member: Member): Promise<void> => {
    while (!closing.signal.aborted) {
      if (member.gateway !== null && !isAlive(member.gateway.pid)) {
        member.gateway = null;
        member.frozen = false;
        await pause(options.downMs());
        if (closing.signal.aborted) return;
        member.gateway = await launch(member.name);
        restarts += 1;
      }
      await pause(50);
    }
  };
  const supervisors = members.map((member) => supervise(member).catch((error: unknown) => (fatal = error)));

  let turn = 0;
  async function ask<T>(call: (api: ApiClient) => Promise<T>): Promise<T> {
    const deadline = Date.now() + apiLimitMs;
    for (;;) {
      if (fatal !== undefined) throw new Error('a gateway does not start any more', { cause: fatal });
      const up = members.filter(({ gateway, frozen }) => gateway !== null && !frozen);
      const chosen = up[turn++ % Math.max(up.length, 1)]?.gateway;
      try {
        if (chosen) return await within(call(createApiClient(chosen.url, token)), callLimitMs);
      } catch (error) {
        if (error instanceof ApiError && error.problem.status < 500) throw error;
        if (Date.now() > deadline) throw error;
      }
      if (Date.now() > deadline) throw new Error('no gateway answers');
      await pause(100);
    }
  }
  const memberOf = (name: string) => members.find((member) => member.name === name);
  const signal = (name: string, sent: NodeJS.Signals): void => {
    const pid = memberOf(name)?.gateway?.pid;
    if (pid !== undefined && isAlive(pid)) process.kill(pid, sent);
  };
  const mark = (name: string, frozen: boolean): void => {
    const member = memberOf(name);
    if (member) member.frozen = frozen;
  };
  return {
    names: members.map(({ name }) => name),
    api: {
      get: (path) => ask((api) => api.get(path)),
      post: (path, body, headers) => ask((api) => api.post(path, body, headers)),
      patch: (path, body) => ask((api) => api.patch(path, body)),
      delete: (path) => ask((api) => api.delete(path)),
    },
    get processes() {
      return members.flatMap(({ name, gateway }) =>
        gateway === null ? [] : [{ name, pid: gateway.pid, url: gateway.url }],
      );
    },
    kill: (name) => signal(name, 'SIGKILL'),
    terminate: (name) => signal(name, 'SIGTERM'),
    freeze(name) {
      mark(name, true);
      signal(name, 'SIGSTOP');
    },
    thaw(name) {
      signal(name, 'SIGCONT');
      mark(name, false);
    },
    get restarts() {
      return restarts;
    },
    async ready() {
      while (members.some(({ gateway }) => gateway === null)) {
        if (fatal !== undefined) throw new Error('a gateway does not start any more', { cause: fatal });
        await pause(50);
      }
    },
    async close() {
      closing.abort();
      for (const { name } of members) signal(name, 'SIGCONT');
      await Promise.allSettled(supervisors);
      await Promise.allSettled(members.map(async ({ gateway }) => gateway?.stop()));
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function within<T>(work: Promise<T>, limitMs: number): Promise<T> {
  work.catch(() => undefined);
  const late = new AbortController();
  try {
    return await Promise.race([
      work,
      pause(limitMs, undefined, { signal: late.signal }).then(() => {
        throw new Error(`no answer within ${limitMs} ms`);
      }),
    ]);
  } finally {
    late.abort();
  }
}
