import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createFlinkClient, type FlinkClient } from '../../gateway/flink/client.ts';
import { kindOfCall, type FlinkCall } from '../../gateway/flink/watch-calls.ts';
import { json, startFakeFlink, type FakeFlink } from './fake-flink.ts';

const id = 'a1'.repeat(16);

describe('calls to Flink are told', () => {
  let fake: FakeFlink;
  let flink: FlinkClient;
  const calls: FlinkCall[] = [];
  before(async () => {
    fake = await startFakeFlink();
    flink = createFlinkClient({
      baseUrl: `${fake.url}/behind/a/path`,
      timeoutMs: 200,
      onCall: (call) => calls.push(call),
    });
  });
  after(async () => {
    flink.close();
    await fake.close();
  });
  const told = async (work: Promise<unknown>): Promise<FlinkCall | undefined> => {
    calls.length = 0;
    await work.catch(() => undefined);
    assert.equal(calls.length, 1);
    return calls[0];
  };

  test('answered, refused, out of time, unreachable; each once, with its duration', async () => {
    fake.answer(json(200, { jobs: [] }));
    const answered = await told(flink.jobsOverview());
    assert.deepEqual([answered?.kind, answered?.outcome], ['jobs_overview', 'answered']);
    assert.ok((answered?.seconds ?? -1) >= 0);
    fake.answer(json(404, { errors: ['Could not find Flink job'] }));
    const refused = await told(flink.job(id));
    assert.deepEqual([refused?.kind, refused?.outcome], ['job', 'refused']);
    fake.answer(() => undefined);
    const late = await told(flink.overview());
    assert.deepEqual([late?.kind, late?.outcome], ['overview', 'timeout']);
    assert.ok((late?.seconds ?? 0) >= 0.19, `it took ${late?.seconds} s`);
    fake.answer((request) => void request.socket.destroy());
    const cut = await told(flink.runJar('x.jar', { entryClass: 'x', programArgsList: [], jobId: id }, 200));
    assert.deepEqual([cut?.kind, cut?.outcome], ['run', 'unreachable']);
  });

  const table: [method: string, path: string, kind: string][] = [
    ['GET', '/overview', 'overview'],
    ['get', '/jobs/overview', 'jobs_overview'],
    ['GET', '/jobmanager/config', 'config'],
    ['GET', '/jobmanager/log', 'log'],
    ['GET', '/jobmanager/logs/a%20b.log', 'log'],
    ['GET', '/jobmanager/metrics?get=Status.JVM.Memory.Metaspace.Used', 'metrics'],
    ['GET', '/taskmanagers', 'taskmanagers'],
    ['GET', '/taskmanagers/x/metrics', 'metrics'],
    ['GET', `/jobs/${id}`, 'job'],
    ['PATCH', `/jobs/${id}?mode=cancel`, 'cancel'],
    ['GET', `/jobs/${id}/accumulators`, 'accumulators'],
    ['GET', `/jobs/${id}/exceptions`, 'exceptions'],
    ['GET', `/jobs/${id}/config`, 'job_config'],
    ['GET', `/jobs/${id}/vertices/x/taskmanagers`, 'vertices'],
    ['GET', '/taskmanagers/x/logs', 'log'],
    ['GET', `/jobs/${id}/checkpoints`, 'checkpoints'],
    ['POST', `/jobs/${id}/stop`, 'savepoint'],
    ['GET', `/jobs/${id}/savepoints/x`, 'savepoint'],
    ['POST', '/jars/x.jar/run', 'run'],
    ['POST', '/jars/upload', 'upload'],
    ['GET', '/jars', 'jars'],
    ['DELETE', '/jars/x.jar', 'jars'],
    ['GET', `/something/${id}`, 'other'],
  ];
  for (const [method, path, kind] of table) {
    test(`${method} ${path}: ${kind}`, () => assert.equal(kindOfCall(method, path), kind));
  }
});
