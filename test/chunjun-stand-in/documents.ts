/** Job documents for trying the stand-in. */

export function job(reader: object, writer: object, speed: object = { channel: 1 }): string {
  return JSON.stringify({ job: { content: [{ reader, writer }], setting: { speed } } });
}

export function stream(sliceRecordCount: number[], speed: object = { channel: 1 }, extra: object = {}): string {
  const column = [
    { name: 'id', type: 'id' },
    { name: 'name', type: 'string' },
  ];
  const reader = { name: 'streamreader', parameter: { column, sliceRecordCount, ...extra } };
  return job(reader, { name: 'streamwriter', parameter: { print: false } }, speed);
}

export const mysqlReader = (database: string, extra: object = {}) => ({
  name: 'mysqlreader',
  parameter: {
    username: 'root',
    password: '',
    column: ['id', 'name', 'at'],
    connection: [{ jdbcUrl: [`jdbc:mysql://127.0.0.1:3306/${database}?useSSL=false`], table: ['src'] }],
    ...extra,
  },
});

export const postgresqlBlock = (database: string, name: string, table: string, extra: object) => ({
  name,
  parameter: {
    username: 'postgres',
    password: '',
    column: ['id', 'name'],
    connection: [
      {
        jdbcUrl: name.endsWith('reader')
          ? [`jdbc:postgresql://127.0.0.1:5432/${database}`]
          : `jdbc:postgresql://127.0.0.1:5432/${database}`,
        schema: 'public',
        table: [table],
      },
    ],
    ...extra,
  },
});

export const mysqlWriter = (database: string, table: string, column: string[]) => ({
  name: 'mysqlwriter',
  parameter: {
    username: 'root',
    password: '',
    column,
    connection: [{ jdbcUrl: `jdbc:mysql://127.0.0.1:3306/${database}?useSSL=false`, table: [table] }],
  },
});
