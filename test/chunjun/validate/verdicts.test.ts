/**
 * Every recorded run of the real Chunjun 1.12.8 against the validator: what was refused or failed for a reason the
 * document, confProp or arguments show has to be found, at the field it is about; what ran must get no error.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { validateDocument } from '../../../gateway/chunjun/validate/validate-document.ts';
import type { Diagnostic } from '../../../gateway/chunjun/diagnostics.ts';
import { expected, expectedWarnings, needsColumnTypes, type Finding } from './expected.ts';
import { contextOf, documentOf, readRecordedCases, type RecordedCase } from './recorded-cases.ts';

const unreachable = 'nothing answers at the address: only a connection tells';
const password = 'the server does not take the password: only a connection tells';
const absent = 'the server has no such database, schema or table: only its metadata tell';
const content = 'the data decide, not their type';

/** Failures that no look at document, confProp, arguments and column types can foresee. */
const undecidable: Readonly<Record<string, string>> = {
  'm2m-bad-host': unreachable,
  'm2m-bad-port': unreachable,
  'ftp-bad-port': unreachable,
  'http-bad-port': unreachable,
  'hdfs-reader-unreachable': unreachable,
  'hdfs-writer-unreachable': unreachable,
  'redis-writer-bad-port': unreachable,
  'm2m-wrong-password': password,
  'm2m-wrong-password-writer': password,
  'ftp-wrong-password': password,
  'sftp-wrong-password': password,
  'redis-writer-password': password,
  'dirty-mysql-bad-password': password,
  'm2m-bad-database': absent,
  'm2m-bad-table-writer': absent,
  'm2m-presql-bad': absent,
  'm2m-postsql-bad': absent,
  'pg-schema-wrong': absent,
  'http-error-500': 'the server answers 500',
  'redis-reader-no-match': 'no key matches: only the server knows its keys',
  'ftp-bad-rows': content,
  'zero-date': content,
};

/** Found, and rightly, but the recording failed of something else first. */
const otherReason: Readonly<Record<string, string>> = {
  'kafka-bad-broker': 'the broker did not answer; with one that does the job fails of Java 17',
};

const cases = readRecordedCases();
const fails = ({ verdict }: RecordedCase) => verdict === 'refused_at_submit' || verdict === 'failed_at_run';

const bases: readonly [short: string, long: string][] = [
  ['R', '/job/content/0/reader/parameter'],
  ['W', '/job/content/0/writer/parameter'],
  ['C', '/job/content/0'],
  ['S', '/job/setting'],
];

function hasFinding(found: readonly Diagnostic[], [level, code, place]: Finding): boolean {
  const [short, long] = bases.find(([letter]) => place === letter || place.startsWith(`${letter}/`)) ?? ['', ''];
  const pointer = long + place.slice(short.length);
  return found.some((each) => each.level === level && each.code === code && each.pointer === pointer);
}

const show = (found: readonly Diagnostic[]) =>
  found.map(({ level, code, pointer }) => `${level} ${code} ${pointer}`).join('\n') || 'nothing';

describe('recorded verdicts of the real program', () => {
  test('all are there, and every list names recorded cases of its kind', () => {
    assert.equal(cases.length, 384);
    const failing = new Set(cases.filter(fails).map(({ id }) => id));
    const running = new Set(cases.filter((each) => !fails(each)).map(({ id }) => id));
    const listed = [...Object.keys(expected), ...Object.keys(undecidable)];
    assert.deepEqual(
      listed.toSorted(),
      [...failing].toSorted(),
      'every failure is expected or undecidable, never both',
    );
    assert.deepEqual(
      Object.keys(expectedWarnings).filter((id) => !running.has(id)),
      [],
    );
    assert.deepEqual(
      [...needsColumnTypes, ...Object.keys(otherReason)].filter((id) => !(id in expected)),
      [],
    );
  });

  for (const recorded of cases) {
    const { id, verdict } = recorded;
    test(`${id}: ${verdict}`, (t) => {
      const found = validateDocument(documentOf(recorded), contextOf(recorded));
      const errors = found.filter(({ level }) => level === 'error');
      const finding = expected[id] ?? expectedWarnings[id];
      if (finding !== undefined)
        assert.ok(hasFinding(found, finding), `${finding.join(' ')} is not among\n${show(found)}`);
      if (!fails(recorded) || id in undecidable) {
        assert.deepEqual(errors, [], id in undecidable ? 'decidable after all: take it off the list' : undefined);
      }
      if (!fails(recorded) && !(id in expectedWarnings)) {
        assert.deepEqual(
          found.filter(({ level }) => level === 'warning'),
          [],
          'it ran as it was meant: a warning has to be listed',
        );
      }
      const reason = undecidable[id] ?? otherReason[id];
      if (reason !== undefined) t.diagnostic(reason);
    });
  }

  test('what the column types decide is not claimed without them', () => {
    for (const recorded of cases.filter(({ id }) => needsColumnTypes.includes(id))) {
      const { columnTypes, ...context } = contextOf(recorded);
      assert.ok(columnTypes?.reader ?? columnTypes?.writer, recorded.id);
      const found = validateDocument(documentOf(recorded), context);
      assert.equal(hasFinding(found, expected[recorded.id]!), false, recorded.id);
    }
  });

  test('how many agree', (t) => {
    const failing = cases.filter(fails).length;
    const hidden = Object.keys(undecidable).length;
    t.diagnostic(`${cases.length} cases: ${cases.length - failing} that ran have no error;`);
    t.diagnostic(`of ${failing} failures ${failing - hidden} are found, ${hidden} are undecidable`);
  });
});

test('every verdict that a rule rests on is recorded', () => {
  const ids = new Set(cases.map(({ id }) => id));
  const folder = new URL('../../../gateway/chunjun/validate/', import.meta.url);
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const named = sources.flatMap((file) =>
    [...readFileSync(new URL(file, folder), 'utf8').matchAll(/verdicts\/([a-z0-9-]+)(?=['",])/g)].map(([, id]) => id!),
  );
  assert.ok(named.length > 80, `${named.length} facts`);
  assert.deepEqual(
    named.filter((id) => !ids.has(id)),
    [],
  );
  const emitted = cases
    .flatMap((each) => validateDocument(documentOf(each), contextOf(each)))
    .flatMap(({ fact = '' }) => [...fact.matchAll(/verdicts\/([a-z0-9-]+)(?![a-z0-9-]*\.md)/g)].map(([, id]) => id!));
  assert.deepEqual(
    emitted.filter((id) => !ids.has(id) && !id.startsWith('README')),
    [],
  );
});
