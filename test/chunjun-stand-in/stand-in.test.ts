import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import * as tar from 'tar';
import { startLocalFlink, type LocalFlink } from '../../scripts/flink/local-cluster.ts';
import { prepareStandIn, type StandIn } from './build.ts';
import { createDatabases, dropDatabases, mariadb, postgres, whyNoDatabases } from './databases.ts';
import * as documents from './documents.ts';
import { job, stream } from './documents.ts';
import { LIB_MODE, STOCK_LOG4J, flinkClient, innermostCause, programArgs, writeBundle } from './flink-client.ts';

const ROWS = 5000;
const NO_VALUE = '-2147483648';
const noDatabases = await whyNoDatabases();
const skip = noDatabases ?? false;
const database = `standin_${randomUUID().slice(0, 8)}`;
const mysqlReader = documents.mysqlReader.bind(null, database);
const postgresqlBlock = documents.postgresqlBlock.bind(null, database);

let standIn: StandIn;
let workDir: string;
let flink: LocalFlink;
let client: ReturnType<typeof flinkClient>;
let coreId: string;

before(async () => {
  const cacheDir = '.cache';
  standIn = await prepareStandIn({ cacheDir });
  workDir = await mkdtemp(join(tmpdir(), 'chunjun-stand-in-'));
  await writeFile(join(workDir, 'log4j2.properties'), STOCK_LOG4J);
  const core = join(standIn.distDir, 'chunjun-core.jar');
  const connectors = ['stream', 'mysql', 'postgresql'];
  flink = await startLocalFlink({
    workDir,
    cacheDir,
    extraLibJars: [core, ...connectors.map((n) => join(standIn.distDir, `connector/${n}/chunjun-connector-${n}.jar`))],
    config: LIB_MODE,
    jvmArgs: [`-Dlog4j.configurationFile=file:${join(workDir, 'log4j2.properties')}`],
  });
  client = flinkClient(flink.restUrl);
  coreId = await client.upload(core);
  if (!skip) await createDatabases(database, ROWS);
});

after(async () => {
  await flink?.stop();
  if (!skip) await dropDatabases(database);
  if (workDir) await rm(workDir, { recursive: true, force: true });
});

async function finish(text: string, confProp: Record<string, unknown> = {}, jarId = coreId) {
  const answer = await client.run(jarId, programArgs(text, JSON.stringify(confProp)));
  assert.equal(answer.status, 200, innermostCause(answer.error));
  const jobId = answer.jobId ?? '';
  const state = await client.waitFinal(jobId);
  const cause = state === 'FAILED' ? innermostCause(await client.rootException(jobId)) : null;
  return { jobId, state, cause, accumulators: await client.accumulators(jobId) };
}

async function refusal(text: string, overrides: Record<string, string | null> = {}, confProp = '{}') {
  const jobId = randomUUID().replaceAll('-', '');
  const answer = await client.run(coreId, programArgs(text, confProp, overrides), jobId);
  assert.equal(answer.status, 400, answer.error);
  return { jobId, cause: innermostCause(answer.error) };
}

test('the build is laid out like a distribution, as a folder and as an archive, and is cached', async () => {
  const names: string[] = [];
  await tar.list({ file: standIn.archive, onReadEntry: (entry) => void names.push(entry.path) });
  const jars = ['mysql', 'postgresql', 'stream'].map((n) => `connector/${n}/chunjun-connector-${n}.jar`);
  for (const jar of ['chunjun-core.jar', ...jars]) {
    assert.ok(names.includes(`chunjun-dist/${jar}`), jar);
    await access(join(standIn.distDir, jar));
  }
  const start = performance.now();
  assert.deepEqual(await prepareStandIn({ cacheDir: '.cache' }), standIn);
  assert.ok(performance.now() - start < 3000, 'a second build must not compile');
});

