/**
 * `npm run bench:document [-- --rounds 9] [--milliseconds 300]`: what a version costs until it is a judged document, on
 * one core, warm. Every round runs each line in turn for some milliseconds of processor time, the garbage collector's
 * included; the table gives medians over the rounds.
 *   build + validate   buildJob, then validateDocument of the document, as before every run
 *   from text          parseDocument, validateDocument and printDocument, as for a script
 *   floor              JSON.parse(JSON.stringify(document)) of the same document
 * The last line is one JSON object.
 */
import { parseArgs } from 'node:util';
import { buildJob, type BuildInput } from '../../gateway/chunjun/build-job-json.ts';
import { checkVersionSpec } from '../../gateway/chunjun/check-version-spec.ts';
import { fromValue, parseDocument } from '../../gateway/chunjun/validate/parse-document.ts';
import { printDocument } from '../../gateway/chunjun/validate/print-document.ts';
import { validateDocument } from '../../gateway/chunjun/validate/validate-document.ts';
import type { ValidationContext } from '../../gateway/chunjun/validate/validation-context.ts';
import { median, rounded, table } from './stats.ts';

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '9' }, milliseconds: { type: 'string', default: '300' } },
});
const rounds = Number(options.rounds);
const milliseconds = Number(options.milliseconds);

const types = ['bigint', 'int', 'varchar(255)', 'decimal(18,4)', 'datetime', 'text', 'double', 'date'];
const targetTypes = ['int8', 'int8', 'varchar', 'numeric', 'timestamp', 'text', 'float8', 'date'];
const ids = { reader: '1'.padStart(26, '0'), writer: '2'.padStart(26, '0') };
const connectionTo = (port: number) => ({
  config: { host: 'db.example', port, database: 'shop', username: 'sync', properties: { useSSL: 'false' } },
  secrets: { password: 'not a real one' },
});

/** Incremental MySQL → PostgreSQL with the settings of a careful person; `where` of this length in characters. */
function versionOf(columns: number, whereLength: number): { input: BuildInput; context: ValidationContext } {
  const names = Array.from({ length: columns }, (_, index) => `order_column_${index}`);
  const condition = "(status <> 'deleted' and shop_id in (1, 2, 3))";
  const where = Array<string>(Math.ceil(whereLength / (condition.length + 5)))
    .fill(condition)
    .join(' and ');
  const typesOf = (list: readonly string[]) =>
    new Map(names.map((name, index) => [name, list[index % list.length] ?? ''] as const));
  const input: BuildInput = {
    spec: {
      reader: {
        connector: 'mysql',
        datasourceId: ids.reader,
        parameter: {
          table: 'orders',
          where,
          splitPk: 'order_column_0',
          increColumn: 'order_column_4',
          startLocation: '2024-01-01 00:00:00',
          fetchSize: 1000,
          queryTimeOut: 600,
        },
      },
      writer: {
        connector: 'postgresql',
        datasourceId: ids.writer,
        parameter: {
          table: 'orders_copy',
          schema: 'public',
          writeMode: 'update',
          uniqueKey: ['order_column_0'],
          preSql: ['analyze orders_copy'],
          batchSize: 1024,
          flushIntervalMills: 10000,
        },
      },
      mapping: names.map((name) => ({ from: name, to: name })),
      settings: {
        channels: 4,
        bytesPerSecond: 10485760,
        dirtyRowsAllowed: 100,
        checkpointIntervalMs: 60000,
        restartAttempts: 3,
      },
    },
    reader: connectionTo(3306),
    writer: { ...connectionTo(5432), config: { ...connectionTo(5432).config, properties: { ssl: 'false' } } },
    startLocation: '2024-02-29 12:00:00',
  };
  const errors = checkVersionSpec(
    input.spec,
    new Map([
      [ids.reader, 'mysql'],
      [ids.writer, 'postgresql'],
    ]),
  );
  if (errors.length > 0) throw new Error(`the version is not valid: ${JSON.stringify(errors)}`);
  return { input, context: { columnTypes: { reader: typesOf(types), writer: typesOf(targetTypes) } } };
}

/** Kept, so that no work can be left out as unused. */
let kept: unknown;

/** Times per second of processor time: the machine may have other work, which the clock would count. */
function perSecond(work: () => unknown, forMs = milliseconds): number {
  const start = process.cpuUsage();
  let times = 0;
  let batch = 1;
  let used = 0;
  while (used < forMs * 1000) {
    for (let index = 0; index < batch; index += 1) kept = work();
    times += batch;
    const { user, system } = process.cpuUsage(start);
    used = user + system;
    // Asking for the time costs as much as a tenth of the floor's work.
    if (used < forMs * 100) batch *= 2;
  }
  return (times * 1_000_000) / used;
}

const sizes = [
  { name: '50 columns', columns: 50, whereLength: 90 },
  { name: '2,000 columns', columns: 2000, whereLength: 90 },
  { name: '1 MB', columns: 50, whereLength: 19_000, more: 1_000_000 },
];

const measured = sizes.map(({ name, columns, whereLength, more = 0 }) => {
  const { input, context } = versionOf(columns, whereLength);
  const statement = "insert into log values ('begin')";
  const preSql = Array<string>(Math.ceil(more / (statement.length + 3))).fill(statement);
  if (more > 0) Object.assign(input.spec.writer.parameter, { preSql });
  const { document } = buildJob(input);
  const text = JSON.stringify(document);
  const lines = {
    documents: () => {
      const built = buildJob(input);
      return validateDocument(fromValue(built.document), { ...context, confProp: built.confProp });
    },
    texts: () => {
      const parsed = parseDocument(text);
      return [validateDocument(parsed, context), parsed.root === null ? '' : printDocument(parsed.root)];
    },
    floor: () => JSON.parse(JSON.stringify(document)) as unknown,
  };
  const errors = lines.documents().filter(({ level }) => level === 'error');
  if (errors.length > 0) throw new Error(`the document is not valid: ${JSON.stringify(errors)}`);
  const samples = { documents: [] as number[], texts: [] as number[], floor: [] as number[] };
  // The compiler takes its time over forty rules: without it the first rounds would measure the compiler.
  for (const work of Object.values(lines)) perSecond(work, milliseconds * 10);
  for (let round = 0; round < rounds; round += 1) {
    for (const line of ['documents', 'texts', 'floor'] as const) samples[line].push(perSecond(lines[line]));
  }
  return {
    name,
    bytes: text.length,
    documents: median(samples.documents),
    texts: median(samples.texts),
    floor: median(samples.floor),
  };
});

const [fifty, wide, megabyte] = measured;
if (fifty === undefined || wide === undefined || megabyte === undefined || kept === undefined)
  throw new Error('no size');
console.log(
  table([
    ['per second, medians', 'bytes', 'build + validate', 'from text', 'floor', 'floor / build + validate'],
    ...measured.map(({ name, bytes, documents, texts, floor }) => [
      name,
      bytes,
      rounded(documents),
      rounded(texts),
      rounded(floor),
      rounded(floor / documents),
    ]),
  ]),
);
console.log(
  JSON.stringify({
    rounds,
    documentsPerSecond: rounded(fifty.documents),
    floorPerSecond: rounded(fifty.floor),
    ratio: rounded(fifty.floor / fifty.documents, 2),
    textsPerSecond: rounded(fifty.texts),
    documentsPerSecond2000Columns: rounded(wide.documents),
    floorPerSecond2000Columns: rounded(wide.floor),
    documentsPerSecond1MB: rounded(megabyte.documents),
    textsPerSecond1MB: rounded(megabyte.texts),
  }),
);
