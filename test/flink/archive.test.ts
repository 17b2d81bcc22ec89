import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createFlinkClient } from '../../gateway/flink/client.ts';
import { createDirectoryWitness, createHistoryWitness } from '../../gateway/flink/archive-witness.ts';
import { readArchivedJob, readArchiveFile } from '../../gateway/flink/archive.ts';

/** Recorded: Flink 1.12.7, jobmanager.archive.fs.dir, an incremental run of 100 rows. */
const text = await readFile(new URL('../fixtures/flink-archive.json', import.meta.url), 'utf8');
const id = '388d7f98112d3c66b251022d169e149d';
const other = 'f'.repeat(32);
type File = { archive: { path: string; json: string }[] };
const recorded = JSON.parse(text) as File;
const without = (part: string): string =>
  JSON.stringify({ archive: recorded.archive.filter(({ path }) => path !== `/jobs/${id}${part}`) });
const inState = (state: string): string => {
  const archive = recorded.archive.map(({ path, json }) =>
    path === `/jobs/${id}` ? { path, json: json.replace('"state":"FINISHED"', `"state":"${state}"`) } : { path, json },
  );
  return JSON.stringify({ archive });
};

const quiet = { clock: { now: () => new Date() }, log: { debug() {}, info() {}, warn() {}, error() {} } };

describe('an archive file', () => {
  test('holds what the REST API said of the job at its end', () => {
    const found = readArchiveFile(id, text);
    assert.deepEqual([found?.asked, found?.state, found?.job.jid], ['archive', 'FINISHED', id]);
    assert.deepEqual(
      ['numRead', 'numWrite', 'nErrors', 'endLocation'].map((name) => found?.accumulators.get(name)),
      ['100', '100', '0', '100'],
    );
    assert.deepEqual(found?.exceptions['all-exceptions'], []);
    assert.equal(found?.checkpoints?.counts.total, 0);
    assert.notEqual(found?.configuration, null);
  });

  const unreadable: [what: string, id: string, text: string][] = [
    ['empty', id, ''],
    ['cut off in the middle', id, text.slice(0, text.length / 2)],
    ['without its last byte', id, text.trimEnd().slice(0, -1)],
    ['another JSON', id, '{"jobs":[]}'],
    ['null', id, 'null'],
    ['of another job', other, text],
    ['of another job below its path', other, text.replaceAll(`/jobs/${id}`, `/jobs/${other}`)],
    ['an answer that is no JSON', id, text.replace('{\\"jid\\":', '{jid:').replaceAll('{\\"jid\\":', '{jid:')],
    ['without the job', id, without('')],
    ['without accumulators', id, without('/accumulators')],
    ['without exceptions', id, without('/exceptions')],
    ['of a job that is not over', id, inState('RUNNING')],
    ['of a job that another JobManager goes on with', id, inState('SUSPENDED')],
  ];
  for (const [what, job, content] of unreadable) {
    test(`${what}: says nothing`, () => assert.equal(readArchiveFile(job, content), null));
  }

  for (const state of ['FAILED', 'CANCELED']) {
    test(state, () => assert.equal(readArchiveFile(id, inState(state))?.state, state));
  }
  test('configuration and checkpoints may be missing', () => {
    const found = readArchivedJob(id, 'archive', {
      detail: readArchiveFile(id, text)?.job,
      accumulators: { 'user-task-accumulators': [] },
      exceptions: { 'all-exceptions': [] },
    });
    assert.deepEqual([found?.configuration, found?.checkpoints, found?.checkpointConfig], [null, null, null]);
  });
});

describe('the archive directory', () => {
  let root: string;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'gateway-archive-'));
  });
  after(() => rm(root, { recursive: true, force: true }));

  test('regular files named like a job are read, nothing else', async () => {
    const witness = createDirectoryWitness(root, quiet);
    assert.equal(await witness.job(id), null);
    await writeFile(join(root, id), text.slice(0, 500));
    assert.equal(await witness.job(id), null, 'half-written');
    await writeFile(join(root, id), text);
    assert.equal((await witness.job(id))?.state, 'FINISHED');
    // Right in every other way.
    await mkdir(join(root, 'inner'));
    const outside = `../${id.slice(0, 20)}.outside`;
    await writeFile(join(root, 'inner', outside), text.replaceAll(id, outside));
    assert.equal(await createDirectoryWitness(join(root, 'inner'), quiet).job(outside), null);
    assert.equal(await witness.job(id.toUpperCase()), null);
  });

  test('a link is not followed', async () => {
    const inner = await mkdtemp(join(root, 'links-'));
    await symlink(join(root, id), join(inner, id));
    assert.equal(await createDirectoryWitness(inner, quiet).job(id), null);
    await writeFile(join(inner, other), text.replaceAll(id, other));
    assert.equal((await createDirectoryWitness(inner, quiet).job(other))?.job.jid, other);
  });

  test('its trouble is told', async () => {
    assert.equal(await createDirectoryWitness(root, quiet).trouble(), null);
    assert.match((await createDirectoryWitness(join(root, 'none'), quiet).trouble()) ?? '', /ENOENT/);
  });
});

describe('a history server', () => {
  let server: Server;
  let url: string;
  const missing = new Set<string>();
  let down = false;
  let calls = 0;

  before(async () => {
    const answers = new Map(recorded.archive.map(({ path, json }) => [path, json]));
    server = createServer((request, response) => {
      calls += 1;
      const path = request.url ?? '';
      const answer = missing.has(path) ? undefined : answers.get(path);
      response.writeHead(down ? 503 : answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
      response.end(answer ?? '{"errors":["File not found."]}');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => new Promise((done) => server.close(done)));

  test('is asked like Flink, and half a job says nothing', async () => {
    const client = createFlinkClient({ baseUrl: url, timeoutMs: 2_000 });
    const witness = createHistoryWitness(client, quiet);
    const found = await witness.job(id);
    assert.deepEqual([found?.asked, found?.state], ['history server', 'FINISHED']);
    assert.equal(found?.accumulators.get('endLocation'), '100');
    assert.equal(await witness.job(other), null);
    missing.add(`/jobs/${id}/accumulators`);
    assert.equal(await witness.job(id), null);
    missing.clear();
    assert.equal((await witness.job(id))?.state, 'FINISHED');
    assert.equal(await witness.trouble(), null);
    client.close();
  });

  test('one that cannot be read says nothing, and is left alone for 30 s', async () => {
    const client = createFlinkClient({ baseUrl: url, timeoutMs: 2_000 });
    let now = 0;
    const witness = createHistoryWitness(client, { ...quiet, clock: { now: () => new Date(now) } });
    down = true;
    assert.equal(await witness.job(id), null);
    assert.match((await witness.trouble()) ?? '', /503/);
    down = false;
    const before = calls;
    now = 29_000;
    assert.equal(await witness.job(id), null);
    assert.equal(calls, before, 'it was asked again');
    now = 31_000;
    assert.equal((await witness.job(id))?.state, 'FINISHED');
    client.close();
  });

  test('a clock that is set back does not make the pause longer', async () => {
    const client = createFlinkClient({ baseUrl: url, timeoutMs: 2_000 });
    let now = 7_200_000;
    const witness = createHistoryWitness(client, { ...quiet, clock: { now: () => new Date(now) } });
    down = true;
    assert.equal(await witness.job(id), null);
    down = false;
    now = 0;
    assert.equal((await witness.job(id))?.state, 'FINISHED');
    client.close();
  });
});