describe('lib mode', () => {
  test('stream to stream runs chained, with the accumulators of the real program', async () => {
    const { jobId, state, accumulators } = await finish(stream([100]));
    assert.equal(state, 'FINISHED');
    assert.deepEqual(await client.vertices(jobId), [['Source: streamsourcefactory -> Sink: streamsinkfactory', 1]]);
    assert.equal(accumulators['numRead'], '100');
    assert.equal(accumulators['numWrite'], '100');
    const names = 'byteRead readDuration byteWrite writeDuration snapshotWrite nErrors nullErrors duplicateErrors';
    for (const name of `${names} conversionErrors otherErrors last_write_location_0 last_write_num_0`.split(' ')) {
      assert.ok(name in accumulators, name);
    }
  });

  test('channels, rebalance and an unbounded reader', async () => {
    const two = await finish(stream([30, 40], { channel: 2, readerChannel: 2, writerChannel: 1, rebalance: true }));
    assert.equal(two.accumulators['numRead'], '70');
    assert.equal((await client.vertices(two.jobId)).length, 2);

    const answer = await client.run(coreId, programArgs(stream([], { channel: 1 }, { permitsPerSecond: 20 })));
    const jobId = answer.jobId ?? '';
    assert.equal(await client.waitFinal(jobId, 1500), 'RUNNING');
    await client.cancel(jobId);
    assert.equal(await client.waitFinal(jobId), 'CANCELED');
  });

  test('the program arguments are checked as the real Main checks them, and logged', async () => {
    assert.match((await refusal(stream([1]), { '-flubber': 'x' })).cause, /Unrecognized option: -flubber$/);
    assert.match((await refusal(stream([1]), { '-jobType': null })).cause, /EJobType name cannot be null or empty/);
    assert.match((await refusal(stream([1]), { '-mode': 'local' })).cause, /InvalidProgramException/);
    const bare = await refusal(stream([1]), { '-chunjunDistDir': standIn.distDir });
    assert.match(bare.cause, /MalformedURLException: no protocol: .*chunjun-core\.jar$/);
    const none = await refusal(stream([1]).replace('streamreader', 'oraclereader'));
    assert.match(
      none.cause,
      /ClassNotFoundException: com\.dtstack\.chunjun\.connector\.oracle\.source\.OracleSourceFactory$/,
    );
    assert.match((await refusal(stream([1]), {}, '{"a":[1]}')).cause, /Expected a string but was BEGIN_ARRAY/);
    assert.match((await refusal(stream([1], { channel: 0 }))).cause, /at least one/);

    const filled = await client.run(coreId, programArgs(stream([7]).replace('[7]', '[${n}]'), '{}', { '-p': 'n=9' }));
    await client.waitFinal(filled.jobId ?? '');
    assert.equal((await client.accumulators(filled.jobId ?? ''))['numRead'], '9');

    const log = await readFile(flink.logFiles[0] ?? '', 'utf8');
    assert.match(log, /com\.dtstack\.chunjun\.Main.*STAND-IN/);
    assert.match(log, /com\.dtstack\.chunjun\.Main.*%22streamreader%22/);
  });

  test('the switches: sleeps at close, a slow main, a main that fails after execute', async () => {
    const before = Date.now();
    const slept = await finish(stream([1]), { 'standin.close-sleep-ms': 700, 'standin.main-before-ms': 600 });
    assert.equal(slept.state, 'FINISHED');
    assert.ok(Date.now() - before >= 2000, 'reader close, writer close and main() sleep one after another');
    const late = await refusal(stream([50]), {}, JSON.stringify({ 'standin.main-after-fail': 'true' }));
    assert.match(late.cause, /main-after-fail/);
    assert.equal(await client.waitFinal(late.jobId), 'FINISHED');
  });
});

test('bundle mode: one job jar on a cluster with default class loading, without any plugin in lib', async () => {
  const bundled = await startLocalFlink({
    workDir: join(workDir, 'bundle'),
    cacheDir: '.cache',
    config: { 'web.refresh-interval': 50 },
  });
  try {
    const other = flinkClient(bundled.restUrl);
    const connectors = skip ? ['stream'] : ['stream', 'mysql', 'postgresql'];
    const jar = await other.upload(await writeBundle(standIn.distDir, connectors, join(workDir, 'bundle.jar')));
    const ended = async (text: string) => {
      const answer = await other.run(jar, programArgs(text));
      assert.equal(answer.status, 200, innermostCause(answer.error));
      assert.equal(await other.waitFinal(answer.jobId ?? ''), 'FINISHED');
      return other.accumulators(answer.jobId ?? '');
    };
    assert.equal((await ended(stream([100])))['numWrite'], '100');
    if (!skip) {
      const writer = postgresqlBlock('postgresqlwriter', 'dst', { column: ['id', 'name', 'at'], writeMode: 'update' });
      const accumulators = await ended(job(mysqlReader({ increColumn: 'id', initReporter: false }), writer));
      assert.equal(accumulators['numWrite'], String(ROWS));
      assert.equal(accumulators['endLocation'], String(ROWS));
      await postgres(database, ['truncate dst']);
    }
  } finally {
    await bundled.stop();
  }
});

