import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startRecordStand, type RecordStand } from '../tracking/record-fixture.ts';

describe('clusters as they are stored', () => {
  let stand: RecordStand;
  before(async () => {
    stand = await startRecordStand();
  });
  after(() => stand?.close());

  test('one whose settings cannot be read hides no other from the sweep and the figures', async () => {
    const [known] = await stand.clusters.list();
    assert.ok(known);
    const broken = await stand.clusters.create(
      { name: 'broken', kind: 'standalone', config: known.config, distribution: known.distribution },
      'test',
    );
    await stand.database.prisma.cluster.update({ where: { id: broken.id }, data: { config: { restUrl: 7 } } });
    await assert.rejects(stand.clusters.list(), new RegExp(broken.id));
    const seen = await stand.clusters.listSeen();
    assert.deepEqual(
      seen.map(({ name }) => name),
      [known.name, 'broken'],
    );
    assert.ok(seen.every((cluster) => !('config' in cluster) && !('sealedSecrets' in cluster)));
  });
});
