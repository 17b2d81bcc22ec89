import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { checkVersionSpec } from '../../../gateway/chunjun/check-version-spec.ts';
import { importJob } from '../../../gateway/chunjun/import/import-job.ts';
import { walk } from '../../../gateway/chunjun/validate/document-node.ts';
import { parseDocument } from '../../../gateway/chunjun/validate/parse-document.ts';
import { SyncSpecSchema } from '../../../gateway/chunjun/version-spec.ts';
import { findErrors } from '../../../gateway/core/check.ts';
import { sources } from './sources.ts';

const verdicts = new URL('../../fixtures/verdicts/', import.meta.url);
/** What the real program was given: Chunjun documents of every kind, broken ones among them. */
const realTexts = readdirSync(verdicts)
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) => {
    const { document } = JSON.parse(readFileSync(new URL(file, verdicts), 'utf8')) as { document?: unknown };
    return document === undefined || document === null ? [] : [{ name: file, text: JSON.stringify(document) }];
  });

function leavesOf(text: string): string[] {
  const { root } = parseDocument(text);
  assert.ok(root);
  return [...walk(root)].filter((n) => n.items.length === 0 && n.members.length === 0).map(({ pointer }) => pointer);
}

function assertWhole(text: string): void {
  const { report, spec } = importJob(text);
  for (const leaf of leavesOf(text)) {
    const covering = report.filter(({ pointer }) => leaf === pointer || leaf.startsWith(`${pointer}/`));
    assert.equal(covering.length, 1, `${leaf}: ${covering.map(({ pointer }) => pointer).join(' and ')}`);
  }
  assert.equal(
    spec === null,
    report.some(({ outcome }) => outcome === 'refused'),
  );
}

describe('importJob', () => {
  assert.ok(sources.length >= 15);
  for (const { name, text, golden } of sources) {
    test(`golden: ${name}`, () => {
      assert.deepEqual(JSON.parse(JSON.stringify(importJob(text))), JSON.parse(readFileSync(golden, 'utf8')));
    });
    test(`every leaf of ${name} is accounted for once`, () => assertWhole(text));
    test(`what is made of ${name} is a version, but for its data sources`, () => {
      const { spec } = importJob(text);
      if (spec === null) return;
      const errors = [...findErrors(SyncSpecSchema, spec), ...checkVersionSpec(spec, new Map())];
      assert.deepEqual(
        errors.filter(({ pointer }) => !pointer.endsWith('/datasourceId')),
        [],
      );
    });
  }

  test('what the real program was given: no crash, every leaf accounted for', () => {
    assert.ok(realTexts.length > 20, `${realTexts.length}`);
    let versions = 0;
    for (const { name, text } of realTexts) {
      assertWhole(text);
      if (importJob(text).spec !== null) versions += 1;
      else assert.ok(importJob(text).report.length > 0, name);
    }
    assert.ok(versions > realTexts.length / 2, `${versions} of ${realTexts.length}`);
  });

  for (const [what, text] of [
    ['an empty text', ''],
    ['no JSON', '{"job": '],
    ['a list', '[1]'],
    ['another document', '{"a": 1}'],
    ['a job without content', '{"job": {"content": []}}'],
    ['a content without writer', '{"job": {"content": [{"reader": {"name": "mysqlreader"}}]}}'],
    ['steps without writer', '{"type": "job", "steps": [{"category": "reader", "stepType": "mysql"}]}'],
    ['a plugin without name', '{"configuration": {"reader": {"parameter": {}}, "writer": {"plugin": "mysql"}}}'],
  ] as const) {
    test(`${what} is refused, and it is said what was expected`, () => {
      assert.throws(
        () => importJob(text),
        (error: { code?: string; remedy?: string }) =>
          error.code === 'document_invalid' && /Expected is DataWorks/.test(error.remedy ?? ''),
      );
    });
  }

  test("a column's type in the connector's word, or refused", () => {
    const job = (type: string) =>
      importJob(
        JSON.stringify({
          job: {
            content: [
              {
                reader: { name: 'mysqlreader', parameter: { column: ['id'], connection: [{ table: ['t'] }] } },
                writer: {
                  name: 'hdfswriter',
                  parameter: { path: '/p', fileType: 'text', fileName: 'f', column: [{ name: 'id', type }] },
                },
              },
            ],
          },
        }),
      );
    const at = '/job/content/0/writer/parameter/column/0/type';
    const said = (type: string) => job(type).report.find(({ pointer }) => pointer === at);
    assert.deepEqual(job('DATETIME').spec?.mapping, [{ from: 'id', to: { name: 'id', type: 'timestamp' } }]);
    assert.equal(said('DATETIME')?.outcome, 'approximated');
    assert.deepEqual(job('VARCHAR(20)').spec?.mapping, [{ from: 'id', to: { name: 'id', type: 'VARCHAR(20)' } }]);
    assert.equal(said('array')?.outcome, 'refused');
  });

  test('2,000 columns take no time to speak of', () => {
    const column = JSON.stringify(Array.from({ length: 2000 }, (_, index) => `c${index}`));
    const side = (name: string) => `{"name":"${name}","parameter":{"column":${column},"connection":[{"table":["t"]}]}}`;
    const { spec } = importJob(
      `{"job":{"content":[{"reader":${side('mysqlreader')},"writer":${side('mysqlwriter')}}]}}`,
    );
    assert.equal(spec?.mapping.length, 2000);
  });
});

test('columns of a JDBC reader that are expressions: kept, never said to be mapped plainly', () => {
  const side = (name: string, url: unknown, column: unknown[]) => ({
    name,
    parameter: { username: 'u', password: 'p', column, connection: [{ jdbcUrl: url, table: ['t'] }] },
  });
  const column = ['id', '1 as one', 'longitude as longitude', 'id x', 'id+1', 't.id', '`a b`', '`t`.`id`'];
  const text = JSON.stringify({
    job: {
      content: [
        {
          reader: side('postgresqlreader', ['jdbc:postgresql://h/a'], column),
          writer: side('postgresqlwriter', 'jdbc:postgresql://h/b', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']),
        },
      ],
    },
  });
  const { report, spec } = importJob(text);
  const outcomes = column.map((_, index) => {
    const entry = report.find(({ pointer }) => pointer === `/job/content/0/reader/parameter/column/${index}`);
    if (entry?.outcome === 'approximated') assert.match(entry.remedy ?? '', /customSql|alone/);
    return entry?.outcome;
  });
  const look = 'approximated';
  assert.deepEqual(outcomes, ['mapped', look, look, look, look, look, 'mapped', look]);
  assert.equal(spec?.mapping[6]?.from, 'a b');
  // A call or a constant, with or without an alias, is still refused.
  const refused = (name: string) => importJob(text.replace('1 as one', name)).spec;
  for (const name of ['now() as x', "'x' as y", '1']) assert.equal(refused(name), null, name);
});
