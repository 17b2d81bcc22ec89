/**
 * The import direction is only as good as its rules: each rule is shown a file that breaks it, in a small tree that is
 * made for it, and must name the file; a tree that keeps every rule must pass. Then the gateway itself.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const config = join(root, '.dependency-cruiser.mjs');
const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

/** `rule: from -> to`, sorted, each once. */
async function violationsIn(folder: string, roots: readonly string[]): Promise<string[]> {
  const args = [depcruise, '--config', config, '--output-type', 'json', ...roots];
  const { stdout } = await run(process.execPath, args, { cwd: folder, maxBuffer: 64 * 1024 * 1024 }).catch(
    // The exit code is the number of violations; a run that could not begin prints no JSON and fails below.
    (error: unknown) => error as { stdout: string },
  );
  const { summary } = JSON.parse(stdout) as {
    summary: { violations: { from: string; to: string; rule: { name: string } }[] };
  };
  const lines = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${shortOf(to)}`);
  return [...new Set(lines)].sort();
}

/** `node_modules/fastify/fastify.js`, however it was reached, is `fastify`. */
function shortOf(path: string): string {
  const inPackage = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path);
  return inPackage?.[1] ?? path;
}

/** Writes the files (and an empty one for every relative import) below a new folder that shares our node_modules. */
async function makeTree(files: Readonly<Record<string, readonly string[]>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'import-direction-'));
  const write = async (file: string, source: string): Promise<void> => {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), source);
  };
  await write('package.json', JSON.stringify({ type: 'module', devDependencies: { yauzl: '*' } }));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const target of Object.values(files).flat()) {
    if (target.endsWith('.ts')) await write(target.replace(/^type /, ''), 'export type T = 1;\n');
  }
  for (const [file, targets] of Object.entries(files)) {
    const up = '../'.repeat(file.split('/').length - 1) || './';
    const lines = targets.map((target) => {
      const name = target.replace(/^type /, '');
      const type = target.startsWith('type ') ? 'type ' : '';
      return `import ${type}{ T } from '${name.endsWith('.ts') ? up : ''}${name}';`;
    });
    await write(file, [...lines, 'export type T = 1;', ''].join('\n'));
  }
  return folder;
}

const trees: string[] = [];
after(() => Promise.all(trees.map((folder) => rm(folder, { recursive: true, force: true }))));

/** Rule, file, import that breaks it, and no other rule. */
const forbidden: readonly (readonly [rule: string, from: string, to: string])[] = [
  ['core-stands-alone', 'gateway/core/a.ts', 'gateway/flink/client.ts'],
  ['pure-looks-up', 'gateway/chunjun/a.ts', 'gateway/flink/client.ts'],
  ['pure-looks-up', 'gateway/tracking/decide.ts', 'type gateway/runs/run-store.ts'],
  ['pure-looks-up', 'gateway/jobs/job-schema.ts', 'gateway/jobs/create-job.ts'],
  ['adapter-looks-up', 'gateway/flink/a.ts', 'gateway/clusters/cluster-store.ts'],
  ['adapter-looks-up', 'gateway/queues/producers.ts', 'gateway/queues/workers.ts'],
  ['store-looks-up', 'gateway/runs/a-store.ts', 'gateway/submission/admit.ts'],
  ['store-looks-up', 'gateway/database/b.ts', 'gateway/http/page.ts'],
  ['flow-looks-up', 'gateway/jobs/a.ts', 'gateway/jobs/jobs-routes.ts'],
  ['flow-looks-up', 'gateway/tracking/d.ts', 'gateway/tracking/tracking-worker.ts'],
  ['roots-are-not-imported', 'gateway/jobs/b-routes.ts', 'type gateway/deps.ts'],
  ['roots-are-not-imported', 'gateway/deps.ts', 'gateway/app.ts'],
  ['program-needs-no-tests', 'gateway/http/a.ts', 'test/helpers/a.ts'],
  ['program-needs-no-tests', 'gateway/http/b.ts', 'scripts/a.ts'],
  ['program-needs-no-dev-dependency', 'gateway/distribution/c.ts', 'yauzl'],
  ['adapter-needs-no-other-adapter', 'gateway/clusters/kubernetes-a.ts', 'gateway/flink/client.ts'],
  ['store-needs-no-other-store', 'gateway/jobs/b-store.ts', 'gateway/runs/run-store.ts'],
  ['store-needs-no-other-store', 'gateway/database/a.ts', 'gateway/runs/run-store.ts'],
  ['store-needs-no-other-store', 'gateway/task-center/queries.ts', 'type gateway/runs/run-store.ts'],
  ['flow-needs-no-other-flow', 'gateway/scheduling/a.ts', 'gateway/submission/admit.ts'],
  ['edge-needs-no-other-edge', 'gateway/jobs/c-routes.ts', 'gateway/clusters/clusters-routes.ts'],
  ['edge-needs-no-other-edge', 'gateway/jobs/d-routes.ts', 'gateway/http/ops-routes.ts'],
  ['submission-and-tracking-are-apart', 'gateway/submission/b.ts', 'gateway/tracking/tracking-schema.ts'],
  ['submission-and-tracking-are-apart', 'gateway/tracking/b.ts', 'type gateway/submission/submission-store.ts'],
  ['pure-touches-nothing', 'gateway/chunjun/b.ts', 'node:fs/promises'],
  ['pure-touches-nothing', 'gateway/connectors/b.ts', 'node:child_process'],
  ['pure-touches-nothing', 'gateway/runs/run-status.ts', 'pg'],
  ['prisma-only-in-stores', 'gateway/jobs/e.ts', 'type gateway/database/generated/client.ts'],
  ['prisma-only-in-stores', 'gateway/jobs/f-routes.ts', '@prisma/client'],
  ['queue-libraries-only-in-queues', 'gateway/submission/c.ts', 'bullmq'],
  ['queue-libraries-only-in-queues', 'gateway/runs/c-store.ts', 'type ioredis'],
  ['axios-only-in-flink-and-webhooks', 'gateway/clusters/preflight.ts', 'axios'],
  ['fastify-only-at-the-edge', 'gateway/runs/d-store.ts', 'type fastify'],
  ['fastify-only-at-the-edge', 'gateway/queues/workers.ts', 'type fastify'],
  ['every-file-has-a-row', 'gateway/utils/a.ts', 'gateway/core/ids.ts'],
  ['every-file-has-a-row', 'gateway/helpers.ts', 'gateway/core/ids.ts'],
];

/** What the design wants to be possible. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'gateway/main.ts': ['gateway/app.ts', 'gateway/deps.ts', 'gateway/queues/workers.ts', 'fastify'],
  'gateway/app.ts': ['type gateway/deps.ts', 'gateway/jobs/jobs-routes.ts', 'gateway/http/ops-routes.ts', 'fastify'],
  'gateway/deps.ts': ['gateway/database/client.ts', 'gateway/runs/run-store.ts', 'gateway/submission/admit.ts'],
  'gateway/chunjun/render.ts': ['gateway/connectors/mysql.ts', 'gateway/core/errors.ts', 'typebox', 'node:crypto'],
  'gateway/tracking/decide.ts': ['gateway/runs/run-status.ts', 'gateway/flink/schemas.ts'],
  'gateway/flink/client.ts': ['axios', 'gateway/flink/schemas.ts', 'gateway/core/errors.ts'],
  'gateway/distribution/unpack.ts': ['tar', 'node:fs', 'gateway/connectors/mysql.ts'],
  'gateway/queues/producers.ts': ['bullmq', 'ioredis', 'gateway/queues/catalogue.ts', 'gateway/queues/backend.ts'],
  'gateway/queues/workers.ts': ['bullmq', 'gateway/queues/producers.ts', 'gateway/tracking/sweep.ts'],
  'gateway/runs/run-store.ts': ['gateway/database/client.ts', 'type gateway/database/generated/client.ts'],
  'gateway/task-center/queries.ts': ['type @prisma/client', 'gateway/runs/run-status.ts'],
  'gateway/task-center/webhooks.ts': ['axios'],
  'gateway/submission/admit.ts': [
    'gateway/runs/run-store.ts',
    'gateway/flink/client.ts',
    'gateway/submission/slots.ts',
  ],
  'gateway/jobs/jobs-routes.ts': [
    'fastify',
    'gateway/http/schemas.ts',
    'gateway/http/problem.ts',
    'gateway/jobs/job.ts',
  ],
  'gateway/auth/auth-hook.ts': ['fastify', 'gateway/auth/token-store.ts'],
  'test/a.test.ts': ['gateway/app.ts', 'scripts/a.ts', 'fastify', 'yauzl'],
};

let found: string[] = [];
before(async () => {
  const files: Record<string, string[]> = {
    'gateway/misc/lonely.ts': [],
    'gateway/runs/circle-a.ts': ['type gateway/runs/circle-b.ts'],
    'gateway/runs/circle-b.ts': ['type gateway/runs/circle-a.ts'],
  };
  for (const [, from, to] of forbidden) files[from] = [to];
  const folder = await makeTree(files);
  trees.push(folder);
  found = await violationsIn(folder, ['gateway', 'scripts', 'test']);
});

for (const [rule, from, to] of forbidden) {
  test(`${rule}: ${from} must not import ${to}`, () => {
    const said = found.filter((line) => line.includes(` ${from} `));
    assert.deepEqual(said, [`${rule}: ${from} -> ${to.replace(/^type |^node:/, '')}`]);
  });
}

test('a file that nothing imports and that imports nothing still needs a row', () => {
  assert.ok(
    found.some((line) => line.startsWith('every-file-has-a-row: gateway/misc/lonely.ts')),
    found.join('\n'),
  );
});

test('two files that import only types of each other are a cycle', () => {
  assert.ok(
    found.some((line) => line.startsWith('no-cycles: gateway/runs/circle-')),
    found.join('\n'),
  );
});

test('every rule of the configuration is shown here to fail', async () => {
  const { default: cruiser } = (await import(config)) as { default: { forbidden: { name: string }[] } };
  const proven = new Set(found.map((line) => line.split(':')[0]));
  assert.deepEqual(
    cruiser.forbidden.map(({ name }) => name).filter((name) => !proven.has(name)),
    [],
  );
});

test('a tree that keeps the design has no violations', async () => {
  const folder = await makeTree(allowed);
  trees.push(folder);
  assert.deepEqual(await violationsIn(folder, ['gateway', 'scripts', 'test']), []);
});

test('the gateway keeps the import direction', async () => {
  assert.deepEqual(await violationsIn(root, ['gateway', 'scripts', 'test']), []);
});

test('every source file of the gateway has a row', async () => {
  const { rowOf } = (await import(config)) as { rowOf: (file: string) => number | undefined };
  const names = await readdir(join(root, 'gateway'), { recursive: true });
  const sources = names.filter((name) => /\.[cm]?[jt]sx?$/.test(name)).map((name) => `gateway/${name}`);
  assert.ok(sources.length > 0);
  assert.deepEqual(
    sources.filter((file) => rowOf(file) === undefined),
    [],
  );
});
