import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { seedRecords } from '../../scripts/bench/api/seed.ts';
import { firstIdAt, newId } from '../../gateway/core/ids.ts';
import { openDatabase, type Database } from '../../gateway/database/client.ts';
import {
  createRecordListStore,
  pageQuery,
  type RecordFilter,
  type RecordListStore,
} from '../../gateway/runs/record-list-store.ts';
import { runStates, type RunState } from '../../gateway/runs/run-status.ts';
import { triggers } from '../../gateway/runs/schemas.ts';
import { query, testDatabase, type TestDatabase } from '../helpers/postgres.ts';

const until = new Date('2026-03-01T00:00:00Z');
const records = 60_000;

interface Row {
  readonly id: string;
  readonly job_id: string;
  readonly job: string;
  readonly cluster_id: string;
  readonly state: RunState;
  readonly trigger: string;
  readonly streaming: boolean;
  readonly failure_code: string | null;
}

describe('the record list', () => {
  let place: TestDatabase;
  let database: Database;
  let list: RecordListStore;
  let rows: Row[];
  let jobIds: string[];
  let clusterIds: string[];

  before(async () => {
    place = await testDatabase({ migrated: true });
    database = await openDatabase(place.url);
    list = createRecordListStore(database.prisma);
    ({ jobIds, clusterIds } = await seedRecords({ databaseUrl: place.url, records, jobs: 200, clusters: 10, until }));
    rows = (await query(
      place.url,
      `select r.id, job_id, j.name as job, r.cluster_id, r.state, r.trigger, streaming, failure_code
       from de_job_record r join de_job j on j.id = r.job_id order by r.id desc`,
    )) as unknown as Row[];
  });
  after(async () => {
    await database?.close();
    await place?.drop();
  });

  /** The same by hand, over all rows. */
  function expected(filter: RecordFilter): string[] {
    const { jobId, clusterId, states, trigger, streaming, from, to, text, cursor } = filter;
    return rows
      .filter(
        (row) =>
          (jobId === undefined || row.job_id === jobId) &&
          (clusterId === undefined || row.cluster_id === clusterId) &&
          (states === undefined || states.includes(row.state)) &&
          (trigger === undefined || row.trigger === trigger) &&
          (streaming === undefined || row.streaming === streaming) &&
          (from === undefined || row.id >= firstIdAt(from)) &&
          (to === undefined || row.id < firstIdAt(to)) &&
          (cursor === undefined || row.id < cursor) &&
          (text === undefined ||
            row.job.includes(text.toLowerCase()) ||
            row.failure_code === text ||
            (/^0\w{3}/.test(text) && row.id.startsWith(text))),
      )
      .slice(0, filter.limit)
      .map(({ id }) => id);
  }

  /** Every combination of job, cluster, state, trigger, kind and time, with values that are frequent and rare. */
  function* combinations(): Generator<RecordFilter> {
    const some = <T>(...values: T[]): (T | undefined)[] => [undefined, ...values];
    const times = [{}, { from: new Date('2026-02-03T00:00:00Z'), to: new Date('2026-02-20T12:00:00Z') }];
    for (const jobId of some(jobIds[0], jobIds[61])) {
      for (const clusterId of some(clusterIds[1])) {
        for (const states of some<readonly RunState[]>(['FAILED'], ['WAITING', 'LOST', 'REJECTED'], [...runStates])) {
          for (const trigger of some(triggers[1], triggers[4])) {
            for (const streaming of some(true)) {
              for (const time of times) {
                yield {
                  limit: 20,
                  ...time,
                  ...(jobId === undefined ? {} : { jobId }),
                  ...(clusterId === undefined ? {} : { clusterId }),
                  ...(states === undefined ? {} : { states }),
                  ...(trigger === undefined ? {} : { trigger }),
                  ...(streaming === undefined ? {} : { streaming }),
                };
              }
            }
          }
        }
      }
    }
  }

  test('every combination of filters finds what a walk through all rows finds', async () => {
    let found = 0;
    for (const filter of combinations()) {
      const ids = (await list.list(filter)).map(({ id }) => id);
      assert.deepEqual(ids, expected(filter), JSON.stringify(filter));
      found += ids.length;
    }
    assert.ok(found > 1000);
  });

  test('every combination of filters is served by an index', async () => {
    for (const filter of combinations()) {
      const sql = pageQuery(filter, [null]);
      assert.ok(sql);
      const [plan] = await query(place.url, `explain (analyze, format json) ${sql.text}`, sql.values);
      const walk = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(walk)];
      const nodes = walk((plan?.['QUERY PLAN'] as { Plan: Node }[])[0]?.Plan ?? assert.fail());
      assert.ok(!nodes.some((node) => node['Node Type'] === 'Seq Scan'), `${JSON.stringify(filter)} reads all rows`);
      // What was read and thrown away: two filters are exact, more are looked for inside what two have found. A trigger is
      // looked for inside what a job or a cluster has.
      const thrownAway = nodes.reduce((sum, node) => sum + (node['Rows Removed by Filter'] ?? 0), 0);
      const { limit: _limit, from: _from, to: _to, states, ...others } = filter;
      const filters = Object.keys(others).length + (states === undefined || states.length === runStates.length ? 0 : 1);
      const isInside = filter.trigger !== undefined && (filter.jobId ?? filter.clusterId) !== undefined;
      assert.ok(
        thrownAway < (filters === 1 || (filters === 2 && !isInside) ? 500 : records / 10),
        `${JSON.stringify(filter)} throws ${thrownAway} rows away`,
      );
    }
  });

  test('text: part of a job name, the beginning of an id, a failure code', async () => {
    const some = rows[4321]?.id ?? '';
    for (const text of ['TABLE 19', some, some.slice(0, 9), 'table_missing', 'no such thing', '100%', 'le 1_']) {
      for (const states of [undefined, ['FAILED', 'SUCCEEDED'] as const]) {
        const filter = { text, limit: 30, ...(states === undefined ? {} : { states }) };
        assert.deepEqual(
          (await list.list(filter)).map(({ id }) => id),
          expected(filter),
          text,
        );
      }
    }
  });

  test('text that many jobs have in their name finds the newest of them, deleted ones last and without their id', async () => {
    const newest = jobIds.toSorted().slice(-20);
    const of = (ids: readonly string[]) => rows.filter((row) => ids.includes(row.job_id)).map(({ id }) => id);
    const found = async (text: string) => (await list.list({ text, limit: records })).map(({ id }) => id);
    assert.deepEqual(await found('table'), of(newest));
    const deleted = jobIds.toSorted().slice(-25);
    const rename = `update de_job set deleted_at = now(), name = name || '~' || id where id = any($1)`;
    await query(place.url, rename, [deleted]);
    try {
      assert.deepEqual(await found('table'), of(jobIds.toSorted().slice(-45, -25)));
      const [last = ''] = deleted.slice(-1);
      const name = rows.find((row) => row.job_id === last)?.job ?? '';
      assert.ok((await found(name)).includes(of([last])[0] ?? ''), 'by its name it is found still');
      assert.deepEqual(await found(`~${last}`), [], 'its id is no part of its name');
    } finally {
      const back = `update de_job set deleted_at = null, name = left(name, length(name) - 27) where id = any($1)`;
      await query(place.url, back, [deleted]);
    }
  });

  test('pages stay right while rows are added', async () => {
    const filter = { states: ['FAILED', 'CANCELED', 'REJECTED'] as const, clusterId: clusterIds[3] ?? '' };
    const whole = expected({ ...filter, limit: records });
    const seen: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await list.list({ ...filter, limit: 50, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.map(({ id }) => id));
      cursor = page.at(-1)?.id;
      if (cursor === undefined) break;
      await query(
        place.url,
        `insert into de_job_record (id, job_id, version, cluster_id, trigger, state, state_since, updated_at, created_by)
         values ('${newId()}', '${jobIds[0]}', 1, '${clusterIds[3]}', 'manual', 'FAILED', now(), now(), 'test')`,
      );
    }
    assert.ok(whole.length > 200);
    assert.deepEqual(seen, whole);
  });
});

interface Node {
  readonly 'Node Type': string;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: Node[];
}
