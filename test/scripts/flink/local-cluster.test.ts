import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { hasCode } from '../../../gateway/core/errors.ts';
import { runningProcesses } from '../../../scripts/flink/cluster-handle.ts';
import { startLocalFlink, type LocalFlink } from '../../../scripts/flink/local-cluster.ts';
import { isGone } from '../../../scripts/flink/processes.ts';
import { CACHE_DIR } from './cache-dir.ts';

let root: string;
let flink: LocalFlink;

before(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'local-flink-')));
  await writeFile(join(root, 'aaa-extra.jar'), '');
  flink = await startLocalFlink({
    workDir: join(root, 'cluster'),
    cacheDir: CACHE_DIR,
    slotsPerTaskManager: 3,
    extraLibJars: [join(root, 'aaa-extra.jar')],
    config: { 'slot.request.timeout': 12345, 'heartbeat.interval': 900 },
  });
});

after(async () => {
  await flink?.stop();
  await rm(root, { recursive: true, force: true });
});

const get = (path: string) => fetch(`${flink.restUrl}${path}`, { signal: AbortSignal.timeout(10_000) });

async function settings(): Promise<Map<string, string>> {
  const entries = (await (await get('/jobmanager/config')).json()) as { key: string; value: string }[];
  return new Map(entries.map(({ key, value }) => [key, value]));
}

async function taskManagers(): Promise<{ id: string; slotsNumber: number }[]> {
  return ((await (await get('/taskmanagers')).json()) as { taskmanagers: { id: string; slotsNumber: number }[] })
    .taskmanagers;
}

test('the slots are there and given settings win over the defaults', async () => {
  const overview = (await (await get('/overview')).json()) as Record<string, unknown>;
  assert.equal(overview['flink-version'], '1.12.7');
  assert.equal(overview['slots-total'], 3);
  const config = await settings();
  assert.equal(config.get('slot.request.timeout'), '12345');
  assert.equal(config.get('heartbeat.interval'), '900');
  assert.equal(config.get('heartbeat.timeout'), '8000');
});

test('the log endpoints of both answer with their own log', async () => {
  assert.match(await (await get('/jobmanager/log')).text(), /Starting StandaloneSessionClusterEntrypoint/);
  const [taskManager] = await taskManagers();
  assert.match(await (await get(`/taskmanagers/${taskManager?.id}/log`)).text(), /Starting TaskManager/);
  const { logs } = (await (await get('/jobmanager/logs')).json()) as { logs: { name: string }[] };
  assert.deepEqual(logs.map(({ name }) => name).sort(), ['jobmanager.log', 'jobmanager.out']);
});

test('everything Flink writes is below its folder', async () => {
  assert.ok((await settings()).get('web.tmpdir')?.startsWith(join(flink.workDir, 'tmp')));
  assert.deepEqual((await readdir(flink.workDir)).sort(), ['cluster.json', 'conf', 'log', 'pids', 'tmp']);
});

test('extra jars come after those of Flink, on both class paths', { skip: process.platform !== 'linux' }, () => {
  for (const pid of [flink.jobManagerPid, ...flink.taskManagerPids]) {
    const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    const classPath = args[args.indexOf('-cp') + 1]?.split(':') ?? [];
    assert.equal(classPath.length, 74);
    assert.equal(classPath.at(-1), join(root, 'aaa-extra.jar'));
  }
});

test('a second start in the folder of a living owner is refused and harms nothing', async () => {
  const pid = flink.jobManagerPid;
  const second = startLocalFlink({ workDir: flink.workDir, cacheDir: CACHE_DIR });
  await assert.rejects(second, (error: unknown) => hasCode(error, 'conflict'));
  assert.equal(flink.jobManagerPid, pid);
});

test('a killed JobManager comes back on its port as another one, and its TaskManager in under 15 s', async () => {
  const earlier = { pid: flink.jobManagerPid, epoch: (await settings()).get('web.tmpdir') };
  const [taskManagerPid] = flink.taskManagerPids;
  await flink.killJobManager();
  assert.equal(flink.jobManagerPid, null);
  await assert.rejects(get('/overview'));

  await flink.startJobManager();
  const restAnswered = Date.now();
  await flink.waitUntilReady({ timeoutMs: 15_000 });
  assert.ok(Date.now() - restAnswered < 15_000);
  assert.notEqual(flink.jobManagerPid, earlier.pid);
  assert.notEqual((await settings()).get('web.tmpdir'), earlier.epoch);
  assert.deepEqual(flink.taskManagerPids, [taskManagerPid]);
  assert.equal((await taskManagers()).length, 1);
});

test('a killed TaskManager is not counted; started again it is waited for', async () => {
  const [earlier] = await taskManagers();
  await flink.killTaskManager(0);
  assert.deepEqual(flink.taskManagerPids, [null]);
  const wait = flink.waitUntilReady({ timeoutMs: 300 });
  await assert.rejects(wait, /not ready after 300 ms: 0 of 3 slots/);
  await flink.startTaskManager(0);
  await flink.waitUntilReady();
  assert.ok((await taskManagers()).some(({ id }) => id !== earlier?.id));
});

test('a process that ends during the start: the error has the end of its log, and nothing runs on', async () => {
  const workDir = join(root, 'broken');
  const start = startLocalFlink({ workDir, cacheDir: CACHE_DIR, config: { 'rest.bind-port': 'not-a-port' } });
  await assert.rejects(start, (error: unknown) => {
    assert.ok(hasCode(error, 'cluster_unreachable'));
    assert.match(error.message, /jobmanager ended by itself[\s\S]*not-a-port/);
    return true;
  });
  assert.deepEqual(runningProcesses(workDir), []);
});

test('a port in use is named before anything is started', async () => {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const start = startLocalFlink({ workDir: join(root, 'taken'), cacheDir: CACHE_DIR, restPort: port });
  await assert.rejects(start, new RegExp(`Port ${port} is in use`));
  server.close();
});

test('stop leaves no process and no pid file, and may be called twice', async () => {
  const pids = [flink.jobManagerPid, ...flink.taskManagerPids];
  assert.equal(pids.filter((pid) => pid !== null).length, 2);
  await Promise.all([flink.stop(), flink.stop()]);
  await flink.stop();
  for (const pid of pids) assert.ok(isGone(pid ?? 0), `${pid} still runs`);
  assert.deepEqual(await readdir(join(flink.workDir, 'pids')), []);
});
