import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { posix } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Parser, type ReadEntry } from 'tar';
import { messageOf, type GatewayError } from '../core/errors.ts';
import { distributionInvalid, systemCode } from './distribution-errors.ts';

/** What an archive may hold at most: entries of any kind, bytes of one file, bytes of the whole unpacked tar. */
export interface ArchiveLimits {
  readonly entries: number;
  readonly fileBytes: number;
  readonly totalBytes: number;
}

/** Roomy for the official distribution (some hundred entries, largest jar 143 MB, 1.5 GB in all). */
export const defaultLimits: ArchiveLimits = { entries: 20_000, fileBytes: 1024 ** 3, totalBytes: 4 * 1024 ** 3 };

/** Relative path (posix, normalised) -> bytes, of every regular file. */
export type ArchiveListing = ReadonlyMap<string, number>;

/** tar pads to its blocking factor (10 KiB, at most a few MiB); the parser would keep anything more in memory. */
const maxPadding = 16 * 1024 ** 2;

const files = new Set(['File', 'OldFile', 'ContiguousFile']);
const words: Readonly<Record<string, string>> = {
  SymbolicLink: 'is a symbolic link',
  Link: 'is a hard link',
  CharacterDevice: 'is a character device',
  BlockDevice: 'is a block device',
  FIFO: 'is a named pipe',
};

export const getAgain =
  'Get the official chunjun-dist-1.12-SNAPSHOT.tar.gz again (or build it with `mvn package` from the 1.12.8 tag) ' +
  'and compare its size or checksum with the source.';
const raiseLimit = 'If this is the archive you mean, raise the limit; otherwise get the official distribution again.';

/** The normalised relative path, or what is wrong with the entry's name. */
function checkPath(path: string): { readonly path: string } | { readonly wrong: string } {
  const plain = path.replaceAll('\\', '/');
  if (plain.startsWith('/') || /^[a-z]:/i.test(plain)) return { wrong: 'has an absolute path' };
  if (plain.split('/').includes('..')) return { wrong: 'leads out of the archive with ".."' };
  return { path: posix.normalize(plain).replace(/\/$/, '') };
}

/** True if the file begins with the gzip magic. */
async function isGzip(archive: string): Promise<boolean> {
  const handle = await open(archive);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

/**
 * Reads the whole archive (`.tar`, `.tar.gz`, `.tgz`; told by content) once without writing anything and returns its
 * regular files. Throws `distribution_invalid` at the first entry that is not a plain file or directory inside the
 * archive, at the first limit that is passed, and for an archive that is damaged or cut short.
 */
export async function readArchive(archive: string, limits: ArchiveLimits): Promise<ArchiveListing> {
  const listing = new Map<string, number>();
  let entries = 0;
  let total = 0;
  let afterEnd = 0;
  let marked = false;
  let ended = false;
  let problem: GatewayError | undefined;

  const refuse = (detail: string, remedy: string, entry?: string) => {
    problem ??= distributionInvalid(`${archive}: ${detail}`, {
      remedy,
      facts: { path: archive, ...(entry === undefined ? {} : { entry }) },
    });
  };
  const look = (entry: ReadEntry) => {
    const name = JSON.stringify(entry.path);
    entries += 1;
    if (entries > limits.entries) refuse(`it holds more than ${limits.entries} entries`, raiseLimit);
    const checked = checkPath(entry.path);
    if ('wrong' in checked) {
      refuse(`entry ${name} ${checked.wrong}; nothing was unpacked`, getAgain, entry.path);
    } else if (files.has(entry.type)) {
      if (entry.size > limits.fileBytes)
        refuse(
          `entry ${name} has ${entry.size} bytes, more than the limit of ${limits.fileBytes}`,
          raiseLimit,
          entry.path,
        );
      listing.set(checked.path, entry.size);
    } else if (entry.type !== 'Directory') {
      const what = words[entry.type] ?? `is of the kind ${entry.type}`;
      refuse(
        `entry ${name} ${what}; only files and directories are accepted, nothing was unpacked`,
        getAgain,
        entry.path,
      );
    }
    entry.resume();
  };

  const parser = new Parser({ strict: true, brotli: false, zstd: false, onReadEntry: look });
  parser.on('ignoredEntry', look);
  parser.on('nullBlock', () => (marked = true));
  parser.on('eof', () => (ended = true));
  parser.on('error', (error: Error) => refuse(`it is not a sound tar archive (${error.message})`, getAgain));

  const gzip = await isGzip(archive);
  if (!gzip && /\.t?gz$/i.test(archive))
    throw distributionInvalid(`${archive}: it does not begin like a gzip file; a web page or an unfinished download?`, {
      remedy: getAgain,
      facts: { path: archive },
    });
  const feed = async (pieces: AsyncIterable<Buffer>) => {
    for await (const piece of pieces) {
      if (total === 0 && gzip && piece[0] === 0x1f && piece[1] === 0x8b) refuse('it is compressed twice', getAgain);
      total += piece.length;
      if (total > limits.totalBytes)
        refuse(`unpacked it has more than ${limits.totalBytes} bytes, the limit`, raiseLimit);
      if (problem === undefined && !ended) parser.write(piece);
      else afterEnd += piece.length;
      if (afterEnd > maxPadding) refuse('there is more data after the end of the archive', getAgain);
      if (problem !== undefined) throw problem;
    }
    // Before end(), whose own complaint about an empty archive says less.
    if (entries === 0 && marked) refuse('it holds nothing', getAgain);
    parser.end();
  };
  try {
    const source = createReadStream(archive, { highWaterMark: 256 * 1024 });
    if (gzip) await pipeline(source, createGunzip(), feed);
    else await pipeline(source, feed);
  } catch (error) {
    // pipeline may report its own abort instead of what feed threw.
    if (problem !== undefined) throw problem;
    const cut = systemCode(error) === 'Z_BUF_ERROR';
    const what = cut
      ? 'the gzip data ends too early: the file is cut short'
      : `it cannot be read (${messageOf(error)})`;
    throw distributionInvalid(`${archive}: ${what}`, { remedy: getAgain, facts: { path: archive }, cause: error });
  }
  if (problem === undefined && listing.size === 0) refuse('it holds no files', getAgain);
  if (problem === undefined && !marked) refuse('the end mark is missing: the file is cut short', getAgain);
  if (problem !== undefined) throw problem;
  return listing;
}
