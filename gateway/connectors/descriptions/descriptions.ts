import type { ConnectorDescription } from './description.ts';
import { gbase, kingbase, phoenix5 } from './data/absent.ts';
import { cassandra } from './data/cassandra.ts';
import { binlog } from './data/binlog.ts';
import { mysqlcdc, mysqld } from './data/cdc-mysql.ts';
import { pgwal, sqlservercdc } from './data/cdc-others.ts';
import { doris } from './data/doris.ts';
import { ftp } from './data/ftp.ts';
import { hdfs, hive, hive3 } from './data/hadoop.ts';
import { hbase, hbase2 } from './data/hbase.ts';
import { http } from './data/http.ts';
import { iceberg } from './data/iceberg.ts';
import { influxdb } from './data/influxdb.ts';
import { jdbcFamily } from './data/jdbc-family.ts';
import { kafka } from './data/kafka.ts';
import { kudu } from './data/kudu.ts';
import { mongodb } from './data/mongodb.ts';
import { emqx, rabbitmq, rocketmq } from './data/mq.ts';
import { oceanbasecdc } from './data/oceanbasecdc.ts';
import { oraclelogminer } from './data/oraclelogminer.ts';
import { redis } from './data/redis.ts';
import { file, filesystem, s3 } from './data/s3.ts';
import { elasticsearch5, elasticsearch6, elasticsearch7, solr } from './data/search.ts';
import { socket } from './data/socket.ts';
import { starrocks } from './data/starrocks.ts';
import { stream } from './data/stream.ts';

/** Every connector that Chunjun 1.12.8 has, or that people look for in it, in the order of a catalogue page. */
export const connectorDescriptions: readonly ConnectorDescription[] = [
  ...jdbcFamily,
  mysqld,
  doris,
  starrocks,
  binlog,
  mysqlcdc,
  oraclelogminer,
  sqlservercdc,
  pgwal,
  oceanbasecdc,
  kafka,
  emqx,
  rabbitmq,
  rocketmq,
  ftp,
  hdfs,
  s3,
  file,
  filesystem,
  hive,
  hive3,
  iceberg,
  hbase,
  hbase2,
  kudu,
  redis,
  mongodb,
  cassandra,
  influxdb,
  phoenix5,
  elasticsearch7,
  elasticsearch6,
  elasticsearch5,
  solr,
  http,
  socket,
  gbase,
  kingbase,
  stream,
];

/** By name or alias: `tidb` is `mysql`. */
export function findDescription(name: string): ConnectorDescription | undefined {
  return (
    connectorDescriptions.find((one) => one.name === name) ??
    connectorDescriptions.find((one) => one.aliases.includes(name))
  );
}
