import type { Connector, ConnectorSide } from './connector.ts';
import { plainConnector } from './described-plain.ts';
import { jdbcSides } from './described-jdbc.ts';
import type { ConnectorDescription } from './descriptions/description.ts';

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
    reader: jdbcSides(description, dialect, (config) => ({ ...config, feNodes: undefined })).reader,
    writer: plain.writer === null ? null : dorisWriter(plain.writer),
  };
}

function dorisWriter(stream: ConnectorSide): ConnectorSide {
  return {
    ...stream,
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
