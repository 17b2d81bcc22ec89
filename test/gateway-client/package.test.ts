import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { x as unpack } from 'tar';
import { startWholeApp } from '../helpers/whole-app.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));

const page = `
import { createGatewayClient, dataOf } from 'gateway-client';
import document from 'gateway-client/openapi.json' with { type: 'json' };
const client = createGatewayClient({ baseUrl: process.env.GATEWAY, token: process.env.TOKEN });
const job = await dataOf(client.POST('/api/v1/jobs', { body: { name: 'from outside', kind: 'batch' } }));
const { items } = await dataOf(client.GET('/api/v1/jobs'));
const problem = await dataOf(client.GET('/api/v1/jobs/{id}', { params: { path: { id: 'no' } } })).catch((error) => error);
console.log(JSON.stringify([document.openapi, items.map(({ id }) => id).includes(job.id), problem.problem.code]));
`;

test('the package, as npm would publish it, works in plain Node', async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'gateway-client-'));
  t.after(() => rm(directory, { recursive: true, force: true }));
  const { stdout } = await run('npm', ['pack', '--json', '-w', 'gateway-client', '--pack-destination', directory], {
    cwd: root,
    maxBuffer: 16 * 1024 * 1024,
  });
  const [packed] = JSON.parse(stdout.slice(stdout.indexOf('['))) as { filename: string; files: { path: string }[] }[];
  assert.ok(packed);
  assert.deepEqual(packed.files.map(({ path }) => path).sort(), [
    'README.md',
    'dist/index.d.ts',
    'dist/index.js',
    'dist/schema.d.ts',
    'dist/schema.js',
    'openapi.json',
    'package.json',
  ]);
  const installed = join(directory, 'node_modules', 'gateway-client');
  await mkdir(installed, { recursive: true });
  await unpack({ file: join(directory, packed.filename), cwd: installed, strip: 1 });
  for (const name of ['openapi-fetch', 'openapi-typescript-helpers']) {
    await symlink(join(root, 'node_modules', name), join(directory, 'node_modules', name));
  }
  await writeFile(join(directory, 'page.mjs'), page);

  const whole = await startWholeApp();
  t.after(() => whole.close());
  const issued = await whole.deps.tokens.issue({ name: 'ann', role: 'admin', expiresAt: null, createdBy: 'test' });
  const env = {
    PATH: process.env.PATH,
    NODE_NO_WARNINGS: '1',
    GATEWAY: await whole.app.listen({ host: '127.0.0.1', port: 0 }),
    TOKEN: issued.token,
  };
  const answer = await run(process.execPath, ['page.mjs'], { cwd: directory, env });
  assert.deepEqual(JSON.parse(answer.stdout), ['3.1.0', true, 'validation_failed']);
});
