/**
 * Runs recorded verdicts of the real Chunjun against the stand-in and prints where they differ.
 * `npx tsx test/chunjun-stand-in/replay.ts DIRECTORY [name part…]`; exit code 1 when a verdict differs.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalFlink } from '../../scripts/flink/local-cluster.ts';
import { prepareStandIn } from './build.ts';
import { dropDatabases, mariadb, postgres, whyNoDatabases } from './databases.ts';
import { LIB_MODE, flinkClient, innermostCause, programArgs } from './flink-client.ts';

interface Case {
  id: string;
  bundle: string;
  setup: { mariadb?: string[]; postgresql?: string[]; files?: unknown; services?: unknown };
  document?: unknown;
  documentText?: string;
  confProp?: unknown;
  confPropText?: string;
  rawJob?: boolean;
  args?: Record<string, string | null>;
  verdict: string;
  message: string | null;
  accumulators: Record<string, string> | null;
  observed: {
    rowsInTarget?: number;
    vertices?: [string, number][];
    jobExistsAfterRefusal?: boolean;
    attempts?: number;
  };
}

/** Bounded jobs of the cases need a second or two here; what still runs after this long runs for ever. */
const FOREVER_MS = 12_000;
const WORKERS = 4;
const COMPARED = ['numRead', 'numWrite', 'nErrors', 'startLocation', 'endLocation'];
/** Sums that the contract calls unreliable when the dirty limit ended the job. */
const failedByDirt = (message: string | null) => message?.includes('The dirty consumer shutdown') === true;

const [directory, ...only] = process.argv.slice(2);
if (!directory) throw new Error('usage: replay.ts DIRECTORY [name part…]');
const missing = await whyNoDatabases();
if (missing) throw new Error(missing);

const cache = '.cache';
const standIn = await prepareStandIn({ cacheDir: cache });
const core = join(standIn.distDir, 'chunjun-core.jar');
const connectors = ['stream', 'mysql', 'postgresql'].map((n) =>
  join(standIn.distDir, `connector/${n}/chunjun-connector-${n}.jar`),
);
// The recorded names are shared by everybody who replays: each replay has databases of its own.
const database = `replay_${randomUUID().slice(0, 8)}`;
const own = (text: string) =>
  text.replaceAll('127.0.0.1:5432/test', `127.0.0.1:5432/${database}`).replace(/\bverdicts\b/g, database);
const recorded = (text: string) =>
  text.replaceAll(database, 'verdicts').replaceAll(standIn.distDir, '/opt/chunjun-dist');
