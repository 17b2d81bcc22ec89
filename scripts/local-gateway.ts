import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface LocalGateway {
  /** http://127.0.0.1:<port> */
  readonly url: string;
  readonly pid: number;
  /** The admin token, when this was the first start on its database. */
  readonly firstToken: string | null;
  /** SIGTERM, then SIGKILL after 20 s; resolves when the process is gone. Idempotent. */
  stop(): Promise<void>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
}

export interface LocalGatewayOptions {
  /** Added to PATH, HOME and the like; nothing else of this process's environment is handed on. */
  readonly env: Readonly<Record<string, string>>;
  /** Its output goes here, without the token. */
  readonly logFile: string;
  readonly startTimeoutMs?: number;
  /** URL of a module, TypeScript too, that is loaded before the gateway's own code. */
  readonly preload?: string;
}

const program = fileURLToPath(new URL('../gateway/main.ts', import.meta.url));
const handedOn = ['PATH', 'HOME', 'USER', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'NODE_OPTIONS'];

/** Starts the gateway as its own process and waits until it listens. It ends with this process, however that ends. */
export async function startLocalGateway(options: LocalGatewayOptions): Promise<LocalGateway> {
  await mkdir(dirname(options.logFile), { recursive: true });
  const log = createWriteStream(options.logFile, { flags: 'a', mode: 0o600 });
  const inherited = Object.fromEntries(
    handedOn.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
  );
  // tsx once: registered twice, as NODE_OPTIONS would do it, it stands still for ever while its cache is cold.
  const imports = [import.meta.resolve('tsx'), ...(options.preload === undefined ? [] : [options.preload])];
  const child = spawn(process.execPath, [...imports.flatMap((url) => ['--import', url]), program], {
    // Not the repository: a person's own .env is not for this one.
    cwd: dirname(options.logFile),
    // Tests and benches are quicker than any person with a token.
    env: { ...inherited, HOST: '127.0.0.1', PORT: '0', RATE_LIMIT_PER_MINUTE: '0', ...options.env },
    // The IPC channel breaks when this process ends, which ends the gateway.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  void gone.then(() => log.end());
  const end = (signal: NodeJS.Signals) => async (): Promise<void> => {
    child.kill(signal);
    const killer = setTimeout(() => child.kill('SIGKILL'), 20_000);
    await gone;
    clearTimeout(killer);
  };
  try {
    const started = await untilListening(child, (line) => log.write(`${line}\n`), options.startTimeoutMs ?? 60_000);
    return { ...started, pid: child.pid ?? 0, stop: end('SIGTERM'), kill: end('SIGKILL') };
  } catch (error) {
    await end('SIGKILL')();
    throw error;
  }
}

function untilListening(
  child: ChildProcess,
  keep: (line: string) => void,
  timeoutMs: number,
): Promise<{ url: string; firstToken: string | null }> {
  const last: string[] = [];
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`The gateway did not start: ${why}\n${last.slice(-15).join('\n')}`));
    const timer = setTimeout(() => fail(`not listening after ${timeoutMs / 1000} s`), timeoutMs);
    child.once('close', (code) => fail(`it ended with code ${code ?? 'none'}`));
    child.once('message', (message) => {
      clearTimeout(timer);
      const { address, firstToken } = message as { address: string; firstToken: string | null };
      resolve({ url: address, firstToken });
    });
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        // The token is for the terminal only.
        if (/^\s*gw_[\w-]{43}\s*$/.test(line)) return;
        keep(line);
        last.push(line);
        if (last.length > 50) last.shift();
      });
    }
  });
}
