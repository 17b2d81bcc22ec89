/**
 * Documents that the real Chunjun 1.12.8 was measured to accept. Each is read back into what a person would have
 * stored; the builder has to make the very same document of it. Where it does not, the difference is named.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildJob, type JobDocument } from '../../gateway/chunjun/build-job-json.ts';
import { checkVersionSpec } from '../../gateway/chunjun/check-version-spec.ts';
import { SyncSpecSchema, type SyncSpec } from '../../gateway/chunjun/version-spec.ts';
import { findConnector } from '../../gateway/connectors/catalogue.ts';
import type { Column, ConnectionDetails } from '../../gateway/connectors/connector.ts';
import { findErrors } from '../../gateway/core/check.ts';
import { readFixtures, withValue, type RecordedVerdict } from './fixtures.ts';

const reader = '/job/content/0/reader/parameter';
const writer = '/job/content/0/writer/parameter';

/** case → [where, what the builder says instead, why]. */
const deliberate: Record<string, [pointer: string, value: unknown, why: string][]> = {
  'm2m-where': [
    [`${reader}/where`, "(id > 15 and name <> 'n17')", 'Chunjun adds conditions by AND, without parentheses'],
  ],
  'm2m-where-split': [[`${reader}/where`, "(id > 10 or name='n1')", 'as written the OR read rows in both splits']],
  'm2m-writemode-missing': [[`${writer}/writeMode`, 'insert', "Chunjun's default, said aloud"]],
  'incr-reporter-prom': [[`${reader}/initReporter`, false, 'the recorded bundle held the prometheus jar']],
  'm2m-customsql-no-table': [[`${reader}/connection/0/table`, undefined, 'null and absent are the same to Chunjun']],
  'stream-no-setting': [['/job/setting', { speed: { channel: 1 } }, 'one channel, said aloud']],
  'm2m-column-object-no-type': [
    [`${reader}/column`, ['id', 'name'], 'an object with a name alone is a name'],
    [`${writer}/column`, ['id', 'name'], 'an object with a name alone is a name'],
  ],
};

describe('recorded documents of the real program', () => {
  const cases = readFixtures<RecordedVerdict>('verdicts');

  test('the fixtures are there, and every named difference belongs to one', () => {
    assert.ok(cases.length >= 50, `${cases.length} cases`);
    const names = new Set(cases.map(([name]) => name));
    assert.deepEqual(
      Object.keys(deliberate).filter((name) => !names.has(name)),
      [],
    );
  });

  for (const [name, recorded] of cases) {
    test(name, () => {
      // The one recorded failure is there for what the builder does better.
      assert.equal(recorded.verdict, name === 'm2m-where-split' ? 'failed_at_run' : 'succeeded');
      const { spec, sides } = readBack(recorded);
      assert.deepEqual(findErrors(SyncSpecSchema, spec), []);
      const types = new Map(
        [spec.reader, spec.writer].map(({ datasourceId = '', connector }) => [datasourceId, connector]),
      );
      assert.deepEqual(checkVersionSpec(spec, types), []);
      for (const side of [sides.reader, sides.writer]) {
        if (side.connection === null) continue;
        const datasource = findConnector(side.connector)?.datasource;
        assert.ok(datasource);
        assert.deepEqual(findErrors(datasource.config, side.connection.config), []);
        assert.deepEqual(datasource.check(side.connection.config), []);
      }
      const built = buildJob({
        spec,
        reader: sides.reader.connection,
        writer: sides.writer.connection,
        startLocation: null,
      });
      const expected = (deliberate[name] ?? []).reduce(
        (document, [pointer, value]) => withValue(document, pointer, value),
        recorded.document,
      );
      assert.deepEqual(JSON.parse(JSON.stringify(built.document)), expected);
      assert.deepEqual(built.confProp, recorded.confProp);
    });
  }

  test('dirtyRowsAllowed n is the recorded max-rows n + 1: 3 tolerated 2 bad rows, -1 any number', () => {
    const maxRows = (allowed: number) => {
      const { spec, sides } = readBack(caseOf('dirty-max3-2bad'));
      const settings = { ...spec.settings, dirtyRowsAllowed: allowed, flinkConfiguration: {} };
      const built = buildJob({
        spec: { ...spec, settings },
        reader: sides.reader.connection,
        writer: sides.writer.connection,
        startLocation: null,
      });
      return String(built.confProp['chunjun.dirty-data.max-rows']);
    };
    const recordedMaxRows = (name: string) => caseOf(name).confProp['chunjun.dirty-data.max-rows'];
    assert.equal(maxRows(2), recordedMaxRows('dirty-max3-2bad'));
    assert.equal(maxRows(-1), recordedMaxRows('dirty-unlimited-15bad'));
  });

  function caseOf(name: string): RecordedVerdict {
    const found = cases.find(([id]) => id === name)?.[1];
    assert.ok(found, name);
    return found;
  }
});

