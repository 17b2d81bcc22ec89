/** What outlives whom: a killed owner, its leftovers, and the detached cluster of the command line. */
import assert from 'node:assert/strict';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runningProcesses } from '../../../scripts/flink/cluster-handle.ts';
import { markerOf } from '../../../scripts/flink/flink-conf.ts';
import { attachLocalFlink, startLocalFlink } from '../../../scripts/flink/local-cluster.ts';
import { isMarked, readPid, until } from '../../../scripts/flink/processes.ts';
import { CACHE_DIR } from './cache-dir.ts';

const PARENT = fileURLToPath(new URL('./parent-program.ts', import.meta.url));
const CLI = fileURLToPath(new URL('../../../scripts/flink/cli.ts', import.meta.url));

let root: string;
const parents: ChildProcess[] = [];
const workDirs: string[] = [];
const started: { workDir: string; pid: number }[] = [];

before(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'flink-lifetime-')));
});

after(async () => {
  for (const parent of parents) parent.kill('SIGKILL');
  // A failing test must not leave a JVM behind, and its pid files may be gone.
  for (const { workDir, pid } of started) if (isMarked(pid, markerOf(workDir))) process.kill(pid, 'SIGKILL');
  for (const workDir of workDirs) await (await attachLocalFlink(workDir))?.stop();
  await rm(root, { recursive: true, force: true });
});

function folder(name: string): string {
  workDirs.push(join(root, name));
  return join(root, name);
}

async function startedByParent(
  workDir: string,
  taskManagers: number,
): Promise<{ parent: ChildProcess; pids: number[] }> {
  const parent = spawn(process.execPath, ['--import', 'tsx', PARENT, workDir, String(taskManagers)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  parents.push(parent);
  assert.ok(parent.stdout);
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const { pids } = JSON.parse(line.toString()) as { pids: number[] };
  started.push(...pids.map((pid) => ({ workDir, pid })));
  return { parent, pids };
}

const allGone = (workDir: string, pids: readonly number[]) => pids.every((pid) => !isMarked(pid, markerOf(workDir)));

test('kill -9 of the owner ends the cluster', async () => {
  const workDir = folder('owned');
  const { parent, pids } = await startedByParent(workDir, 0);
  assert.equal(runningProcesses(workDir).length, 1);
  parent.kill('SIGKILL');
  assert.ok(await until(() => allGone(workDir, pids), 5000), 'still running 5 s after its owner was killed');
});

test('leftovers of a killed owner are ended by the next start in that folder', async () => {
  const workDir = folder('stale');
  const { parent, pids } = await startedByParent(workDir, 1);
  for (const name of ['jobmanager', 'taskmanager-0']) {
    const guardPid = readPid(workDir, name)?.guardPid;
    assert.ok(guardPid);
    process.kill(guardPid, 'SIGKILL');
  }
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  assert.equal(runningProcesses(workDir).length, 2);

  const lines: string[] = [];
  const flink = await startLocalFlink({
    workDir,
    cacheDir: CACHE_DIR,
    taskManagers: 0,
    log: (line) => lines.push(line),
  });
  try {
    assert.ok(allGone(workDir, pids));
    assert.equal(lines.filter((line) => line.startsWith('Ending ')).length, 2);
    assert.deepEqual(runningProcesses(workDir), [{ name: 'jobmanager', pid: flink.jobManagerPid }]);
  } finally {
    await flink.stop();
  }
});

interface Answer {
  readonly code: number;
  readonly out: string;
}

function cli(...args: string[]): Promise<Answer> {
  const env = { ...process.env, GATEWAY_CACHE_DIR: CACHE_DIR };
  return new Promise((done) => {
    const child = execFile(process.execPath, ['--import', 'tsx', CLI, ...args], { env }, (_error, stdout, stderr) =>
      done({ code: child.exitCode ?? -1, out: stdout + stderr }),
    );
  });
}

test('the command line: a cluster that outlives it, killed and brought back in parts', async () => {
  const dir = ['--dir', folder('cli')];
  assert.equal((await cli('status', ...dir)).code, 3);
  const start = await cli('start', '--port', '0', '--slots', '1', '--parent-first', '--conf', 'my.key=a=b', ...dir);
  assert.equal(start.code, 0, start.out);
  const restUrl = start.out.match(/http:\/\/127\.0\.0\.1:\d+/)?.[0];
  const config = (await (await fetch(`${restUrl}/jobmanager/config`)).json()) as { key: string; value: string }[];
  const settings = new Map(config.map(({ key, value }) => [key, value]));
  assert.equal(settings.get('my.key'), 'a=b');
  assert.equal(settings.get('classloader.resolve-order'), 'parent-first');
  assert.equal(settings.get('classloader.check-leaked-classloader'), 'false');

  const again = await cli('start', ...dir);
  assert.equal(again.code, 0);
  assert.match(again.out, /already runs/);
  assert.equal((await cli('kill', 'taskmanager', ...dir)).code, 0);
  const half = await cli('status', ...dir);
  assert.equal(half.code, 3);
  assert.match(half.out, /taskmanager-0 +not running/);
  assert.equal((await cli('start', 'taskmanager', ...dir)).code, 0);
  assert.equal((await cli('status', ...dir)).code, 0);
  assert.equal((await cli('stop', ...dir)).code, 0);
  assert.equal((await cli('status', ...dir)).code, 3);
  assert.deepEqual(runningProcesses(join(root, 'cli')), []);
});

test('the command line refuses what it does not know with code 2 and an explanation', async () => {
  const answers = await Promise.all([cli('begin'), cli('start', '--slots', 'x'), cli('start', '--nope'), cli()]);
  for (const { code, out } of answers) {
    assert.equal(code, 2);
    assert.match(out, /--help/);
  }
  const help = await cli('--help');
  assert.equal(help.code, 0);
  assert.match(help.out, /--parent-first/);
});
