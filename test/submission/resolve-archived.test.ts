import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { readArchiveFile } from '../../gateway/flink/archive.ts';
import type { SubmissionAnswer } from '../../gateway/flink/client.ts';
import { requestRun } from '../../gateway/submission/request-run.ts';
import { resolveSubmission } from '../../gateway/submission/resolve-submission.ts';
import { submitRun } from '../../gateway/submission/submit-run.ts';
import { startStand, type Gateway, type Stand } from './harness.ts';

const text = await readFile(new URL('../fixtures/flink-archive.json', import.meta.url), 'utf8');
const recordedId = '388d7f98112d3c66b251022d169e149d';

const refused: SubmissionAnswer = {
  kind: 'error',
  status: 400,
  cause: { text: 'java.lang.IllegalStateException: late', chain: ['java.lang.IllegalStateException: late'] },
};
const leaderless = 'Service temporarily unavailable due to an ongoing leader election. Please refresh.';
const noLeader: SubmissionAnswer = { kind: 'error', status: 503, cause: { text: leaderless, chain: [leaderless] } };

describe('an UNCERTAIN submission whose job ran, ended and was forgotten', () => {
  let stand: Stand;
  let gateway: Gateway;
  before(async () => {
    stand = await startStand(1, 50);
    const [first] = stand.gateways;
    assert.ok(first);
    gateway = first;
  });
  after(() => stand?.close());

  async function uncertain(answer: SubmissionAnswer) {
    const run = { jobId: await stand.job(1), trigger: 'manual', who: 'test' } as const;
    const { id } = await requestRun(gateway.requesting, run);
    stand.cluster.answer = async () => answer;
    await submitRun(gateway.submission, id);
    stand.cluster.answer = null;
    const record = await gateway.runs.find(id);
    assert.ok(record?.flinkJobId);
    assert.equal(record.state, 'UNCERTAIN');
    gateway.sent.length = 0;
    return record;
  }

  const cases: [what: string, answer: SubmissionAnswer, unknownElsewhere: string, change: () => void][] = [
    ['after an error answer', refused, 'REJECTED', () => undefined],
    ['after an error of the cluster', noLeader, 'WAITING', () => undefined],
    [
      'after a restart',
      { kind: 'lost', reason: 'cut' },
      'LOST',
      () => (stand.cluster.epoch = `${stand.cluster.epoch}+`),
    ],
    [
      'when Flink may have forgotten it',
      { kind: 'lost', reason: 'cut' },
      'LOST',
      () => (stand.now = new Date(stand.now.getTime() + 2 * 3600_000)),
    ],
  ];
  for (const [what, answer, otherwise, change] of cases) {
    test(`${what}: tracking is told and nothing is concluded; without the archive it is ${otherwise}`, async () => {
      const [known, unknown] = [await uncertain(answer), await uncertain(answer)];
      change();
      gateway.sent.length = 0;
      const archiveOf = () => ({
        job: async (id: string) =>
          id === known.flinkJobId ? readArchiveFile(id, text.replaceAll(recordedId, id)) : null,
      });
      await resolveSubmission({ ...gateway.submission, archiveOf }, known.id);
      assert.equal((await gateway.runs.find(known.id))?.state, 'UNCERTAIN');
      assert.deepEqual(gateway.sent, [`observe ${stand.clusterId}`]);
      // A lost answer is waited for: main() may be running.
      for (let waitedMs = 0; waitedMs <= 60_000; waitedMs += 15_000) {
        await resolveSubmission({ ...gateway.submission, archiveOf }, unknown.id);
        stand.elapsedMs += 15_000;
      }
      assert.equal((await gateway.runs.find(unknown.id))?.state, otherwise);
    });
  }
});
