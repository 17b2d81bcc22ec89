import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createFlinkClient, type FlinkClient } from '../../gateway/flink/client.ts';
import { readLogs } from '../../gateway/tracking/live-run.ts';
import { openSnapshot } from '../../gateway/runs/view-record.ts';
import { readFixture } from '../chunjun/fixtures.ts';
import { json, startFakeFlink, type FakeFlink } from '../flink/fake-flink.ts';
import { startRecordStand, type RecordStand } from './record-fixture.ts';

const recorded = readFixture('flink-task-manager-answers.json') as Record<string, { status: number; body: unknown }>;

describe('the logs of a running job', () => {
  let stand: RecordStand;
  let fake: FakeFlink;
  let flink: FlinkClient;
  before(async () => {
    stand = await startRecordStand();
    fake = await startFakeFlink();
    flink = createFlinkClient({ baseUrl: fake.url, timeoutMs: 1_500 });
  });
  after(async () => {
    flink?.close();
    await fake?.close();
    await stand?.close();
  });

  test("the JobManager's alone cannot be had: that is said, and those of the TaskManagers are there", async () => {
    const record = await stand.recordIn('RUNNING');
    const id = record.flinkJobId ?? assert.fail();
    fake.answer((request, response) => {
      const url = request.url ?? '';
      if (url === '/jobmanager/log') response.destroy();
      else if (/^\/taskmanagers\/[^/]+\/log$/.test(url)) response.end('password=mark4712\nof a TaskManager\n');
      else if (url.endsWith('/logs')) json(200, { logs: [{ name: 'taskmanager.log', size: 1 }] })(request, response);
      else if (url.endsWith('/taskmanagers'))
        json(200, recorded['/jobs/:id/vertices/:vertex/taskmanagers']?.body)(request, response);
      else if (url === `/jobs/${id}`)
        json(200, { ...(recorded['/jobs/:id']?.body as object), jid: id })(request, response);
      else json(404, { errors: ['no such path'] })(request, response);
    });
    const logs = await readLogs(
      {
        runs: stand.runs,
        clusters: stand.clusters,
        openSnapshot,
        flinkOf: () => flink,
        redactorOf: async () => (text) => text.replaceAll('mark4712', '******'),
        clock: { now: () => new Date('2026-01-01T00:00:00Z') },
      },
      record.id,
      10_000,
    );
    assert.equal(logs.jobManager, '');
    assert.ok((logs.jobManagerMissing ?? '').length > 0);
    assert.ok(logs.taskManagers.some(({ logTail }) => logTail.includes('of a TaskManager')));
    assert.equal(JSON.stringify(logs).includes('mark4712'), false);
  });
});
