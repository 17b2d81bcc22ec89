/** What DataX and DataWorks call parameters and data source fields that have another name here. */
const forEvery: Readonly<Record<string, string>> = {
  querySql: 'customSql',
  tableName: 'table',
  userName: 'username',
  user: 'username',
  passwd: 'password',
  userPassword: 'password',
  dbName: 'database',
  filePath: 'path',
};

const forConnector: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  mongodb: { address: 'hostPorts', query: 'filter' },
  elasticsearch7: { endpoint: 'hosts', accessId: 'username', accessKey: 'password', search: 'query' },
  kafka: { server: 'bootstrapServers', kafkaConfig: 'properties', group: 'groupId' },
  kudu: { kuduMasters: 'masters', masterAddresses: 'masters' },
  doris: { loadUrl: 'feNodes', beLoadUrl: 'feNodes' },
  starrocks: { loadUrl: 'feNodes' },
  s3: { object: 'objects' },
  ftp: { fileName: 'ftpFileName' },
  cassandra: { keyspace: 'keyspaces', table: 'tableName', username: 'userName' },
  influxdb: { endpoint: 'url' },
};

/** Chunjun's name of a parameter of another tool; `known` says which names the connector has. */
export function parameterName(connector: string, key: string, known: (name: string) => boolean): string {
  const other = Object.entries(forConnector[connector] ?? {}).find(([name]) => name === key)?.[1];
  if (other !== undefined && known(other)) return other;
  if (known(key)) return key;
  const common = Object.entries(forEvery).find(([name]) => name === key)?.[1];
  return common !== undefined && known(common) ? common : key;
}

const why: Readonly<Record<string, readonly [message: string, remedy?: string]>> = {
  session: ['Chunjun 1.12.8 runs no session statements.', 'Use a driver property, e.g. sessionVariables for MySQL.'],
  batchByteSize: ['Batches are limited by rows (batchSize) only.'],
  encoding: ['The connector takes no encoding.'],
  guid: ['Only DataWorks itself reads it.'],
  envType: ['Only DataWorks itself reads it.'],
  tableComment: ['Only DataWorks itself reads it.'],
  conflictMode: ['Chunjun has write modes instead.', 'See writeMode: update overwrites rows.'],
  emptyAsNull: ['Texts are written as they are.'],
};

/** Why a parameter has no place, where that is known. */
export function reasonToDrop(key: string): readonly [message: string, remedy?: string] {
  const known = Object.entries(why).find(([name]) => name === key)?.[1];
  return known ?? [`The connector has no parameter ${key}.`];
}
