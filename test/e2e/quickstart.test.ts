import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { freePorts } from '../../scripts/flink/ports.ts';
import { runTimeoutMs, testCacheDir, usesStandIn } from '../helpers/distribution.ts';
import { eventually } from '../helpers/stack.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** The quick start promises that many real rows. */
const leastRows = 100_000;
/** A start of everything on a busy machine, in ms. */
const startMs = 120_000 + runTimeoutMs;

describe('npm run quickstart', () => {
  let directory: string;
  let running: Quickstart | undefined;

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'gateway-quickstart-'));
    // PostgreSQL refuses to run as root: as another user it must be able to get there.
    await chmod(directory, 0o755);
  });
  after(async () => {
    await running?.end('SIGKILL');
    await eventually(
      'nothing is left of it',
      30_000,
      async () => ((await left()).length === 0 ? true : undefined),
      left,
    );
    await rm(directory, { recursive: true, force: true });
  });

  /** Processes whose command line or environment names the folder of this test. */
  async function left(): Promise<string[]> {
    const found: string[] = [];
    for (const pid of await readdir('/proc').catch(() => [])) {
      if (!/^\d+$/.test(pid) || pid === String(process.pid)) continue;
      const about = await Promise.all(
        ['cmdline', 'environ'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
      );
      if (about.join('\0').includes(directory))
        found.push(`${pid} ${(about[0] ?? '').replaceAll('\0', ' ').slice(0, 150)}`);
    }
    return found;
  }

  const quickstart = (args: readonly string[], env: Record<string, string> = {}): Quickstart =>
    (running = startQuickstart(args, { DATA_DIR: directory, ...env }));

  function assertRan(output: string): void {
    assert.equal(/STAND-IN/.test(output), usesStandIn, 'it says which Chunjun it uses');
    const told =
      /Record \w{26} is SUCCEEDED: (\d+) rows read, (\d+) written, 0 dirty; the target has (\d+) rows, checksum equal/;
    const counts = told.exec(output)?.slice(1).map(Number) ?? [];
    const [read = 0] = counts;
    assert.ok(read >= leastRows, output);
    assert.deepEqual(counts, [read, read, read], output);
  }

  test('runs one job on real rows and leaves nothing running; a second time, too', async () => {
    for (const time of ['first', 'second']) {
      const child = quickstart([]);
      assert.equal(await child.exit(startMs), 0, child.output());
      assertRan(child.output());
      assert.equal(/the admin token, shown this once: gw_/.test(child.output()), time === 'first');
      assert.deepEqual(await left(), []);
    }
  });

  test('--keep leaves everything up with lines that work, until Ctrl-C, which leaves no process', async () => {
    const [port = 0] = await freePorts(1);
    const child = quickstart(['--keep'], { PORT: String(port) });
    await eventually('it is up', startMs, async () => {
      if (child.exited()) assert.fail(child.output());
      return /Everything stays up until Ctrl-C/.test(child.output()) && /runs$/m.test(child.output())
        ? true
        : undefined;
    });
    assertRan(child.output());
    const token = /export TOKEN=(\S+)/.exec(child.output())?.[1] ?? '';
    const line = /curl .* (http:\/\/127\.0\.0\.1:\d+\/api\/v1\/records\/\w{26})$/m.exec(child.output())?.[1] ?? '';
    assert.ok(line.includes(`:${port}/`), child.output());
    const answer = await fetch(line, { headers: { authorization: `Bearer ${token}` } });
    assert.equal(((await answer.json()) as { state: string }).state, 'SUCCEEDED');
    const kept = await left();
    for (const wanted of [/gateway\/main\.ts/, /StandaloneSessionClusterEntrypoint|jobmanager|java/, /postgres/]) {
      assert.ok(
        kept.some((process) => wanted.test(process)),
        `${String(wanted)} is not among ${kept.join('\n')}`,
      );
    }
    child.signal('SIGINT');
    assert.equal(await child.exit(60_000), 130, child.output());
    assert.deepEqual(await left(), []);
    await assert.rejects(fetch(`http://127.0.0.1:${port}/healthz`), 'the port is still served');
  });
});

interface Quickstart {
  output(): string;
  exited(): boolean;
  signal(signal: NodeJS.Signals): void;
  /** The exit code; fails after the time. */
  exit(timeoutMs: number): Promise<number | null>;
  end(signal: NodeJS.Signals): Promise<void>;
}

function startQuickstart(args: readonly string[], env: Record<string, string>): Quickstart {
  // Its own database and queue, whatever the tests use: the folder must hold everything.
  const {
    DATABASE_URL: _database,
    REDIS_URL: _redis,
    PORT: _port,
    NODE_TEST_CONTEXT: _context,
    ...inherited
  } = process.env;
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', 'scripts/quickstart.ts', ...args], {
    cwd: root,
    env: { ...inherited, CACHE_DIR: testCacheDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const closed = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  const exited = (): boolean => child.exitCode !== null || child.signalCode !== null;
  return {
    output: () => output,
    exited,
    signal: (signal) => void child.kill(signal),
    async exit(timeoutMs) {
      await eventually(
        'the end of the quick start',
        timeoutMs,
        async () => (exited() ? true : undefined),
        () => output,
      );
      return closed;
    },
    async end(signal) {
      child.kill(signal);
      await closed;
    },
  };
}
