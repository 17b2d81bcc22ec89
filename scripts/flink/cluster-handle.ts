import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { GatewayError, messageOf } from '../../gateway/core/errors.ts';
import { markerOf, type LaunchPlan } from './flink-conf.ts';
import { endProcess, isMarked, lastLines, readPid, startProcess } from './processes.ts';

/** What cluster.json holds: enough to look after the cluster from any process. */
export interface ClusterState {
  readonly workDir: string;
  readonly restPort: number;
  readonly slots: number;
  /** null: the cluster outlives whoever started it. */
  readonly ownerPid: number | null;
  readonly java: string;
  readonly processes: readonly LaunchPlan[];
}

export interface LocalFlink {
  readonly restUrl: string;
  readonly restPort: number;
  readonly workDir: string;
  /** All slots the cluster was started with. */
  readonly slots: number;
  readonly logFiles: readonly string[];
  /** null while it is not running. */
  readonly jobManagerPid: number | null;
  readonly taskManagerPids: readonly (number | null)[];
  /** Until at least `slots` (default: all) of TaskManagers that run now are registered; default time limit 60 s. */
  waitUntilReady(options?: { slots?: number; timeoutMs?: number }): Promise<void>;
  /** SIGKILL; resolves when the process is gone. */
  killJobManager(): Promise<void>;
  /** On the same ports; resolves when REST answers. The TaskManagers come back by themselves: waitUntilReady. */
  startJobManager(): Promise<void>;
  restartJobManager(): Promise<void>;
  killTaskManager(index: number): Promise<void>;
  /** Resolves once the process is started. */
  startTaskManager(index: number): Promise<void>;
  /** SIGTERM, after 5 s SIGKILL; resolves when all processes are gone. May be called more than once. */
  stop(): Promise<void>;
  /** Starts one process by name without waiting for anything; nothing happens if it already runs. */
  startProcess(name: string): Promise<void>;
  /** Ends one process by name: SIGTERM, after 5 s SIGKILL. */
  stopProcess(name: string): Promise<void>;
  /** SIGKILL by name. */
  killProcess(name: string): Promise<void>;
}

const STOP_GRACE_MS = 5000;

