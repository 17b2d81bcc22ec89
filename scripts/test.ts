/**
 * `npm test`: everything CI runs. Checks first (two at a time, quiet when they pass), then the tests; the counts of
 * node:test are the last thing printed, whatever failed before.
 *
 *   npm test                                  checks and all tests
 *   npm test -- test/chunjun/render.test.ts   these files or folders only, no checks
 *   npm test -- --only lint,types             these steps only: format, lint, structure, types, generated, tests
 *   npm test -- --fast                        without the suites that take minutes (see slowFolders)
 *   npm test -- --no-services                 without the shared services (each file then starts its own)
 *   npm test -- --name <regular expression>   only tests with such a name
 *   npm test -- --concurrency 1               test files at a time, 2 unless told
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { SharedServices } from '../test/helpers/shared-services.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const slowFolders = ['test/e2e/', 'test/faults/', 'test/fault/', 'test/scale/'];
const checksAtATime = 2;
/** One test file, in ms: a hanging file is a failure, not a hanging CI. */
const fileTimeLimit = 600_000;
/** From asking a process to end until it is killed, in ms. */
const grace = 10_000;

const checks: Record<string, readonly [command: string, ...args: string[]]> = {
  format: ['npx', '--no-install', 'prettier', '--check', '--log-level', 'warn', '.'],
  lint: ['npx', '--no-install', 'eslint', '.', '--max-warnings', '0'],
  structure: ['npx', '--no-install', 'depcruise', '--config', '.dependency-cruiser.mjs', 'gateway', 'scripts', 'test'],
  types: ['npx', '--no-install', 'tsc', '-p', '.'],
  generated: ['npm', 'run', '-s', 'check:generated'],
};

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    fast: { type: 'boolean', default: false },
    'no-services': { type: 'boolean', default: false },
    name: { type: 'string' },
    concurrency: { type: 'string', default: '2' },
  },
});

const running = new Set<ChildProcess>();
let services: Promise<SharedServices> | undefined;
let interrupted = false;

