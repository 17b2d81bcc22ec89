/** How readers make rows, and which rows a JDBC writer takes: contract §5 CDC -> JDBC; verdicts/kafka-text-to-mysql. */

/** The key by which a reader gives a change as typed rows; pgwal and mysqlcdc have none. */
export const splitKeys: Readonly<Record<string, string>> = {
  binlog: 'split',
  oraclelogminer: 'split',
  sqlservercdc: 'splitUpdate',
  oceanbasecdc: 'splitUpdate',
};

/** pavingData is true when it is left out. */
export const pavedByDefault: ReadonlySet<string> = new Set(['binlog', 'pgwal', 'oceanbasecdc']);

const flattening: ReadonlySet<string> = new Set([...Object.keys(splitKeys), 'pgwal']);

/** What the reader's parameters must say for a JDBC writer, which takes a value for each column; mostly nothing. */
export function rowsForJdbc(reader: string): Readonly<Record<string, boolean | string>> {
  // Otherwise a record is one map.
  if (reader === 'kafka') return { codec: 'json' };
  if (!flattening.has(reader)) return {};
  const split = Object.hasOwn(splitKeys, reader) ? splitKeys[reader] : undefined;
  return { pavingData: false, ...(split === undefined ? {} : { [split]: true }) };
}