/** Looks after a cluster by its state and pid files alone; several processes may hold one. */
export function clusterHandle(state: ClusterState): LocalFlink {
  const { workDir, restPort } = state;
  const marker = markerOf(workDir);
  const restUrl = `http://127.0.0.1:${restPort}`;
  const pidOf = (name: string) => {
    const pid = readPid(workDir, name)?.pid;
    return pid !== undefined && isMarked(pid, marker) ? pid : null;
  };
  const taskManagerNames = state.processes.slice(1).map(({ name }) => name);
  const nameOf = (index: number) => {
    const name = taskManagerNames[index];
    if (name === undefined) throw new GatewayError('not_found', `There is no TaskManager ${index}`);
    return name;
  };
  const kill = (name: string) => endProcess(workDir, name, marker, 0);
  const end = (name: string) => endProcess(workDir, name, marker, STOP_GRACE_MS);

  const start = async (name: string) => {
    const launch = state.processes.find((process) => process.name === name);
    if (!launch) throw new GatewayError('not_found', `There is no process ${name}`);
    if (pidOf(name) !== null) return;
    // Uploaded jars and blobs of a killed predecessor: nobody reads them again, and a Chunjun jar has 120 MB.
    await rm(launch.tmpDir, { recursive: true, force: true });
    await mkdir(launch.tmpDir, { recursive: true });
    await mkdir(dirname(launch.logFile), { recursive: true });
    // A part that another process than the owner brings back must not end with that other process.
    const detached = state.ownerPid !== process.pid;
    const instance = `${name}-${randomUUID().slice(0, 8)}`;
    const args = name === 'jobmanager' ? launch.args : [...launch.args, '-D', `taskmanager.resource-id=${instance}`];
    await startProcess({ workDir, name, instance, command: state.java, args, outFile: launch.outFile, detached });
  };

  /** A pid file without its process: it was started, nobody ended it, and it is gone. */
  const refuseDead = async () => {
    for (const { name, logFile, outFile } of state.processes) {
      if (readPid(workDir, name) === null || pidOf(name) !== null) continue;
      const tails = await Promise.all([lastLines(logFile, 25), lastLines(outFile, 10)]);
      const said = tails.filter((tail) => tail !== '').join('\n');
      throw new GatewayError('cluster_unreachable', `Flink's ${name} ended by itself. Its last words:\n${said}`, {
        remedy: `See ${logFile}`,
      });
    }
  };

  /** The JobManager counts a killed TaskManager until its heartbeat time-out: only those that run now are asked for. */
  const running = () =>
    new Set(taskManagerNames.filter((name) => pidOf(name) !== null).map((name) => readPid(workDir, name)?.instance));

  const waitForSlots = async (slots: number, timeoutMs: number) => {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      await refuseDead();
      const seen = await slotsOf(running(), restUrl);
      if (typeof seen === 'number' && seen >= slots) return;
      if (Date.now() >= deadline) {
        const what = typeof seen === 'number' ? `${seen} of ${slots} slots` : seen;
        throw new GatewayError('cluster_unreachable', `${restUrl} is not ready after ${timeoutMs} ms: ${what}`, {
          remedy: `See the logs in ${join(workDir, 'log')}`,
        });
      }
      await delay(100);
    }
  };

  const startJobManager = async () => {
    await start('jobmanager');
    await waitForSlots(0, 60_000);
  };

  return {
    restUrl,
    restPort,
    workDir,
    slots: state.slots,
    logFiles: state.processes.map(({ logFile }) => logFile),
    get jobManagerPid() {
      return pidOf('jobmanager');
    },
    get taskManagerPids() {
      return taskManagerNames.map(pidOf);
    },
    waitUntilReady: ({ slots = state.slots, timeoutMs = 60_000 } = {}) => waitForSlots(slots, timeoutMs),
    killJobManager: () => kill('jobmanager'),
    startJobManager,
    async restartJobManager() {
      await end('jobmanager');
      await startJobManager();
    },
    killTaskManager: async (index) => kill(nameOf(index)),
    startTaskManager: async (index) => start(nameOf(index)),
    async stop() {
      await Promise.all(state.processes.map(({ name }) => end(name)));
    },
    startProcess: start,
    stopProcess: end,
    killProcess: kill,
  };
}

/** Processes of this folder that still run, whoever started them. */
export function runningProcesses(workDir: string): { name: string; pid: number }[] {
  let files: string[];
  try {
    files = readdirSync(join(workDir, 'pids'));
  } catch {
    return [];
  }
  return files.flatMap((file) => {
    const name = file.replace(/\.pid$/, '');
    const pid = readPid(workDir, name)?.pid;
    return pid !== undefined && isMarked(pid, markerOf(workDir)) ? [{ name, pid }] : [];
  });
}

export function isClusterState(value: unknown): value is ClusterState {
  return typeof value === 'object' && value !== null && 'processes' in value && Array.isArray(value.processes);
}

/** The registered slots of these TaskManagers (by resource id), or why they cannot be told. */
async function slotsOf(ids: ReadonlySet<string | undefined>, restUrl: string): Promise<number | string> {
  try {
    const response = await fetch(`${restUrl}/taskmanagers`, { signal: AbortSignal.timeout(2000) });
    const body: unknown = await response.json();
    if (!response.ok || !isTaskManagerList(body)) return `HTTP ${response.status}`;
    const registered = body.taskmanagers.filter(({ id }) => ids.has(id));
    return registered.reduce((sum, { slotsNumber }) => sum + slotsNumber, 0);
  } catch (error) {
    return `no answer (${messageOf(error)})`;
  }
}

function isTaskManagerList(body: unknown): body is { taskmanagers: { id: string; slotsNumber: number }[] } {
  return typeof body === 'object' && body !== null && 'taskmanagers' in body && Array.isArray(body.taskmanagers);
}
