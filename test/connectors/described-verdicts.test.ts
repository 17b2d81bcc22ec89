/**
 * Documents of redis, ftp, sftp, hdfs, http and kafka that the real Chunjun 1.12.8 was measured to run, and the contract's
 * smallest ones. Each side is read back into data source, parameter and columns; the connector has to make the very same
 * `parameter` of them. Where it does not, the difference is named.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildJob } from '../../gateway/chunjun/build-job-json.ts';
import { checkVersionSpec } from '../../gateway/chunjun/check-version-spec.ts';
import { SyncSpecSchema, type SyncSpec } from '../../gateway/chunjun/version-spec.ts';
import { findConnector } from '../../gateway/connectors/catalogue.ts';
import { ColumnSchema, type Column, type ConnectionDetails } from '../../gateway/connectors/connector.ts';
import type { ConnectorDescription, SideName } from '../../gateway/connectors/descriptions/description.ts';
import { findDescription } from '../../gateway/connectors/descriptions/descriptions.ts';
import { findErrors, matches } from '../../gateway/core/check.ts';
import { readFixtures, withValue, type RecordedVerdict } from '../chunjun/fixtures.ts';

const measured = ['redis', 'ftp', 'hdfs', 'http', 'kafka'];

/** case → [where, what the connector says instead, why]. */
const deliberate: Record<string, [pointer: string, value: unknown, why: string][]> = {
  'ftp-port-string': [['/port', 2121, 'the port of a data source is a number; Chunjun reads "2121" the same']],
};

interface Block {
  readonly name: string;
  readonly parameter: Record<string, unknown>;
}
const cases = [...readFixtures<RecordedVerdict>('verdicts'), ...readFixtures<RecordedVerdict>('verdicts/rest')]
  .filter(([, { verdict }]) => verdict === 'succeeded' || verdict === 'runs_forever')
  .flatMap(([id, { document }]) =>
    (['reader', 'writer'] as const).flatMap((side) => {
      // Some recorded documents are no objects at all.
      const { job } = (document ?? {}) as unknown as { job?: { content?: Partial<Record<SideName, Block>>[] } };
      const block = job?.content?.[0]?.[side];
      const name = block?.name?.replace(/(reader|writer)$/, '') ?? '';
      return block !== undefined && measured.includes(name) ? [{ id, side, name, recorded: block.parameter }] : [];
    }),
  );

describe('recorded blocks of the real program', () => {
  test('there are some of every connector, and every named difference belongs to one', () => {
    assert.deepEqual([...new Set(cases.map(({ name }) => name))].sort(), [...measured].sort());
    assert.ok(cases.length >= 15, `${cases.length} cases`);
    const ids = new Set(cases.map(({ id }) => id));
    assert.deepEqual(
      Object.keys(deliberate).filter((id) => !ids.has(id)),
      [],
    );
  });

  for (const { id, side: sideName, name, recorded } of cases) {
    test(`${id}: ${name}${sideName}`, () => {
      const connector = findConnector(name);
      const description = findDescription(name);
      assert.ok(connector?.datasource && description);
      const side = connector[sideName];
      assert.ok(side);
      const expected = (deliberate[id] ?? []).reduce(
        (block, [pointer, value]) => withValue(block, pointer, value),
        recorded,
      );
      const { connection, parameter, columns } = readBack(description, sideName, expected);
      assert.deepEqual(findErrors(connector.datasource.config, connection.config), []);
      assert.deepEqual(findErrors(connector.datasource.secrets, connection.secrets), []);
      assert.deepEqual(connector.datasource.check(connection.config), []);
      assert.deepEqual(findErrors(side.parameters, parameter), []);
      assert.ok(columns.every((column) => matches(ColumnSchema, column)));
      assert.deepEqual(side.check(parameter, { columns, channels: 1 }), []);
      const built = side.build({ columns, parameter, connection, startLocation: null, channels: 1 });
      assert.deepEqual(JSON.parse(JSON.stringify(built)), expected);
    });
  }
});

interface SmallestJob {
  readonly spec: SyncSpec;
  readonly reader: ConnectionDetails | null;
  readonly writer: ConnectionDetails | null;
  readonly content: unknown;
}

describe('the smallest documents of the contract', () => {
  for (const [name, { spec, reader, writer, content }] of readFixtures<SmallestJob>('described')) {
    test(name, () => {
      assert.deepEqual(findErrors(SyncSpecSchema, spec), []);
      const types = new Map(
        [spec.reader, spec.writer].map(({ datasourceId = '', connector }) => [datasourceId, connector]),
      );
      assert.deepEqual(checkVersionSpec(spec, types), []);
      const { document } = buildJob({ spec, reader, writer, startLocation: null });
      assert.deepEqual(JSON.parse(JSON.stringify(document.job.content[0])), content);
    });
  }
});

function readBack(description: ConnectorDescription, side: SideName, block: Record<string, unknown>) {
  const { datasource } = description;
  assert.ok(datasource);
  const fieldsOf = (fields: typeof datasource.config) =>
    Object.fromEntries(
      fields.flatMap(({ name, type, fills }) => {
        // Free Kafka properties fill the whole block; the recorded one holds the servers alone.
        const value =
          type === 'map' && description.name === 'kafka' ? undefined : fills.map((at) => valueAt(block, at));
        const first = value?.find((one) => one !== undefined);
        return first === undefined ? [] : [[name, first] as const];
      }),
    );
  const parameter = Object.fromEntries(
    description[side].parameters.flatMap(({ name, path, source }) => {
      const value = source === 'version' ? valueAt(block, path ?? `/${name}`) : undefined;
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
  return {
    parameter,
    connection: {
      config: fieldsOf(datasource.config),
      secrets: fieldsOf(datasource.secrets) as Record<string, string>,
    },
    // A mapping always names something; names alone become no `column` where the connector can do without.
    columns: (block['column'] ?? ['id', 'name']) as Column[],
  };
}

function valueAt(block: Record<string, unknown>, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((at, token) => (at as Record<string, unknown> | undefined)?.[token], block);
}
