import { readFileSync } from 'node:fs';

/** Logs of a real Flink 1.12.7 (Java 17) up to its readiness; paths are those of an image. */
const read = (name: string) =>
  readFileSync(new URL(`../fixtures/flink-logs/flink-1.12.7-${name}.txt`, import.meta.url), 'utf8');

export const stockLog = read('stock');
export const libLog = read('lib');

const tmpdir = (name: string) => new Map([['web.tmpdir', `/opt/flink/tmp/jobmanager/${name}`]]);
export const stockConfig = tmpdir('flink-web-5cb04c92-e47a-4fa3-9b3a-e38a731902bf');
export const libConfig = tmpdir('flink-web-c8a0ec3e-0f39-4dfd-ae32-c4ddf4f3f7e4');

/** The recorded log with another class path. */
export function withClassPath(jars: readonly string[], log = libLog): string {
  return log.replace(/ Classpath: .*/, ` Classpath: ${jars.map((jar) => `/opt/flink/lib/${jar}`).join(':')}:::`);
}