/** In its own process group, so that its children (npx, test files, what they start) can be ended with it. */
function start(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): ChildProcess {
  const child = spawn(command, args, { cwd: root, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}

async function exitCodeOf(child: ChildProcess): Promise<number> {
  return await new Promise((done, reject) => {
    child.once('error', reject);
    child.once('close', (code) => done(code ?? 1));
  });
}

/** Prints one line when the check passes, else everything it said. */
async function runCheck(name: string): Promise<{ ok: boolean; report: string }> {
  const [command, ...args] = checks[name] ?? [''];
  const from = performance.now();
  const child = start(command, args);
  const [code, out, err] = await Promise.all([
    exitCodeOf(child),
    child.stdout ? text(child.stdout) : '',
    child.stderr ? text(child.stderr) : '',
  ]);
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  if (code === 0) return { ok: true, report: `${name}: ok (${seconds} s)` };
  return {
    ok: false,
    report: `${name}: FAILED (${seconds} s): ${[command, ...args].join(' ')}\n${out}${err}`.trimEnd(),
  };
}

/** Runs the checks two at a time and prints them in their order. True when all passed. */
async function runChecks(names: readonly string[]): Promise<boolean> {
  const results: Promise<{ ok: boolean; report: string }>[] = [];
  for (const [index, name] of names.entries()) {
    const before = results[index - checksAtATime];
    results.push(before === undefined ? runCheck(name) : before.then(() => runCheck(name)));
  }
  let allPassed = true;
  for (const result of results) {
    const { ok, report } = await result;
    if (interrupted) return false;
    allPassed &&= ok;
    console.log(report);
  }
  return allPassed;
}

/** The `*.test.ts` files behind these paths, sorted: Node 20 knows no patterns after --test. */
function findTestFiles(paths: readonly string[]): string[] {
  const found = paths.flatMap((path) => {
    if (!existsSync(path)) throw new Error(`${path}: no such file or folder`);
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.ts') && !name.includes('node_modules/'))
      .map((name) => `${path.replace(/\/+$/, '')}/${name}`);
  });
  const wanted = options.fast ? found.filter((file) => !slowFolders.some((slow) => file.startsWith(slow))) : found;
  return [...new Set(wanted)].sort();
}

/** Streams the spec reporter and holds back its counts, which it prints before the failures: they come last. */
async function runTestFiles(files: readonly string[], env: Record<string, string>): Promise<boolean> {
  const child = start(
    process.execPath,
    [
      ...['--import', 'tsx', '--test', '--test-reporter=spec'],
      ...[`--test-concurrency=${options.concurrency}`, `--test-timeout=${String(fileTimeLimit)}`],
      ...(options.name === undefined ? [] : [`--test-name-pattern=${options.name}`]),
      ...files,
    ],
    { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}), ...env },
  );
  child.stderr?.pipe(process.stderr, { end: false });
  const counts: string[] = [];
  const withoutTests: string[] = [];
  let ran = 0;
  if (child.stdout) {
    createInterface({ input: child.stdout, crlfDelay: Infinity }).on('line', (line) => {
      const plain = line.replace(/\u001b\[\d+m/g, '');
      const count = /^ℹ (tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) ([\d.]+)$/.exec(plain);
      if (count?.[1] === 'pass' || count?.[1] === 'fail') ran += Number(count[2]);
      // node:test counts a file without tests as one test that passed, under the file's name.
      const name = /^✔ (.+) \([\d.]+ms\)$/.exec(plain)?.[1];
      const empty = files.find((file) => file === name || resolve(file) === name);
      if (empty !== undefined) withoutTests.push(empty);
      if (count === null) console.log(line);
      else counts.push(line);
    });
  }
  const code = await exitCodeOf(child);
  // What a file that was ended for its time left running.
  signalGroup(child, 'SIGKILL');
  for (const file of withoutTests) console.log(`${file}: FAILED: no tests in it`);
  if (code === 0 && ran === 0) console.log('tests: FAILED: none ran');
  if (counts.length > 0) console.log(counts.join('\n'));
  return code === 0 && ran > 0 && withoutTests.length === 0;
}

async function startServices(): Promise<Record<string, string>> {
  if (options['no-services']) return {};
  const { startSharedServices } = await import('../test/helpers/shared-services.ts');
  services = startSharedServices();
  return (await services).env;
}

async function stopServices(): Promise<void> {
  const started = services;
  services = undefined;
  // A start that failed has been reported where it was awaited.
  const known = await started?.catch(() => undefined);
  await known?.stop();
}

async function runTests(): Promise<boolean> {
  const files = findTestFiles(positionals.length > 0 ? positionals : ['test']);
  if (files.length === 0) throw new Error('no test files found');
  console.log(`tests: ${String(files.length)} file${files.length === 1 ? '' : 's'}`);
  const env = await startServices();
  return !interrupted && (await runTestFiles(files, env));
}

async function endAll(signal: NodeJS.Signals): Promise<void> {
  if (interrupted) return;
  interrupted = true;
  const ending = [...running];
  const closed = ending.map((child) => new Promise((done) => child.once('close', done)));
  for (const child of ending) signalGroup(child, 'SIGTERM');
  const killer = setTimeout(() => ending.forEach((child) => signalGroup(child, 'SIGKILL')), grace);
  await Promise.all(closed);
  clearTimeout(killer);
  await stopServices().catch((error: unknown) => console.error('stopping the shared services failed:', error));
  process.exit(signal === 'SIGINT' ? 130 : 143);
}

/** Which steps: the named ones, or only the tests when paths are given, or all. */
function wantedSteps(): string[] {
  const known = [...Object.keys(checks), 'tests'];
  if (options.only === undefined) return positionals.length > 0 ? ['tests'] : known;
  const wanted = options.only.split(',');
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`--only: ${unknown.join(', ')}: not one of ${known.join(', ')}`);
  return known.filter((name) => wanted.includes(name));
}

async function main(): Promise<boolean> {
  const steps = wantedSteps();
  const checksPassed = await runChecks(steps.filter((name) => name !== 'tests'));
  if (interrupted || !steps.includes('tests')) return checksPassed;
  return (await runTests()) && checksPassed;
}

process.on('SIGINT', (signal) => void endAll(signal));
process.on('SIGTERM', (signal) => void endAll(signal));
process.chdir(root);

let passed = false;
try {
  passed = await main();
} catch (error) {
  console.error(`tests: FAILED: ${error instanceof Error ? error.message : String(error)}`);
}
try {
  await stopServices();
} catch (error) {
  passed = false;
  console.error('stopping the shared services failed:', error);
}
// Handles that a service forgot must not keep CI waiting.
if (!interrupted) process.exit(passed ? 0 : 1);
