/** `npm run flink`: a Flink session cluster on this machine that outlives the command. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { GatewayError, messageOf } from '../../gateway/core/errors.ts';
import { isFree } from './ports.ts';
import { attachLocalFlink, startLocalFlink, type LocalFlink } from './local-cluster.ts';

const HELP = `A local Flink 1.12.7 session cluster (REST on 127.0.0.1 only).

  npm run flink -- start   [jobmanager|taskmanager[-N]] [options]
  npm run flink -- stop
  npm run flink -- status
  npm run flink -- restart [jobmanager|taskmanager[-N]]
  npm run flink -- kill    [jobmanager|taskmanager[-N]]     SIGKILL, for trying out failures

Without a part, a command means the whole cluster. start with a part brings back one that was killed, as it was.

Options of every command
  --dir DIR              folder of the cluster: conf, logs, temporary files (default .data/flink)
  --help
Options of start
  --port N               REST port (default 8081, or a free one when that is taken)
  --slots N              slots of each TaskManager (default 4)
  --task-managers N      (default 1)
  --lib JAR_OR_DIR       jars for the class path of both processes, after Flink's own; may be repeated
  --parent-first         classloader.resolve-order: parent-first, classloader.check-leaked-classloader: false:
                         what a cluster with Chunjun in its lib folder needs
  --conf KEY=VALUE       a flink-conf.yaml setting; may be repeated
  --cache DIR            where Flink's jars are kept (default .cache)

Exit codes: 0 done, 1 failed, 2 wrong arguments, 3 status of a cluster that is not (wholly) running.
`;

const DEFAULT_PORT = 8081;
const EXIT = { done: 0, failed: 1, usage: 2, notRunning: 3 } as const;

class UsageError extends Error {}

const options = {
  dir: { type: 'string', default: '.data/flink' },
  cache: { type: 'string', default: process.env['GATEWAY_CACHE_DIR'] ?? '.cache' },
  port: { type: 'string' },
  slots: { type: 'string', default: '4' },
  'task-managers': { type: 'string', default: '1' },
  lib: { type: 'string', multiple: true, default: [] as string[] },
  'parent-first': { type: 'boolean', default: false },
  conf: { type: 'string', multiple: true, default: [] as string[] },
  help: { type: 'boolean', default: false },
} as const;

type Values = ReturnType<typeof parse>['values'];

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parse(args);
  const [command, part, ...rest] = positionals;
  if (values.help) {
    say(HELP);
    return EXIT.done;
  }
  if (rest.length > 0) throw new UsageError(`What is ${rest[0]}?`);
  if (part !== undefined && !/^(jobmanager|taskmanager(-\d+)?)$/.test(part))
    throw new UsageError(`There is no part ${part}`);
  if (part !== undefined && (command === 'stop' || command === 'status'))
    throw new UsageError(`${command} takes no part`);
  const flink = await attachLocalFlink(values.dir);
  switch (command) {
    case 'start':
      return start(values, flink, part);
    case 'stop':
      await flink?.stop();
      say(`Stopped: nothing runs in ${values.dir}`);
      return EXIT.done;
    case 'status':
      return status(values, flink);
    case 'restart':
      return restart(started(values, flink), part);
    case 'kill':
      return kill(started(values, flink), part);
    default:
      throw new UsageError(command === undefined ? 'A command is missing' : `There is no command ${command}`);
  }
}

async function start(values: Values, flink: LocalFlink | null, part: string | undefined): Promise<number> {
  if (part !== undefined) return startParts(started(values, flink), part);
  const missing = flink ? partsOf(flink).filter(({ pid }) => pid === null) : [];
  if (flink && missing.length < partsOf(flink).length) {
    say(
      missing.length === 0 ? 'The cluster already runs.' : `Already running, except ${names(missing)}; starting that.`,
    );
    return startParts(flink, undefined);
  }
  const asked = values.port === undefined ? null : wholeNumber('--port', values.port, 0, 65535);
  const cluster = await startLocalFlink({
    workDir: values.dir,
    cacheDir: values.cache,
    restPort: asked ?? ((await isFree(DEFAULT_PORT)) ? DEFAULT_PORT : 0),
    slotsPerTaskManager: wholeNumber('--slots', values.slots, 1, 1000),
    taskManagers: wholeNumber('--task-managers', values['task-managers'], 0, 100),
    extraLibJars: values.lib.flatMap(jarsAt),
    config: { ...(values['parent-first'] ? PARENT_FIRST : {}), ...Object.fromEntries(values.conf.map(setting)) },
    detached: true,
    log: say,
  });
  describe(cluster);
  return EXIT.done;
}

const PARENT_FIRST = { 'classloader.resolve-order': 'parent-first', 'classloader.check-leaked-classloader': false };

async function startParts(flink: LocalFlink, part: string | undefined): Promise<number> {
  await Promise.all(partsOf(flink, part).map(({ name }) => flink.startProcess(name)));
  const running = partsOf(flink).filter(({ name, pid }) => name !== 'jobmanager' && pid !== null).length;
  const slots = (flink.slots / Math.max(flink.taskManagerPids.length, 1)) * running;
  if (flink.jobManagerPid !== null) await flink.waitUntilReady({ slots });
  describe(flink);
  return EXIT.done;
}

async function restart(flink: LocalFlink, part: string | undefined): Promise<number> {
  const chosen = partsOf(flink, part);
  await Promise.all(chosen.map(({ name }) => flink.stopProcess(name)));
  return startParts(flink, part);
}

async function kill(flink: LocalFlink, part: string | undefined): Promise<number> {
  const chosen = partsOf(flink, part);
  await Promise.all(chosen.map(({ name }) => flink.killProcess(name)));
  say(`Killed: ${names(chosen)}`);
  return EXIT.done;
}

function status(values: Values, flink: LocalFlink | null): number {
  if (!flink) say(`No cluster was ever started in ${values.dir}`);
  else describe(flink);
  return flink && partsOf(flink).every(({ pid }) => pid !== null) ? EXIT.done : EXIT.notRunning;
}

function started(values: Values, flink: LocalFlink | null): LocalFlink {
  if (flink) return flink;
  throw new GatewayError('not_found', `No cluster was ever started in ${values.dir}`, {
    remedy: 'npm run flink -- start',
  });
}

interface Part {
  readonly name: string;
  readonly pid: number | null;
}

/** `taskmanager` means all of them. */
function partsOf(flink: LocalFlink, part?: string): Part[] {
  const all = [{ name: 'jobmanager', pid: flink.jobManagerPid }];
  flink.taskManagerPids.forEach((pid, index) => all.push({ name: `taskmanager-${index}`, pid }));
  const chosen = all.filter(({ name }) => part === undefined || name === part || name.startsWith(`${part}-`));
  if (chosen.length === 0) throw new UsageError(`The cluster has no ${part}`);
  return chosen;
}