const workDir = await mkdtemp(join(tmpdir(), 'chunjun-replay-'));
const flink = await startLocalFlink({
  workDir,
  cacheDir: cache,
  slotsPerTaskManager: 10,
  extraLibJars: [core, ...connectors],
  config: LIB_MODE,
});
const client = flinkClient(flink.restUrl);
const tally = { replayed: 0, verdicts: 0, messages: 0, figures: 0, skipped: 0 };
try {
  await mariadb(`create database ${database} character set utf8mb4`);
  await postgres('postgres', [`create database ${database}`]);
  await postgres(database, [`create schema if not exists ${database}`]);
  const jarId = await client.upload(core);
  const queue = await loadCases(directory);
  const work = async () => {
    for (let one = queue.shift(); one; one = queue.shift()) await replay(one, jarId);
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
} finally {
  await flink.stop();
  await dropDatabases(database);
  await rm(workDir, { recursive: true, force: true });
}
console.log(
  `${tally.replayed} cases replayed (${tally.skipped} need other plugins or users): ${tally.verdicts} verdicts agree; of these ` +
    `${tally.messages} messages and ${tally.figures} sets of figures (rows, accumulators, vertices) agree too`,
);
process.exitCode = tally.verdicts === tally.replayed ? 0 : 1;

async function loadCases(folder: string): Promise<Case[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const cases: Case[] = [];
  for (const name of names) {
    const one = JSON.parse(own(await readFile(join(folder, name), 'utf8'))) as Case;
    if (only.length > 0 && !only.some((part) => name.includes(part))) continue;
    if (one.bundle === 'base' && !one.setup.files && !one.setup.services) cases.push(one);
    else tally.skipped += 1;
  }
  return cases;
}

async function replay(one: Case, jarId: string) {
  try {
    if (one.setup.mariadb) await mariadb(one.setup.mariadb.join(';\n'));
    if (one.setup.postgresql) await postgres(database, one.setup.postgresql);
  } catch (error) {
    tally.skipped += 1;
    console.log(`skipped ${one.id}: its setup fails here: ${String(error)}`);
    return;
  }
  tally.replayed += 1;
  try {
    const seen = await attempt(one, jarId);
    const wanted = one.message === null ? null : recorded(one.message);
    if (seen.verdict !== one.verdict) {
      console.log(
        `VERDICT ${one.id}: ${one.verdict} recorded, ${seen.verdict} seen\n    recorded: ${wanted}\n    seen:     ${seen.message}`,
      );
      return;
    }
    tally.verdicts += 1;
    if (sameMessage(wanted, seen.message)) tally.messages += 1;
    else console.log(`message ${one.id}\n    recorded: ${wanted}\n    seen:     ${seen.message}`);
    if (seen.figures.length === 0) tally.figures += 1;
    else console.log(`figures ${one.id}: ${seen.figures.join(', ')}`);
  } catch (error) {
    console.log(`ERROR   ${one.id}: ${String(error)}`);
  }
}

async function attempt(one: Case, jarId: string) {
  const text = one.documentText ?? JSON.stringify(one.document);
  const confProp = one.confPropText ?? JSON.stringify(one.confProp ?? {});
  const overrides: Record<string, string | null> = { ...one.args };
  if (overrides['-chunjunDistDir'] === '/opt/chunjun-dist') overrides['-chunjunDistDir'] = standIn.distDir;
  if (one.rawJob) overrides['-job'] = text;
  if (one.confPropText !== undefined) overrides['-confProp'] = one.confPropText;
  const jobId = randomUUID().replaceAll('-', '');
  const answer = await client.run(jarId, programArgs(text, confProp, overrides), jobId);
  const figures: string[] = [];
  const figure = (name: string, was: unknown, is: unknown) => {
    if (was !== undefined && JSON.stringify(was) !== JSON.stringify(is)) {
      figures.push(`${name} ${JSON.stringify(was)} recorded, ${JSON.stringify(is)} seen`);
    }
  };
  if (answer.status !== 200) {
    const exists = await client.state(jobId).then(
      () => true,
      () => false,
    );
    figure('jobExistsAfterRefusal', one.observed.jobExistsAfterRefusal, exists);
    return { verdict: 'refused_at_submit', message: recorded(innermostCause(answer.error)), figures };
  }
  const state = await client.waitFinal(jobId, FOREVER_MS);
  const verdict = state === 'FINISHED' ? 'succeeded' : state === 'FAILED' ? 'failed_at_run' : 'runs_forever';
  if (verdict === 'runs_forever') {
    await client.cancel(jobId);
    await client.waitFinal(jobId);
  }
  const message = state === 'FAILED' ? recorded(innermostCause(await client.rootException(jobId))) : null;
  if (verdict === 'succeeded') {
    const accumulators = await client.accumulators(jobId);
    for (const name of COMPARED) figure(name, one.accumulators?.[name], accumulators[name]);
    for (const name of Object.keys(one.accumulators ?? {})) if (!(name in accumulators)) figures.push(`no ${name}`);
  }
  if (verdict !== 'runs_forever' && !failedByDirt(one.message) && !text.includes('transformSql')) {
    figure('vertices', one.observed.vertices, await client.vertices(jobId));
  }
  figure(
    'rowsInTarget',
    one.observed.rowsInTarget,
    one.observed.rowsInTarget === undefined ? 0 : await rowsInTarget(one),
  );
  return { verdict, message, figures };
}

/** Rows in the writer's table; the recorded number itself where the document does not say which table that is. */
async function rowsInTarget(one: Case): Promise<number | undefined> {
  const text = one.documentText ?? JSON.stringify(one.document);
  const writer = text.slice(text.indexOf('"writer"'));
  const table = /"table": ?\[ ?"(?:(\w+)\.)?(\w+)"/.exec(writer);
  const schema = /"schema": ?"(\w+)"/.exec(writer)?.[1] ?? table?.[1];
  if (!table?.[2]) return one.observed.rowsInTarget;
  if (writer.startsWith('"writer": {"name": "mysql') || writer.startsWith('"writer":{"name":"mysql')) {
    return Number((await mariadb(`select count(*) from \`${schema ?? database}\`.\`${table[2]}\``))[0]);
  }
  const rows = await postgres(database, [`select count(*)::int from "${schema ?? 'public'}"."${table[2]}"`]);
  return Number(rows[0]?.[0]);
}

/** Java's helpful NullPointerException texts and the positions in Gson's messages are not worth imitating. */
function sameMessage(wanted: string | null, seen: string | null): boolean {
  const plain = (text: string | null) =>
    (text ?? '')
      .replace(/^[\w.$]+(?:Exception|Error): /, '')
      .replace(/ (?:at line \d+ column \d+ )?(?:at )?path .*$/, '')
      .replace(/\s+/g, ' ')
      .trim();
  if (wanted?.startsWith('java.lang.NullPointerException') && seen?.startsWith('java.lang.NullPointerException'))
    return true;
  return plain(wanted) === plain(seen);
}
