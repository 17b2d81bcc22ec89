import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { distributionInvalid } from './distribution-errors.ts';
import type { JarFile } from './model.ts';

/** One nested jar: its name inside the bundle and where its bytes are. */
export interface BundlePart {
  readonly name: string;
  readonly jar: JarFile;
}

/** No version and no date: the bytes depend on the content only. */
export const bundleManifest = Buffer.from(
  'Manifest-Version: 1.0\r\nCreated-By: data-sync-gateway\r\nMain-Class: com.dtstack.chunjun.Main\r\n\r\n',
);

/** The jar's bytes; fails at the end if they are not the indexed ones, because the bundle's name stands for its content. */
async function* checked(jar: JarFile): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(jar.path, { highWaterMark: 256 * 1024 })) {
    hash.update(piece as Buffer);
    yield piece as Buffer;
  }
  if (hash.digest('hex') !== jar.sha256)
    throw distributionInvalid(`${jar.path} changed after the distribution was opened`, {
      remedy: 'Open the distribution again (restart the gateway); unpack a new one beside the old one, not over it.',
      facts: { path: jar.path },
    });
}

/**
 * Writes the bundle to a new file `path` and flushes it to disk: manifest first, then the parts in the given order, all
 * stored (the nested jars are compressed already). Streams: needs a few MB whatever the jars' sizes. Returns the
 * file's bytes and sha256. On failure the file may be left behind half-written; the caller removes it.
 */
export async function writeBundle(
  path: string,
  parts: readonly BundlePart[],
): Promise<{ size: number; sha256: string }> {
  // A DOS time has no zone and yazl takes it from the local clock face, so the date is made from local parts as well.
  const mtime = new Date(1980, 0, 1, 12, 0, 0);
  const fixed = { mtime, mode: 0o100644, compress: false, forceDosTimestamp: true };
  const zip = new ZipFile();
  const output = new PassThrough();
  zip.outputStream.pipe(output);
  const sources: Readable[] = [];
  zip.on('error', (error: Error) => output.destroy(error));
  zip.addBuffer(bundleManifest, 'META-INF/MANIFEST.MF', fixed);
  for (const { name, jar } of parts) {
    zip.addReadStreamLazy(name, { ...fixed, size: jar.size }, (use) => {
      const source = Readable.from(checked(jar), { objectMode: false });
      source.on('error', (error) => output.destroy(error));
      sources.push(source);
      use(null, source);
    });
  }
  zip.end();

  const hash = createHash('sha256');
  let size = 0;
  try {
    await pipeline(
      output,
      async function* (pieces: AsyncIterable<Buffer>) {
        for await (const piece of pieces) {
          hash.update(piece);
          size += piece.length;
          yield piece;
        }
      },
      createWriteStream(path, { flags: 'wx', flush: true }),
    );
  } finally {
    for (const source of sources) source.destroy();
  }
  return { size, sha256: hash.digest('hex') };
}
