/** Data sources at a closed port of this machine, one of every family: how they are configured, and their secret. */
export interface LocalSource {
  readonly type: string;
  readonly config: object;
  readonly secret: string | null;
}

const database = { host: '127.0.0.1', port: 1, database: 'shop', username: 'reader' };

export const localSources: readonly LocalSource[] = [
  { type: 'mysql', config: database, secret: 'password' },
  {
    type: 'mysql',
    config: { jdbcUrl: 'jdbc:mysql://127.0.0.1:1/shop', username: 'reader' },
    secret: 'password',
  },
  { type: 'postgresql', config: database, secret: 'password' },
  { type: 'oracle', config: database, secret: 'password' },
  { type: 'sqlserver', config: database, secret: 'password' },
  { type: 'clickhouse', config: database, secret: 'password' },
  { type: 'ftp', config: { protocol: 'ftp', host: '127.0.0.1', port: 1, username: 'reader' }, secret: 'password' },
  { type: 'ftp', config: { protocol: 'sftp', host: '127.0.0.1', port: 1, username: 'reader' }, secret: 'password' },
  { type: 'kafka', config: { bootstrapServers: '127.0.0.1:1' }, secret: null },
  { type: 'redis', config: { hostPort: '127.0.0.1:1' }, secret: 'password' },
  { type: 'mongodb', config: { hostPorts: '127.0.0.1:1', database: 'shop', username: 'reader' }, secret: 'password' },
  { type: 'elasticsearch7', config: { hosts: ['127.0.0.1:1'] }, secret: null },
];