const names = (parts: readonly Part[]): string => parts.map(({ name }) => name).join(', ');

function describe(flink: LocalFlink): void {
  const lines = partsOf(flink).map(({ name, pid }, index) => {
    const state = pid === null ? 'not running' : `pid ${pid}`;
    return `  ${name.padEnd(14)} ${state.padEnd(12)} ${flink.logFiles[index] ?? ''}`;
  });
  say([`REST   ${flink.restUrl}`, `Slots  ${flink.slots}`, ...lines].join('\n'));
}

function jarsAt(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new UsageError(`--lib ${path}: there is no such file or folder`);
  if (!found.isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name.endsWith('.jar'))
    .sort()
    .map((name) => join(path, name));
}

function setting(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new UsageError(`--conf ${text}: KEY=VALUE is needed`);
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new UsageError(`${option} ${text}: a whole number from ${least} to ${most} is needed`);
}

function say(text: string): void {
  process.stdout.write(`${text.trimEnd()}\n`);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const usage = error instanceof UsageError;
  process.stderr.write(`${messageOf(error)}\n`);
  if (error instanceof GatewayError && error.remedy) process.stderr.write(`${error.remedy}\n`);
  if (usage) process.stderr.write('See npm run flink -- --help\n');
  process.exitCode = usage ? EXIT.usage : EXIT.failed;
}
