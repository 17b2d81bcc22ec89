import type { Connector, ConnectorSide } from './connector.ts';
import { plainConnector } from './described-plain.ts';
import { withAddress } from './described-jdbc.ts';
import type { ConnectorDescription } from './descriptions/description.ts';
import { jdbcReader } from './jdbc-reader.ts';

const dialect = {
  prefix: 'jdbc:mysql://',
  defaultPort: 9030,
  database: (name: string) => `/${name}`,
  databaseRequired: false,
  properties: null,
} as const;

/** Doris is read like MySQL and written by stream load, or by JDBC when the data source names no frontend nodes. */
export function describedDoris(description: ConnectorDescription): Connector {
  const plain = plainConnector(description);
  return {
    ...plain,
    reader: withAddress(jdbcReader(description, dialect), (config) => ({ ...config, feNodes: undefined })),
    writer: plain.writer === null ? null : dorisWriter(plain.writer),
  };
}

function dorisWriter(stream: ConnectorSide): ConnectorSide {
  return {
    ...stream,
    check(parameter, context) {
      const errors = stream.check(parameter, context);
      const { table, database, nameMapped } = parameter;
      if (table === undefined) {
        if (nameMapped === true) return errors;
        return [...errors, { pointer: '/parameter/table', detail: 'is required without nameMapped' }];
      }
      if (database === undefined || typeof table !== 'string' || !table.includes('.')) return errors;
      const remedy = 'Write the database once.';
      return [...errors, { pointer: '/parameter/table', detail: 'has a database, and database names one too', remedy }];
    },
    build(input) {
      const { connection: _connection, database, table, ...block } = stream.build(input);
      if (Array.isArray(block['feNodes']) && block['feNodes'].length > 0) {
        return { ...block, ...(database === undefined ? {} : { database }), ...(table === undefined ? {} : { table }) };
      }
      const { feNodes: _none, ...rest } = block;
      const place = {
        jdbcUrl: input.connection?.config['jdbcUrl'],
        ...(database === undefined ? {} : { schema: database }),
        ...(table === undefined ? {} : { table: [table] }),
      };
      return { ...rest, connection: [place] };
    },
  };
}