interface ReadSide {
  readonly connector: string;
  readonly columns: readonly Column[];
  readonly connection: ConnectionDetails | null;
  readonly spec: SyncSpec['reader'];
}

/** What a person would have stored to get this document. */
function readBack({ document, confProp }: RecordedVerdict): {
  spec: SyncSpec;
  sides: { reader: ReadSide; writer: ReadSide };
} {
  const sides = { reader: readSide(document, 'reader'), writer: readSide(document, 'writer') };
  const speed = (document.job.setting as { speed?: Record<string, unknown> } | undefined)?.speed ?? {};
  const { channel, bytes, rebalance } = speed as { channel?: number; bytes?: number; rebalance?: boolean };
  return {
    sides,
    spec: {
      reader: sides.reader.spec,
      writer: sides.writer.spec,
      mapping: sides.reader.columns.map((from, index) => {
        const to = sides.writer.columns[index];
        return { from, ...(to === undefined ? {} : { to }) };
      }),
      settings: {
        ...(channel === undefined ? {} : { channels: channel }),
        ...(bytes === undefined ? {} : { bytesPerSecond: bytes }),
        ...(rebalance === undefined ? {} : { rebalance }),
        flinkConfiguration: confProp,
      },
    },
  };
}

function readSide(document: JobDocument, name: 'reader' | 'writer'): ReadSide {
  const { name: plugin, parameter } = document.job.content[0][name];
  const connector = plugin.replace(/(reader|writer)$/, '');
  const {
    username,
    password,
    column,
    connection,
    initReporter: _always,
    sliceRecordCount,
    ...rest
  } = parameter as {
    username?: string;
    password?: string;
    column?: Column[];
    connection?: { jdbcUrl: string | string[]; table: string[] | null; schema?: string }[];
    initReporter?: boolean;
    sliceRecordCount?: number[];
  };
  const place = connection?.[0];
  const datasourceId = (name === 'reader' ? '1' : '2').padStart(26, '0');
  const table = place?.table?.[0];
  return {
    connector,
    columns: column ?? [],
    connection:
      place === undefined
        ? null
        : { config: { username, ...address([place.jdbcUrl].flat()[0] ?? '') }, secrets: { password: password ?? '' } },
    spec: {
      connector,
      ...(place === undefined ? {} : { datasourceId }),
      parameter: {
        ...rest,
        ...(table === undefined ? {} : { table }),
        ...(place?.schema === undefined ? {} : { schema: place.schema }),
        ...(sliceRecordCount === undefined ? {} : { sliceRecordCount: sliceRecordCount[0] }),
      },
    },
  };
}

/** Host, port, database and properties where the URL has them all, else the URL as it is. */
function address(url: string): Record<string, unknown> {
  const parts = /^jdbc:\w+:\/\/([\w.]+):(\d+)\/(\w+)(?:\?(.*))?$/.exec(url);
  if (parts === null) return { jdbcUrl: url };
  const [, host, port, database, query] = parts;
  const properties = query === undefined ? undefined : Object.fromEntries(new URLSearchParams(query));
  return { host, port: Number(port), database, ...(properties === undefined ? {} : { properties }) };
}
