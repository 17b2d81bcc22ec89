import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { TestContext } from 'node:test';
import { create, Header, type HeaderData } from 'tar';
import { ZipFile } from 'yazl';

/** A directory of its own for one test, removed after it. */
export async function temporaryDirectory(t: TestContext): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'distribution-test-'));
  t.after(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** Any zip will do as a jar: nothing here looks inside. `text` makes the content distinct. */
export async function writeJar(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(text), 'content.txt', { mtime: new Date(1990, 1, 1), forceDosTimestamp: true });
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}

/** The layout of the official distribution, odd names included, with jars of some hundred bytes. */
export const officialJars = [
  'chunjun-core.jar',
  'connector/stream/chunjun-connector-stream.jar',
  'connector/mysql/chunjun-connector-mysql.jar',
  'connector/postgresql/chunjun-connector-postgresql.jar',
  'connector/kafka/chunjun-connector-kafka.jar',
  'connector/upsert-kafka/chunjun-connector-kafka.jar',
  'connector/hbase14/chunjun-connector-hbase-1.4.jar',
  'formats/chunjun-protobuf.jar',
  'metrics/prometheus/chunjun-metrics-prometheus.jar',
  'metrics/mysql/chunjun-metrics-mysql.jar',
  'dirty-data-collector/log/chunjun-dirty-log.jar',
  'restore-plugins/mysql/chunjun-restore-mysql.jar',
  'ddl-plugins/oracle/chunjun-ddl-oracle.jar',
];

export async function writeDistribution(root: string, jars: readonly string[] = officialJars): Promise<void> {
  for (const jar of jars) await writeJar(join(root, jar), `made up: ${jar}`);
}

/** Packs `<directory>/<top>` as `<directory>/<name>`. */
export async function pack(directory: string, top: string, name: string): Promise<string> {
  const file = join(directory, name);
  await create({ file, cwd: directory, gzip: name.endsWith('gz') }, [top]);
  return file;
}

/** One raw tar entry; `data` is padded to whole blocks. The header may say things that no sane tool writes. */
export function rawEntry(header: HeaderData, data: Buffer = Buffer.alloc(0)): Buffer {
  const block = Buffer.alloc(512);
  new Header({ mode: 0o644, size: data.length, mtime: new Date(0), type: 'File', ...header }).encode(block);
  return Buffer.concat([block, data, Buffer.alloc((512 - (data.length % 512)) % 512)]);
}

export const endMark = Buffer.alloc(1024);

export async function writeRaw(directory: string, name: string, ...blocks: readonly Buffer[]): Promise<string> {
  const file = join(directory, name);
  await writeFile(file, Buffer.concat(blocks));
  return file;
}
