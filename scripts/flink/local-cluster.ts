/**
 * A Flink 1.12.7 session cluster on this machine: one JobManager, some TaskManagers, loopback only. Everything it writes
 * is below one folder: conf, log, tmp, pids and cluster.json (how to start each process again, from any process).
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { GatewayError } from '../../gateway/core/errors.ts';
import { resolveFlinkArtifacts, type MavenArtifacts } from './artifacts.ts';
import * as conf from './flink-conf.ts';
import {
  clusterHandle,
  isClusterState,
  runningProcesses,
  type ClusterState,
  type LocalFlink,
} from './cluster-handle.ts';
import { findJava, type Java } from './java.ts';
import { freePorts, isFree } from './ports.ts';
import { endProcess } from './processes.ts';

export type { LocalFlink } from './cluster-handle.ts';

const STATE_FILE = 'cluster.json';

export interface LocalFlinkOptions {
  readonly workDir: string;
  /** Flink's jars; without them they are resolved below `cacheDir`. */
  readonly artifacts?: MavenArtifacts;
  /** Default `.cache` in the current folder. */
  readonly cacheDir?: string;
  readonly java?: Java;
  /** 0 or nothing: a free one. The other ports are always free ones. */
  readonly restPort?: number;
  readonly taskManagers?: number;
  readonly slotsPerTaskManager?: number;
  /** Come after Flink's own jars on the class path of both processes. */
  readonly extraLibJars?: readonly string[];
  /** flink-conf keys; they win. heartbeat.interval is 1000 and heartbeat.timeout 8000 unless said otherwise here. */
  readonly config?: Readonly<Record<string, string | number | boolean>>;
  readonly memory?: Partial<conf.LocalFlinkMemory>;
  readonly jvmArgs?: readonly string[];
  /** true: outlives this process. false: ends with it, however it ends. */
  readonly detached?: boolean;
  /** How long the first start may take until all slots are there; default 60 s. */
  readonly timeoutMs?: number;
  readonly log?: (line: string) => void;
}

/**
 * Starts a cluster and resolves once all its slots are registered; ends what it started if that fails. What a killed
 * process left running in `workDir` is ended first. Throws conflict when a cluster of a living owner runs there or the
 * port is taken, config_invalid without Java or Maven, cluster_unreachable (with the end of the log) when a process dies.
 */
export async function startLocalFlink(options: LocalFlinkOptions): Promise<LocalFlink> {
  const workDir = resolve(options.workDir);
  await endLeftovers(workDir, options.log);
  const java = options.java ?? (await findJava(options.log ? { log: options.log } : {}));
  const artifacts =
    options.artifacts ??
    (await resolveFlinkArtifacts({
      cacheDir: resolve(options.cacheDir ?? '.cache'),
      ...(options.log ? { log: options.log } : {}),
    }));
  const [anyPort = 0, rpcPort = 0, blobPort = 0] = await freePorts(3);
  const restPort = options.restPort || anyPort;
  if (!(await isFree(restPort))) {
    throw new GatewayError('conflict', `Port ${restPort} is in use`, { remedy: 'Choose another port.' });
  }
  const plan: conf.ClusterPlan = {
    workDir,
    restPort,
    rpcPort,
    blobPort,
    taskManagers: options.taskManagers ?? 1,
    slotsPerTaskManager: options.slotsPerTaskManager ?? 4,
    memory: { ...conf.DEFAULT_MEMORY, ...options.memory },
    config: options.config ?? {},
  };
  const jars = [...artifacts.jars, ...(options.extraLibJars ?? []).map((jar) => resolve(jar))];
  const state: ClusterState = {
    workDir,
    restPort,
    slots: plan.taskManagers * plan.slotsPerTaskManager,
    ownerPid: options.detached ? null : process.pid,
    java: java.java,
    processes: conf.launchPlans(plan, java, jars, options.jvmArgs),
  };
  await mkdir(conf.confDirOf(workDir), { recursive: true });
  await writeFile(join(conf.confDirOf(workDir), 'flink-conf.yaml'), conf.flinkConfText(conf.flinkConf(plan)));
  await writeFile(join(conf.confDirOf(workDir), 'log4j.properties'), conf.log4jProperties());
  await writeFile(join(workDir, STATE_FILE), JSON.stringify(state, null, 2));

  const flink = clusterHandle(state);
  try {
    await Promise.all(state.processes.map((launch) => flink.startProcess(launch.name)));
    await flink.waitUntilReady({ timeoutMs: options.timeoutMs ?? 60_000 });
  } catch (error) {
    await flink.stop();
    throw error;
  }
  return flink;
}

/** The cluster that was last started in this folder, running or not; null when there never was one. */
export async function attachLocalFlink(workDir: string): Promise<LocalFlink | null> {
  const state = await readState(resolve(workDir));
  return state ? clusterHandle(state) : null;
}

async function readState(workDir: string): Promise<ClusterState | null> {
  try {
    const state: unknown = JSON.parse(await readFile(join(workDir, STATE_FILE), 'utf8'));
    return isClusterState(state) && state.workDir === workDir ? state : null;
  } catch {
    return null;
  }
}

async function endLeftovers(workDir: string, log?: (line: string) => void): Promise<void> {
  const state = await readState(workDir);
  const left = runningProcesses(workDir);
  const owner = state?.ownerPid ?? null;
  if (left.length > 0 && (owner === null || isAlive(owner))) {
    const of = owner === null ? '' : ` and belongs to process ${owner}`;
    throw new GatewayError('conflict', `A Flink cluster already runs in ${workDir}${of}`, {
      remedy: 'Stop it first, or use another folder.',
    });
  }
  for (const { name, pid } of left) {
    log?.(`Ending ${name} (process ${pid}), left over in ${workDir}`);
    await endProcess(workDir, name, conf.markerOf(workDir), 0);
  }
  await rm(join(workDir, 'pids'), { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
