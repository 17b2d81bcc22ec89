import { Type, type Static } from 'typebox';
import { columnName, type Column, type Connector } from './connector.ts';

const StreamReaderParameters = Type.Object(
  {
    sliceRecordCount: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Rows each channel makes; without it a channel never ends.' }),
    ),
    permitsPerSecond: Type.Optional(
      Type.Integer({ minimum: 0, description: 'Rows per second and channel; 0 = no limit.' }),
    ),
  },
  { additionalProperties: false },
);

const StreamWriterParameters = Type.Object(
  {
    print: Type.Optional(Type.Boolean({ default: false, description: "Prints each row into the TaskManager's log." })),
  },
  { additionalProperties: false },
);

/** Chunjun's generator of rows and its sink that drops or prints them: no data source, for trying things out. */
export const streamConnector: Connector = {
  name: 'stream',
  pluginDirectory: 'stream',
  reader: {
    pluginName: 'streamreader',
    parameters: StreamReaderParameters,
    check: (_parameter, { columns }) =>
      columns.flatMap((column, index) =>
        typeof column === 'string' || column.type === undefined
          ? [
              {
                pointer: `/columns/${index}`,
                detail: 'needs a type for the stream reader',
                remedy: 'Write {"name": …, "type": "int"}.',
              },
            ]
          : [],
      ),
    build({ columns, parameter, channels }) {
      const { sliceRecordCount, ...rest } = parameter as Static<typeof StreamReaderParameters>;
      return {
        column: columns.map(objectColumn),
        ...(sliceRecordCount === undefined ? {} : { sliceRecordCount: Array<number>(channels).fill(sliceRecordCount) }),
        ...rest,
      };
    },
  },
  writer: {
    pluginName: 'streamwriter',
    parameters: StreamWriterParameters,
    check: () => [],
    build({ columns, parameter }) {
      const { print } = parameter as Static<typeof StreamWriterParameters>;
      const typed = columns.every((column) => typeof column !== 'string' && column.type !== undefined);
      return { ...(typed ? { column: columns.map(objectColumn) } : {}), print: print ?? false };
    },
  },
  datasource: null,
};

function objectColumn(column: Column): Record<string, unknown> {
  return typeof column === 'string' ? { name: columnName(column) } : { ...column };
}
