import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createFlinkClient, type FlinkClient } from '../../gateway/flink/client.ts';
import { readFixture } from '../chunjun/fixtures.ts';
import { json, startFakeFlink, type FakeFlink } from './fake-flink.ts';

interface Recorded {
  readonly status: number;
  readonly body: unknown;
}
type Answer = Recorded | ((response: ServerResponse) => void);

const recorded = readFixture('flink-task-manager-answers.json') as Record<string, Recorded>;
const jobId = 'a1'.repeat(16);
const vertex = 'cbc357ccb763df2852fee8c4fc7d55f2';
const where = (id: string) => `/jobs/${jobId}/vertices/${id}/taskmanagers`;
const [gone, here] = ['taskmanager-0-4aa6b7ac', 'taskmanager-1-f15e2595'];
const MB = 1024 * 1024;

describe('the ends of the logs of the TaskManagers that ran a job', () => {
  let fake: FakeFlink;
  let flink: FlinkClient;
  const answers = new Map<string, Answer>();
  before(async () => {
    fake = await startFakeFlink();
    flink = createFlinkClient({ baseUrl: fake.url, timeoutMs: 1_500 });
    fake.answer((request, response) => {
      const answer = answers.get(request.url ?? '') ?? { status: 404, body: { errors: ['no such path'] } };
      if (typeof answer === 'function') answer(response);
      else if (typeof answer.body === 'string') response.writeHead(answer.status).end(answer.body);
      else json(answer.status, answer.body)(request, response);
    });
  });
  after(async () => {
    flink?.close();
    await fake?.close();
  });
  let asked = 0;
  beforeEach(() => {
    answers.clear();
    asked = fake.requests.length;
  });
  const urls = () => fake.requests.slice(asked).map(({ url }) => url);
  const read = (vertices = [vertex], bytes = 1_000) =>
    flink.taskManagerLogTails({ jobId, vertices, taskManagers: 3, bytes });

  /** Ids with the number of failed subtasks. */
  const ranOn = (id: string, ...ran: (readonly [id: string, failed: number])[]) =>
    answers.set(where(id), {
      status: 200,
      body: {
        taskmanagers: ran.map(([one, failed]) => ({ 'taskmanager-id': one, 'status-counts': { FAILED: failed } })),
      },
    });
  const holds = (id: string, log: Answer, size = 100): void => {
    const path = `/taskmanagers/${encodeURIComponent(id)}`;
    answers.set(`${path}/logs`, { status: 200, body: { logs: [{ name: 'taskmanager.log', size }] } });
    answers.set(`${path}/log`, log);
  };
  const text = (body: string): Recorded => ({ status: 200, body });

  test('as Flink 1.12.7 tells it: one that died, and one that ran the other subtask', async () => {
    for (const [path, answer] of Object.entries(recorded)) answers.set(path, answer);
    answers.set(where(vertex), recorded['/jobs/:id/vertices/:vertex/taskmanagers'] ?? assert.fail());
    const [first, second, ...others] = await read([vertex], 100_000);
    assert.deepEqual(first, {
      taskManager: gone,
      logTail: '',
      missing: 'Flink does not know the TaskManager any more',
    });
    assert.deepEqual([second?.taskManager, second?.missing, others.length], [here, null, 0]);
    assert.match(second?.logTail ?? '', /switched from CANCELING to CANCELED/);
    assert.deepEqual(
      urls().toSorted(),
      [
        where(vertex),
        `/taskmanagers/${gone}/logs`,
        `/taskmanagers/${here}/log`,
        `/taskmanagers/${here}/logs`,
      ].toSorted(),
    );
  });

  test('those with failed subtasks first, each once, three at most; what never had a slot ran nowhere', async () => {
    ranOn('v1', ['a', 0], ['b', 0], ['(unassigned)', 1]);
    ranOn('v2', ['b', 0], ['10.0.0.1:4711-c', 2], ['d', 1], ['e', 0]);
    for (const id of ['a', 'b', '10.0.0.1:4711-c', 'd', 'e']) holds(id, text(`log of ${id}\n`));
    const logs = await read(['v1', 'v2']);
    assert.deepEqual(
      logs.map(({ taskManager, logTail, missing }) => [taskManager, logTail, missing]),
      [
        ['10.0.0.1:4711-c', 'log of 10.0.0.1:4711-c\n', null],
        ['d', 'log of d\n', null],
        ['a', 'log of a\n', null],
        [null, '', '2 more TaskManagers ran it: theirs are not kept'],
      ],
    );
    assert.equal(urls().length, 2 + 3 * 2);
  });

  test('four vertices are asked for at most; none: nothing is asked', async () => {
    for (const id of ['1', '2', '3', '4', '5']) ranOn(id, [id, 0]);
    await flink.taskManagerLogTails({ jobId, vertices: ['1', '2', '3', '4', '5'], taskManagers: 0, bytes: 10 });
    assert.equal(urls().length, 4);
    asked = fake.requests.length;
    assert.deepEqual(await read([]), []);
    assert.deepEqual(urls(), []);
  });

  test('of a log the last whole lines are kept', async () => {
    ranOn(vertex, ['a', 1], ['b', 0]);
    holds('a', text(`${'x'.repeat(500_000)}\npassword=cut\nthe end\n`));
    holds('b', text(`${'x'.repeat(500_000)}`));
    const [a, b] = await read([vertex], 12);
    assert.equal(a?.logTail, 'the end\n', 'half a secret at the cut could not be redacted');
    assert.match(b?.missing ?? '', /whole lines/);
  });

  const troubles: [name: string, log: Answer, missing: RegExp][] = [
    [
      'no such file on it',
      recorded['/taskmanagers/:id/log of a file that is not there'] ?? assert.fail(),
      /cannot send its log: HTTP 500/,
    ],
    ['a page of something in between', { status: 502, body: '<html>' }, /HTTP 502/],
    ['cut off in the middle', (response) => void response.write('half\n', () => response.destroy()), /./],
    ['never ends', (response) => void response.write('a line\n'), /in time/],
    ['no answer', () => undefined, /in time/],
  ];
  for (const [name, log, missing] of troubles) {
    test(`${name}: said, and the others are read`, async () => {
      ranOn(vertex, ['a', 1], ['b', 0]);
      holds('a', log);
      holds('b', text('log of b\n'));
      const begin = performance.now();
      const [a, b] = await read();
      assert.ok(performance.now() - begin < 4_000);
      assert.deepEqual([a?.taskManager, a?.logTail, b?.logTail], ['a', '', 'log of b\n']);
      assert.match(a?.missing ?? '', missing);
    });
  }

  test('a log of gigabytes is not asked for', async () => {
    ranOn(vertex, ['a', 1]);
    holds('a', text('never read\n'), 64 * MB + 1);
    const [log] = await read();
    assert.equal(log?.missing, 'Its log is too long to be read: 64 MB');
    assert.ok(!urls().includes('/taskmanagers/a/log'));
    // The one of a neighbour on the same machine, which lies beside it, says nothing.
    const logs = [
      { name: 'flink-root-taskexecutor-0-host.log', size: 100 },
      { name: 'flink-root-taskexecutor-1-host.log', size: 65 * MB },
      { name: 'flink-root-standalonesession-0-host.log', size: 1 },
    ];
    answers.set('/taskmanagers/a/logs', { status: 200, body: { logs } });
    assert.equal((await read())[0]?.logTail, 'never read\n');
  });

  test('where it ran is not told: that is said; nothing is thrown', async () => {
    ranOn('v1', ['a', 1]);
    holds('a', text('log of a\n'));
    const unknown = 'Which TaskManagers ran it could not be learned: Flink answered with HTTP 404';
    assert.deepEqual(
      (await read(['v1', 'v2'])).map(({ taskManager, missing }) => [taskManager, missing]),
      [
        ['a', null],
        [null, unknown],
      ],
    );
    answers.set(where('v1'), () => undefined);
    assert.match((await read(['v1']))[0]?.missing ?? '', /could not be learned: there was no answer in time/);
    const nobody = createFlinkClient({ baseUrl: 'http://127.0.0.1:1', timeoutMs: 1_000 });
    const [only] = await nobody.taskManagerLogTails({ jobId, vertices: [vertex], taskManagers: 3, bytes: 10 });
    nobody.close();
    assert.match(only?.missing ?? '', /connection refused/);
  });
});
