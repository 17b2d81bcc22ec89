import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildJob } from '../../gateway/chunjun/build-job-json.ts';
import { checkVersionSpec, datasourceIdsOf } from '../../gateway/chunjun/check-version-spec.ts';
import { programArguments } from '../../gateway/chunjun/program-arguments.ts';
import { SyncSpecSchema, type SyncSpec } from '../../gateway/chunjun/version-spec.ts';
import { findErrors } from '../../gateway/core/check.ts';
import { readFixtures, withValue, type GoldenDocument } from './fixtures.ts';

const datasourceTypes = (spec: SyncSpec): Map<string, string> =>
  new Map(
    [spec.reader, spec.writer].flatMap(({ datasourceId, connector }) =>
      datasourceId === undefined ? [] : [[datasourceId, connector] as const],
    ),
  );

describe('buildJob: golden documents', () => {
  for (const [name, golden] of readFixtures<GoldenDocument>('documents')) {
    const { spec, reader, writer, startLocation } = golden;
    test(name, () => {
      assert.deepEqual(findErrors(SyncSpecSchema, spec), []);
      assert.deepEqual(checkVersionSpec(spec, datasourceTypes(spec)), []);
      const built = buildJob({ spec, reader, writer, startLocation });
      const expected = golden.document;
      assert.deepEqual(JSON.parse(JSON.stringify(built.document)), expected);
      assert.deepEqual(built.confProp, golden.confProp);
      assert.equal(built.slots, golden.slots);
      assert.deepEqual(built.plugins, golden.plugins);
      const args = programArguments({
        job: { ...built, documentText: JSON.stringify(built.document) },
        jobName: name,
        mode: 'kubernetes-session',
        distributionDirectory: '',
      });
      assert.deepEqual(JSON.parse(decodeURIComponent(args[args.indexOf('-job') + 1] ?? '')), expected);
      assert.deepEqual(JSON.parse(decodeURIComponent(args[args.indexOf('-confProp') + 1] ?? '')), golden.confProp);
    });
  }

  test('the same input gives the same text, and input is not changed', () => {
    for (const [, { spec, reader, writer, startLocation }] of readFixtures<GoldenDocument>('documents')) {
      const before = JSON.stringify({ spec, reader, writer });
      const first = JSON.stringify(buildJob({ spec, reader, writer, startLocation }));
      assert.equal(JSON.stringify(buildJob({ spec, reader, writer, startLocation })), first);
      assert.equal(JSON.stringify({ spec, reader, writer }), before);
    }
  });

  const incremental = readFixtures<GoldenDocument>('documents').find(([name]) => name.includes('incremental'))?.[1];
  assert.ok(incremental);
  const parameterWith = (stored: string | null, own: string | undefined) => {
    const spec = withValue(incremental.spec, '/reader/parameter/startLocation', own);
    return buildJob({ ...incremental, spec, startLocation: stored }).document.job.content[0].reader.parameter;
  };
  for (const [stored, own, expected] of [
    [null, undefined, ''],
    [null, '5', '5'],
    ['9', '5', '9'],
    ['9', undefined, '9'],
  ] as const) {
    test(`the last offset ${String(stored)} goes before the version's own ${String(own)}`, () => {
      assert.equal(parameterWith(stored, own)['startLocation'], expected);
    });
  }

  test('an offset goes to no reader without an increment', () => {
    const spec = withValue(incremental.spec, '/reader/parameter/increColumn', undefined);
    const { parameter } = buildJob({ ...incremental, spec, startLocation: '9' }).document.job.content[0].reader;
    assert.equal('startLocation' in parameter, false);
    assert.equal('initReporter' in parameter, false);
  });

  test('refuses what no check let through', () => {
    const spec = withValue(incremental.spec, '/reader/connector', 'nosuch');
    assert.throws(() => buildJob({ ...incremental, spec }), /nosuch is no reader/);
  });

  test('data sources of a version, each once', () => {
    const { spec } = incremental;
    assert.deepEqual(datasourceIdsOf(spec), [spec.reader.datasourceId, spec.writer.datasourceId]);
    assert.deepEqual(datasourceIdsOf(withValue(spec, '/writer/datasourceId', spec.reader.datasourceId)), [
      spec.reader.datasourceId,
    ]);
  });
});

describe('buildJob: keys of messages', () => {
  const id = '1'.padStart(26, '0');
  const from = (connector: string, parameter: Record<string, unknown>) => ({ connector, datasourceId: id, parameter });
  const keysOf = (
    reader: SyncSpec['reader'],
    writer: string,
    parameter: Record<string, unknown> = {},
    mapping: SyncSpec['mapping'] = [{ from: 'id' }, { from: 'name', to: 'nm' }],
  ) => {
    const spec = { reader, writer: from(writer, { topic: 't', ...parameter }), mapping };
    const built = buildJob({ spec, reader: null, writer: null, startLocation: null });
    return built.document.job.content[0].writer.parameter['tableFields'];
  };
  const mysql = from('mysql', { table: 't' });

  test('are the names of the mapping, unless the version names others', () => {
    for (const writer of ['kafka', 'emqx']) {
      assert.deepEqual(keysOf(mysql, writer), ['id', 'nm']);
      assert.deepEqual(keysOf(mysql, writer, { tableFields: ['a', 'b'] }), ['a', 'b']);
      assert.equal(keysOf(mysql, writer, {}, [{ from: '*' }]), undefined);
    }
    assert.equal(keysOf(mysql, 'mysql', { table: 't' }), undefined);
  });

  test('rows of a change log keep their own', () => {
    assert.equal(
      keysOf(from('binlog', { cat: 'insert' }), 'kafka', {}, [{ from: { name: 'id', type: 'int' } }]),
      undefined,
    );
  });
});
