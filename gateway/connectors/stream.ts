import { columnName, type Column, type Connector } from './connector.ts';
import { parametersOf } from './described-schema.ts';
import { stream } from './descriptions/data/stream.ts';

/** Chunjun's generator of rows and its sink that drops or prints them: no data source, for trying things out. */
export const streamConnector: Connector = {
  name: 'stream',
  pluginDirectory: 'stream',
  reader: {
    pluginName: 'streamreader',
    parameters: parametersOf(stream, 'reader'),
    check: ({ sliceRecordCount }, { columns, channels }) => [
      ...(Array.isArray(sliceRecordCount) && sliceRecordCount.length !== channels
        ? [
            {
              pointer: '/parameter/sliceRecordCount',
              detail: `has ${sliceRecordCount.length} entries for ${channels} channel(s)`,
              remedy: 'Write one number for every channel: a channel without a number never ends.',
            },
          ]
        : []),
      ...columns.flatMap((column, index) =>
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
    ],
    build({ columns, parameter, channels }) {
      const { sliceRecordCount, ...rest } = parameter;
      const counts = Array.isArray(sliceRecordCount)
        ? sliceRecordCount
        : Array<unknown>(channels).fill(sliceRecordCount);
      return {
        column: columns.map(objectColumn),
        ...(sliceRecordCount === undefined ? {} : { sliceRecordCount: counts }),
        ...rest,
      };
    },
  },
  writer: {
    pluginName: 'streamwriter',
    parameters: parametersOf(stream, 'writer'),
    check: () => [],
    build({ columns, parameter }) {
      const { print, ...rest } = parameter;
      const typed =
        columns.length > 0 && columns.every((column) => typeof column !== 'string' && column.type !== undefined);
      // Chunjun prints every row unless it is told not to.
      return { ...(typed ? { column: columns.map(objectColumn) } : {}), ...rest, print: print ?? false };
    },
  },
  datasource: null,
};

function objectColumn(column: Column): Record<string, unknown> {
  return typeof column === 'string' ? { name: columnName(column) } : { ...column };
}
