/** Processes that are known by a pid file and by a marker on their command line, so that any later process can end them. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { GatewayError } from '../../gateway/core/errors.ts';

export interface PidRecord {
  readonly pid: number;
  /** The guard that ends the process when its parent is gone; null when it shall outlive the parent. */
  readonly guardPid: number | null;
  /** Tells this start of the process from every other one. */
  readonly instance: string;
}

export const pidFileOf = (workDir: string, name: string): string => join(workDir, 'pids', `${name}.pid`);

/** null when there is no (readable) pid file. */
export function readPid(workDir: string, name: string): PidRecord | null {
  try {
    const value: unknown = JSON.parse(readFileSync(pidFileOf(workDir, name), 'utf8'));
    if (typeof value !== 'object' || value === null || !('pid' in value) || typeof value.pid !== 'number') return null;
    const guardPid = 'guardPid' in value && typeof value.guardPid === 'number' ? value.guardPid : null;
    const instance = 'instance' in value && typeof value.instance === 'string' ? value.instance : '';
    return { pid: value.pid, guardPid, instance };
  } catch {
    return null;
  }
}

/** Alive and ours: a pid may long belong to somebody else, and a zombie (which has no command line) is dead. */
export function isMarked(pid: number, marker: string): boolean {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(marker);
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(
      `${marker} `,
    );
  } catch {
    return false;
  }
}

/**
 * Whether a process has given back everything it had, ports included. That is later than isMarked turning false: a dying
 * process loses its memory (and with it its command line) first. A zombie whose threads are all gone holds nothing.
 */
export function isGone(pid: number): boolean {
  try {
    if (process.platform !== 'linux') return /^Z?$/.test(psOf(pid, 'stat=').trim().slice(0, 1));
    const state = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.[0];
    return state === 'Z' && readdirSync(`/proc/${pid}/task`).length <= 1;
  } catch {
    return true;
  }
}

function psOf(pid: number, column: string): string {
  return execFileSync('ps', ['-ww', '-o', column, '-p', String(pid)], { encoding: 'utf8' });
}

export interface StartProcess {
  readonly workDir: string;
  readonly name: string;
  readonly instance: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly outFile: string;
  readonly detached: boolean;
}

/** Starts the process and writes its pid file. Never keeps this process's event loop alive. */
export async function startProcess(options: StartProcess): Promise<PidRecord> {
  const { workDir, name } = options;
  const out = openSync(options.outFile, 'a');
  // An own session: Ctrl-C in a terminal reaches the parent only, which may still want the cluster while it closes.
  const child = spawn(options.command, options.args, {
    cwd: workDir,
    detached: true,
    env: passedOn(process.env),
    stdio: ['ignore', out, out],
  });
  closeSync(out);
  // spawn reports a missing program as an event.
  if (child.pid === undefined) {
    const [cause] = (await once(child, 'error')) as [Error];
    throw new GatewayError('config_invalid', `${options.command} cannot be started: ${cause.message}`, { cause });
  }
  child.unref();
  const watcher = options.detached ? null : guard(child.pid);
  // A process that ends by itself takes its guard along, so that the guarded pid is never a stranger's.
  child.on('exit', () => watcher?.kill('SIGKILL'));
  const record = { pid: child.pid, guardPid: watcher?.pid ?? null, instance: options.instance };
  mkdirSync(dirname(pidFileOf(workDir, name)), { recursive: true });
  writeFileSync(pidFileOf(workDir, name), JSON.stringify(record));
  return record;
}

/**
 * Ends the process and its guard, waits until it is gone, removes the pid file. With `graceMs` 0 it is SIGKILL at once,
 * otherwise SIGTERM and, after that time, SIGKILL. Does nothing for a process that is gone or not ours.
 */
export async function endProcess(workDir: string, name: string, marker: string, graceMs: number): Promise<void> {
  const record = readPid(workDir, name);
  if (record) {
    const gone = () => isGone(record.pid);
    if (isMarked(record.pid, marker)) {
      if (graceMs > 0) signal(record.pid, 'SIGTERM');
      if (graceMs === 0 || !(await until(gone, graceMs))) signal(record.pid, 'SIGKILL');
      if (!(await until(gone, 10_000))) throw new GatewayError('internal', `Process ${record.pid} does not end`);
    }
    if (record.guardPid !== null && isMarked(record.guardPid, guardMarker(record.pid)))
      signal(record.guardPid, 'SIGKILL');
  }
  rmSync(pidFileOf(workDir, name), { force: true });
}

/** Polls until the condition holds; false when the time is over. */
export async function until(condition: () => boolean, timeoutMs: number, everyMs = 50): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (!condition()) {
    if (Date.now() >= deadline) return false;
    await delay(everyMs);
  }
  return true;
}

/** The last lines of a file, '' when there is none. */
export async function lastLines(file: string, count: number): Promise<string> {
  const handle = await open(file).catch(() => null);
  if (!handle) return '';
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, 64 * 1024);
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.toString('utf8').trimEnd().split('\n').slice(-count).join('\n');
  } finally {
    await handle.close();
  }
}

const guardMarker = (pid: number): string => `guard-of-${pid}`;

/**
 * A shell that waits on a pipe from this process. However this process ends, kill -9 included, the pipe closes and the
 * guarded process is killed.
 */
function guard(pid: number): ChildProcess {
  const script = 'read -r _; kill -9 "$1" 2>/dev/null';
  const child = spawn('/bin/sh', ['-c', script, guardMarker(pid), String(pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  if (child.stdin instanceof Socket) child.stdin.unref();
  return child;
}

/** The cluster gets what a JVM needs and none of this process's secrets. */
function passedOn(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const names = ['PATH', 'HOME', 'USER', 'LANG', 'LC_ALL', 'TZ', 'JAVA_TOOL_OPTIONS'];
  return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone in between, which is what was wanted.
  }
}
