/** What is said of a text or a version before it runs, beyond what the document alone tells: no service is needed. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { datasourcePlaceholder, scriptTemplateFor } from '../../gateway/chunjun/import/script-template.ts';
import type { Diagnostic } from '../../gateway/chunjun/diagnostics.ts';
import type { VersionSpec } from '../../gateway/chunjun/version-spec.ts';
import { connectorDescriptions } from '../../gateway/connectors/descriptions/descriptions.ts';
import { renderVersion, type RenderDeps } from '../../gateway/jobs/render-version.ts';
import { validateText } from '../../gateway/jobs/validate-text.ts';

const source = '01J000000000000000000READR';
const target = '01J000000000000000000WRTER';
const connection = { config: { jdbcUrl: 'jdbc:mysql://h/d', username: 'u' }, secrets: { password: 'p' } };
const deps: RenderDeps = {
  datasources: {
    maskedConnections: (ids) =>
      Promise.resolve(
        new Map(ids.filter((id) => [source, target].includes(id)).map((id) => [id, { type: 'mysql', connection }])),
      ),
  },
  capabilities: () => Promise.resolve({}),
};
const show = ({ level, code, pointer }: Diagnostic) => `${level} ${code} ${pointer.replace('/job/content/0', '')}`;
const about = (found: readonly Diagnostic[], code: string) => found.filter((each) => each.code === code);

describe('a template nobody has filled in', () => {
  test('says what is to be filled in, and nothing that follows from it', async () => {
    const found = await validateText(deps, { text: scriptTemplateFor('mysql', 'postgresql') });
    assert.deepEqual(found.map(show).sort(), [
      'error placeholder /reader/parameter/column/0',
      'error placeholder /reader/parameter/connection/0/table/0',
      'error placeholder /writer/parameter/column/0',
      'error placeholder /writer/parameter/connection/0/table/0',
      'error script /reader/parameter/$datasource',
      'error script /writer/parameter/$datasource',
    ]);
    for (const { remedy } of about(found, 'script')) assert.match(remedy, /GET \/datasources lists them/);
    for (const { message } of about(found, 'placeholder')) assert.match(message, /"<\w+>" .*(?:column|table)/);
  });

  test('of every connector: the references are the only errors but for placeholders', async () => {
    const works = (status: string) => status === 'works' || status === 'untested';
    const followUps = ['no_username', 'url_missing', 'url_prefix', 'connection_missing', 'parameter_missing'];
    const seen: string[] = [];
    for (const { name, reader, writer } of connectorDescriptions) {
      const pairs = [
        ...(works(reader.status) ? [[name, 'stream'] as const] : []),
        ...(works(writer.status) ? [['stream', name] as const] : []),
      ];
      for (const [from, to] of pairs) {
        for (const found of await validateText(deps, { text: scriptTemplateFor(from, to) })) {
          const { level, code, pointer, message } = found;
          const isRight = code === 'placeholder' || (code === 'script' && pointer.endsWith('/$datasource'));
          const isFollowUp = followUps.includes(code) || message.includes('$datasource');
          if (!isRight && (level === 'error' || isFollowUp)) seen.push(`${from} ${to} ${show(found)} ${message}`);
        }
      }
    }
    assert.deepEqual(seen, []);
  });

  test('with the ids alone the placeholders are left', async () => {
    const text = scriptTemplateFor('mysql', 'mysql')
      .replace(datasourcePlaceholder, source)
      .replace(datasourcePlaceholder, target);
    const found = await validateText(deps, { text });
    assert.deepEqual(
      [...new Set(found.map(({ level, code }) => `${level} ${code}`))],
      ['error placeholder'],
      found.map(show).join('\n'),
    );
    const filled = text.replaceAll('<column>', 'id').replace('<table>', 'a').replace('<table>', 'b');
    assert.deepEqual(await validateText(deps, { text: filled }), []);
  });

  test('a data source of another type, and what is no id, have no follow-ups either', async () => {
    for (const [id, says] of [
      [JSON.stringify(source), /type mysql, the reader of type postgresql/],
      ['7', /must be the id/],
    ] as const) {
      const text = scriptTemplateFor('postgresql', 'stream')
        .replace(JSON.stringify(datasourcePlaceholder), id)
        .replaceAll(/<(?:column|table)>/g, 'a');
      const found = await validateText(deps, { text });
      assert.deepEqual(found.map(show), ['error script /reader/parameter/$datasource']);
      assert.match(found[0]?.message ?? '', says);
      assert.match(found[0]?.remedy ?? '', /GET \/datasources lists them/);
    }
  });
});

describe('what the gateway adds', () => {
  const form = (more: Partial<Extract<VersionSpec, { reader: unknown }>> = {}): VersionSpec => ({
    reader: { connector: 'mysql', datasourceId: source, parameter: { table: 'a', where: "id > '${from}'" } },
    writer: { connector: 'mysql', datasourceId: target, parameter: { table: 'b', writeMode: 'insert' } },
    mapping: [{ from: 'id' }],
    ...more,
  });
  const render = async (spec: VersionSpec) =>
    (await renderVersion(deps, { spec, kind: 'batch', clusterId: null, parameters: { from: 1 } })).diagnostics;

  test('a setting is not held against its author; a key written by hand is', async () => {
    assert.deepEqual(about(await render(form({ settings: { dirtyRowsAllowed: 0 } })), 'dirty_max_rows'), []);
    const flinkConfiguration = { 'chunjun.dirty-data.max-rows': 1 };
    const byHand = await render(form({ settings: { dirtyRowsAllowed: 5, flinkConfiguration } }));
    assert.deepEqual(about(byHand, 'dirty_max_rows').map(show), [
      'info dirty_max_rows /confProp/chunjun.dirty-data.max-rows',
    ]);
    // What the cluster has to have is news even so.
    const collector = about(await render(form({ settings: { dirtyRowsOutput: 'log' } })), 'dirty_collector');
    assert.equal(collector.length, 1);
  });

  test('a parameter inside SQL is a warning at its place, but not a number', async () => {
    const warned = about(await render(form()), 'parameter_in_sql');
    assert.deepEqual(warned.map(show), ['warning parameter_in_sql /reader/parameter/where']);
    assert.match(warned[0]?.message ?? '', /\$\{from\} becomes part of the SQL as it is/);
    assert.doesNotMatch(warned[0]?.message ?? '', /\n/);
    const number = form({ parameters: [{ name: 'from', type: 'integer' }] });
    assert.deepEqual(about(await render(number), 'parameter_in_sql'), []);
  });

  test('the same in scripts: also in preSql, never outside SQL', async () => {
    const parameter = (more: object) => ({
      $datasource: source,
      column: ['id'],
      connection: [{ table: ['t'] }],
      ...more,
    });
    const script = JSON.stringify({
      job: {
        content: [
          {
            reader: { name: 'mysqlreader', parameter: parameter({ customSql: 'select ${what} from t' }) },
            writer: {
              name: 'mysqlwriter',
              parameter: parameter({ preSql: ['delete from t', 'delete from t where d = ${day}'], batchSize: '${n}' }),
            },
          },
        ],
      },
    });
    const places = [
      'warning parameter_in_sql /reader/parameter/customSql',
      'warning parameter_in_sql /writer/parameter/preSql/1',
    ];
    const found = await validateText(deps, { text: script, parameters: { day: 1, what: 'id' } });
    assert.deepEqual(about(found, 'parameter_in_sql').map(show), places);
    const spec: VersionSpec = { script, parameters: [{ name: 'n', type: 'integer' }] };
    const values = { what: 'id', day: 1, n: 5 };
    const rendered = await renderVersion(deps, { spec, kind: 'script', clusterId: null, parameters: values });
    assert.deepEqual(about(rendered.diagnostics, 'parameter_in_sql').map(show), places);
  });
});