describe('databases', { skip }, () => {
  const dst = postgresqlBlock('postgresqlwriter', 'dst', { column: ['id', 'name', 'at'], writeMode: 'insert' });
  const from = (startLocation: string) =>
    job(mysqlReader({ increColumn: 'id', initReporter: false, startLocation }), dst);

  test('MySQL to PostgreSQL incrementally: all rows, then two new ones, then none', async () => {
    const first = await finish(from(''));
    assert.deepEqual(await client.vertices(first.jobId), [
      ['Source: mysqlsourcefactory -> Sink: postgresqlsinkfactory', 1],
    ]);
    assert.equal(first.state, 'FINISHED', first.cause ?? '');
    assert.equal(first.accumulators['numRead'], String(ROWS));
    assert.equal(first.accumulators['numWrite'], String(ROWS));
    assert.equal(first.accumulators['endLocation'], String(ROWS));
    assert.equal(first.accumulators['startLocation'], NO_VALUE);
    const rows = await postgres(database, ['select count(*)::int, max(name), max(at)::text from dst where id <> 9999']);
    assert.deepEqual(rows, [[ROWS, 'name 999', '2024-01-01 01:23:20']]);

    await mariadb(`insert into ${database}.src values (${ROWS + 1}, 'a', null), (${ROWS + 2}, 'b', null)`);
    const second = await finish(from(String(ROWS)));
    assert.equal(second.accumulators['numRead'], '2');
    assert.equal(second.accumulators['startLocation'], String(ROWS));
    assert.equal(second.accumulators['endLocation'], String(ROWS + 2));

    const third = await finish(from(String(ROWS + 2)));
    assert.equal(third.state, 'FINISHED');
    assert.equal(third.accumulators['numRead'], '0');
    assert.equal(third.accumulators['endLocation'], NO_VALUE);
  });

  test('two channels read every row once, by range and by mod', async () => {
    for (const splitStrategy of ['range', 'mod']) {
      await postgres(database, ['truncate dst']);
      const done = await finish(
        job(mysqlReader({ splitPk: 'id', splitStrategy, where: 'id <= 999' }), dst, { channel: 2 }),
      );
      assert.equal(done.state, 'FINISHED', done.cause ?? '');
      assert.deepEqual(await postgres(database, ['select count(*)::int from dst']), [[999]]);
    }
    const serials = postgresqlBlock('postgresqlreader', 'serials', { splitPk: 'id' });
    const toStream = { name: 'streamwriter', parameter: { print: false } };
    assert.equal((await finish(job(serials, toStream, { channel: 2 }))).accumulators['numRead'], '100');
    const bigint = postgresqlBlock('postgresqlreader', 'dst', { splitPk: 'id' });
    assert.match((await refusal(job(bigint, toStream))).cause, /Unsupported columnType \[int8\], columnName \[id\]$/);
  });

  test('dirty rows: only the bad ones of a batch, and the limit of max-rows', async () => {
    const source = mysqlReader({ column: ['id', 'name'], where: 'id <= 10', customSql: '' });
    await mariadb(`update ${database}.src set name = id where id <= 10 and id not in (3, 4)`);
    const text = job(source, postgresqlBlock('postgresqlwriter', 'small', { writeMode: 'insert' }));
    const tolerated = await finish(text, { 'chunjun.dirty-data.max-rows': '3' });
    assert.equal(tolerated.state, 'FINISHED');
    assert.equal(tolerated.accumulators['nErrors'], '2');
    assert.equal(tolerated.accumulators['numWrite'], '8');
    assert.deepEqual(await postgres(database, ['select count(*)::int from small']), [[8]]);
    await postgres(database, ['truncate small']);
    const restarts = { 'restart-strategy': 'fixed-delay', 'restart-strategy.fixed-delay.attempts': 3 };
    const failed = await finish(text, { 'chunjun.dirty-data.max-rows': '2', ...restarts });
    assert.match(failed.cause ?? '', /NoRestartException: The dirty consumer .* exceed the max-consumed \[2\]$/);
  });

  test('numWrite counts the last partial batch twice when no timer can flush it', async () => {
    const writer = postgresqlBlock('postgresqlwriter', 'copied', { writeMode: 'insert', flushIntervalMills: 0 });
    const source = mysqlReader({ column: ['id', 'name'], where: 'id <= 100' });
    assert.equal((await finish(job(source, writer))).accumulators['numWrite'], '200');
    assert.deepEqual(await postgres(database, ['select count(*)::int from copied']), [[100]]);
  });

  test('main() refuses what it can see; a bad preSql leaves a FAILED job, a bad write mode fails at run time', async () => {
    const table = (name: string) => job(mysqlReader({ connection: connectionTo(name) }), dst);
    assert.match((await refusal(table('nosuch'))).cause, /table nosuch not found\.$/);
    const column = await refusal(job(mysqlReader({ column: ['nope'] }), dst));
    assert.match(column.cause, /The column\[nope\] does not exist in the table\[src\]$/);
    const user = await refusal(job(mysqlReader({ username: 'nobody', password: 'x' }), dst));
    assert.match(user.cause, /Access denied for user 'nobody'/);
    const closed = [{ jdbcUrl: ['jdbc:mysql://127.0.0.1:1/x'], table: ['src'] }];
    assert.match((await refusal(job(mysqlReader({ connection: closed }), dst))).cause, /Connection refused/);

    const writer = (extra: object) =>
      postgresqlBlock('postgresqlwriter', 'dst', { column: ['id', 'name', 'at'], ...extra });
    const preSql = await refusal(job(mysqlReader(), writer({ preSql: ['delete from nosuch'] })));
    assert.equal(await client.state(preSql.jobId), 'FAILED');
    const mode = await finish(job(mysqlReader(), writer({ writeMode: 'upsert' })));
    assert.match(mode.cause ?? '', /Unknown write mode:upsert$/);
    const post = await finish(
      job(
        mysqlReader({ where: 'id = 4000' }),
        writer({ writeMode: 'update', postSql: ['delete from dst where id = 4000'] }),
      ),
    );
    assert.equal(post.state, 'FINISHED', post.cause ?? '');
    assert.equal(post.accumulators['numWrite'], '1');
    assert.deepEqual(await postgres(database, ['select count(*)::int from dst where id = 4000']), [[0]]);
  });

  /** By the converters and the JDBC writer of v1.12.8: what they damage without an error has to be damaged here too. */
  test('values become what the real converters make of them', async () => {
    const column = ['n', 'big', 'word', 'bits', 'flag', 'at'];
    const source = mysqlReader({ column, connection: connectionTo('zoo') });
    assert.equal(
      (await finish(job(source, documents.mysqlWriter(database, 'zoo_d', column)))).accumulators['nErrors'],
      '0',
    );
    const mysqlSees = `select concat_ws(' ', n, big, word + 0, bits + 0, flag, at) from ${database}.zoo_d`;
    assert.deepEqual(await mariadb(mysqlSees), ['44 -1 0 0 1 2024-01-02 03:04:05']);

    assert.equal(
      (await finish(job(source, postgresqlBlock('postgresqlwriter', 'zoo_d', { column })))).accumulators['nErrors'],
      '0',
    );
    const seen = await postgres(database, ['select * from zoo_d']);
    assert.deepEqual(seen, [[300, '-1', false, false, '1', '2024-01-02 03:04:05']]);

    await mariadb(`truncate ${database}.zoo_d`);
    const times = postgresqlBlock('postgresqlreader', 'times', { column: ['at'] });
    await finish(job(times, documents.mysqlWriter(database, 'zoo_d', ['at'])));
    assert.deepEqual(await mariadb(`select at from ${database}.zoo_d`), ['2024-01-02 03:04:05.678000']);
  });

  test('update without a key takes the columns of all unique indexes together; statements end at every semicolon', async () => {
    const source = mysqlReader({ column: ['id', 'name'], where: 'id = 1' });
    const writer = (extra: object) => postgresqlBlock('postgresqlwriter', 'twice', { writeMode: 'update', ...extra });
    const twoIndexes = await finish(job(source, writer({})));
    assert.match(twoIndexes.cause ?? '', /exceed the max-consumed \[0\]$/);
    const deprecated = await finish(job(source, writer({ updateKey: { key: ['id'] } })));
    assert.equal(deprecated.state, 'FINISHED', deprecated.cause ?? '');
    const preSql = ["insert into twice values (7, 'a;b')"];
    const cut = await refusal(job(source, writer({ uniqueKey: ['id'], preSql })));
    assert.match(cut.cause, /Unterminated string literal/);
  });

  test('polling keeps reading and hands out what it has at once', async () => {
    await postgres(database, ['truncate dst']);
    const reader = mysqlReader({
      increColumn: 'id',
      initReporter: false,
      polling: true,
      pollingInterval: 200,
      startLocation: '4990',
    });
    const writer = { ...dst, parameter: { ...dst.parameter, flushIntervalMills: 100 } };
    const answer = await client.run(coreId, programArgs(job(reader, writer)));
    const count = async () => (await postgres(database, ['select count(*)::int from dst']))[0]?.[0];
    const reaches = async (wanted: number) => {
      for (const deadline = Date.now() + 10_000; (await count()) !== wanted && Date.now() < deadline;) await delay(50);
      assert.equal(await count(), wanted);
    };
    await reaches(12);
    await mariadb(`insert into ${database}.src values (6000, 'later', null)`);
    await reaches(13);
    await client.cancel(answer.jobId ?? '');
    assert.equal(await client.waitFinal(answer.jobId ?? ''), 'CANCELED');
  });

  function connectionTo(table: string) {
    return [{ jdbcUrl: [`jdbc:mysql://127.0.0.1:3306/${database}?useSSL=false`], table: [table] }];
  }
});
