/** Which data source is asked how. */
import { databaseAddress, parseHosts, parseUrl, textOf } from './address.ts';
import { clickhouseProbe } from './clickhouse.ts';
import { elasticsearchProbe } from './elasticsearch.ts';
import { ftpProbe } from './ftp.ts';
import { httpProbe } from './http-api.ts';
import { kafkaProbe } from './kafka.ts';
import type { Endpoint, Probe, Target } from './model.ts';
import { mongodbProbe } from './mongodb.ts';
import { mysqlProbe } from './mysql.ts';
import { oracleProbe } from './oracle.ts';
import { postgresProbe } from './postgresql.ts';
import { redisProbe } from './redis.ts';
import { s3Probe } from './s3.ts';
import { sqlserverProbe } from './sqlserver.ts';
import { tcpProbe } from './tcp.ts';
import { webhdfsProbe } from './webhdfs.ts';

const byJdbc = (defaultPort: number) => tcpProbe((target) => databaseAddress(target, defaultPort).hosts);
const byHosts = (field: string, defaultPort: number) =>
  tcpProbe(({ config }) => parseHosts(listOf(config[field]), defaultPort));
const byUrl = (field: string, ports: Readonly<Record<string, number>>) =>
  tcpProbe(({ config }) => [parseUrl(textOf(config[field]) ?? '', ports).at]);

const listOf = (value: unknown): string =>
  (Array.isArray(value) ? value : [value])
    .map((one) => textOf(one) ?? '')
    .join()
    .replace(/\/[^,]*/g, '');

const mysql = mysqlProbe(3306);
const families: Readonly<Record<string, Probe>> = {
  mysql,
  mysqld: mysql,
  mysqlcdc: mysql,
  binlog: mysql,
  oceanbase: mysqlProbe(2883),
  doris: mysqlProbe(9030),
  starrocks: mysqlProbe(9030),
  postgresql: postgresProbe,
  pgwal: postgresProbe,
  greenplum: postgresProbe,
  oracle: oracleProbe,
  oraclelogminer: oracleProbe,
  sqlserver: sqlserverProbe,
  sqlservercdc: sqlserverProbe,
  mongodb: mongodbProbe,
  redis: redisProbe,
  kafka: kafkaProbe,
  ftp: ftpProbe,
  clickhouse: clickhouseProbe,
  elasticsearch7: elasticsearchProbe,
  http: httpProbe,
  s3: s3Probe,
  hdfs: webhdfsProbe,
  hive3: webhdfsProbe,

  // No driver that is kept up and runs here.
  db2: byJdbc(50000),
  dm: byJdbc(5236),
  saphana: byJdbc(39015),
  sybase: byJdbc(5000),
  vertica11: byJdbc(5433),
  hive: byJdbc(10000),
  oceanbasecdc: tcpProbe(logProxy),
  emqx: byUrl('broker', { 'tcp:': 1883, 'mqtt:': 1883, 'ssl:': 8883, 'ws:': 8083, 'wss:': 8084 }),
  iceberg: byUrl('uri', { 'thrift:': 9083, 'http:': 80, 'https:': 443 }),
  hbase: byHosts('quorum', 2181),
  kudu: byHosts('masters', 7051),
  cassandra: tcpProbe((target) => parseHosts(listOf(target.config.host), portOf(target, 9042))),
  influxdb: byUrl('url', { 'http:': 8086, 'https:': 8086 }),
  solr: byHosts('zkHosts', 2181),
};

function portOf({ config }: Target, otherwise: number): number {
  return typeof config.port === 'number' ? config.port : otherwise;
}

function logProxy({ config }: Target): readonly Endpoint[] {
  return parseHosts(`${textOf(config.logProxyHost) ?? ''}:${Number(config.logProxyPort ?? 2983)}`, 2983);
}

/** undefined: a type without data sources. */
export function findProbe(type: string): Probe | undefined {
  return Object.hasOwn(families, type) ? families[type] : undefined;
}
