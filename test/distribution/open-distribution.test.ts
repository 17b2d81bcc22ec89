import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import { GatewayError } from '../../gateway/core/errors.ts';
import { openDistribution } from '../../gateway/distribution/open-distribution.ts';
import type { ArchiveLimits } from '../../gateway/distribution/read-archive.ts';
import { unpackArchive } from '../../gateway/distribution/unpack-archive.ts';
import {
  endMark,
  officialJars,
  pack,
  rawEntry,
  temporaryDirectory,
  writeDistribution,
  writeJar,
  writeRaw,
} from './make-distribution.ts';

const good = () => rawEntry({ path: 'chunjun-dist/chunjun-core.jar' }, Buffer.from('core'));

/** What is left in the cache's `distributions/`, hidden names included. */
async function unpacked(cacheDir: string): Promise<string[]> {
  return readdir(join(cacheDir, 'distributions')).catch(() => []);
}

async function refused(archive: string, cacheDir: string, says: RegExp, limits: Partial<ArchiveLimits> = {}) {
  await assert.rejects(openDistribution(archive, { cacheDir, limits }), (error: unknown) => {
    assert.ok(error instanceof GatewayError, String(error));
    assert.equal(error.code, 'distribution_invalid');
    assert.match(error.message, says);
    assert.ok(error.message.includes(archive), `the file is named: ${error.message}`);
    assert.ok((error.remedy ?? '').length > 20, 'there is a remedy');
    return true;
  });
  assert.deepEqual(await unpacked(cacheDir), []);
}

async function places(t: TestContext) {
  const directory = await temporaryDirectory(t);
  return { directory, cacheDir: join(directory, 'cache') };
}

for (const name of ['dist.tar.gz', 'dist.tgz', 'dist.tar']) {
  test(`an official archive opens: ${name}`, async (t) => {
    const { directory, cacheDir } = await places(t);
    await writeDistribution(join(directory, 'chunjun-dist'));
    const archive = await pack(directory, 'chunjun-dist', name);
    const distribution = await openDistribution(archive, { cacheDir });
    assert.equal(distribution.core.name, 'chunjun-core.jar');
    assert.ok(distribution.root.startsWith(join(cacheDir, 'distributions')));
    for (const jar of officialJars)
      assert.deepEqual(
        await readFile(join(distribution.root, jar)),
        await readFile(join(directory, 'chunjun-dist', jar)),
      );
    assert.match((await unpacked(cacheDir)).join(), /^[0-9a-f]{16}$/);
    const direct = await openDistribution(join(directory, 'chunjun-dist'), { cacheDir });
    assert.equal(direct.id, distribution.id, 'the id is the content’s, not the place’s');
  });
}

test('the root may lie deeper than the top folder', async (t) => {
  const { directory, cacheDir } = await places(t);
  await writeDistribution(join(directory, 'download/v1/chunjun-dist'));
  await writeFile(join(directory, 'download/README.md'), 'hello');
  const { root } = await openDistribution(await pack(directory, 'download', 'd.tar.gz'), { cacheDir });
  assert.match(root, /download\/v1\/chunjun-dist$/);
});

test('a second opening does not unpack again, a damaged one does', async (t) => {
  const { directory, cacheDir } = await places(t);
  await writeDistribution(join(directory, 'chunjun-dist'));
  const archive = await pack(directory, 'chunjun-dist', 'd.tar.gz');
  const { core, connectors, id } = await openDistribution(archive, { cacheDir });
  const before = await stat(core.path);
  // Reading the archive again would be refused with this limit.
  const again = await openDistribution(archive, { cacheDir, limits: { entries: 0 } });
  assert.equal((await stat(again.core.path)).ino, before.ino);
  assert.equal((await stat(again.core.path)).mtimeMs, before.mtimeMs);

  const mysql = connectors.get('mysql')?.jars[0];
  assert.ok(mysql);
  await truncate(mysql.path, 3);
  assert.equal((await openDistribution(archive, { cacheDir })).id, id);
  assert.equal((await stat(mysql.path)).size, mysql.size);
  await rm(mysql.path);
  assert.equal((await openDistribution(archive, { cacheDir })).id, id);
  assert.equal((await unpacked(cacheDir)).length, 1, 'the damaged one is gone');
});

test('several openings at once end with one unpacked directory', async (t) => {
  const { directory, cacheDir } = await places(t);
  await writeDistribution(join(directory, 'chunjun-dist'));
  const archive = await pack(directory, 'chunjun-dist', 'd.tar.gz');
  const all = await Promise.all([1, 2, 3, 4].map(() => openDistribution(archive, { cacheDir })));
  assert.equal(new Set(all.map((distribution) => distribution.id)).size, 1);
  assert.equal((await unpacked(cacheDir)).length, 1);
});

const evil: readonly (readonly [string, Buffer, RegExp])[] = [
  [
    'symbolic link out',
    rawEntry({ path: 'chunjun-dist/x', type: 'SymbolicLink', linkpath: '../../../../etc' }),
    /"chunjun-dist\/x" is a symbolic link/,
  ],
  [
    'symbolic link inside',
    rawEntry({ path: 'chunjun-dist/x', type: 'SymbolicLink', linkpath: 'chunjun-core.jar' }),
    /is a symbolic link/,
  ],
  [
    'hard link',
    rawEntry({ path: 'chunjun-dist/y', type: 'Link', linkpath: 'chunjun-dist/chunjun-core.jar' }),
    /"chunjun-dist\/y" is a hard link/,
  ],
  [
    'absolute path',
    rawEntry({ path: '/tmp/distribution-test-evil' }, Buffer.from('x')),
    /"\/tmp\/distribution-test-evil" has an absolute path/,
  ],
  ['drive letter', rawEntry({ path: 'C:/evil' }, Buffer.from('x')), /has an absolute path/],
  ['leading dots', rawEntry({ path: '../evil.jar' }, Buffer.from('x')), /"..\/evil.jar" leads out/],
  ['dots inside', rawEntry({ path: 'chunjun-dist/a/../../../evil.jar' }, Buffer.from('x')), /leads out/],
  ['backslash dots', rawEntry({ path: 'chunjun-dist\\..\\..\\evil.jar' }, Buffer.from('x')), /leads out/],
  [
    'character device',
    rawEntry({ path: 'chunjun-dist/null', type: 'CharacterDevice' }),
    /"chunjun-dist\/null" is a character device/,
  ],
  ['block device', rawEntry({ path: 'chunjun-dist/sda', type: 'BlockDevice' }), /is a block device/],
  ['named pipe', rawEntry({ path: 'chunjun-dist/pipe', type: 'FIFO' }), /is a named pipe/],
];
for (const [what, entry, says] of evil) {
  test(`refused: ${what}`, async (t) => {
    const { directory, cacheDir } = await places(t);
    await refused(await writeRaw(directory, 'evil.tar', good(), entry, endMark), cacheDir, says);
    const packed = gzipSync(Buffer.concat([good(), entry, endMark]));
    await refused(await writeRaw(directory, 'evil.tar.gz', packed), cacheDir, says);
    assert.deepEqual(
      (await readdir(directory)).filter((name) => name.includes('evil.jar')),
      [],
    );
  });
}

test('refused: too many entries, too big a file, too much in all', async (t) => {
  const { directory, cacheDir } = await places(t);
  await writeDistribution(join(directory, 'chunjun-dist'));
  await writeFile(join(directory, 'chunjun-dist/zeros.jar'), Buffer.alloc(3_000_000));
  const archive = await pack(directory, 'chunjun-dist', 'd.tar.gz');
  assert.ok((await stat(archive)).size < 100_000, 'a bomb: small outside');
  await refused(archive, cacheDir, /more than 20 entries/, { entries: 20 });
  await refused(archive, cacheDir, /zeros.jar" has 3000000 bytes, more than the limit of 2999999/, {
    fileBytes: 2_999_999,
  });
  await refused(archive, cacheDir, /more than 2000000 bytes, the limit/, { totalBytes: 2_000_000 });
  await openDistribution(archive, { cacheDir, limits: { fileBytes: 3_000_000, totalBytes: 4_000_000, entries: 100 } });
});

test('a tiny archive that claims a huge file is refused by the header alone', async (t) => {
  const { directory, cacheDir } = await places(t);
  const header = rawEntry({ path: 'chunjun-dist/huge.jar', size: 5 * 1024 ** 3 });
  await refused(await writeRaw(directory, 'huge.tar', good(), header), cacheDir, /huge.jar" has 5368709120 bytes/);
});

test('refused: damaged, cut short, something else, nothing', async (t) => {
  const { directory, cacheDir } = await places(t);
  const body = Buffer.concat([good(), rawEntry({ path: 'a.jar' }, Buffer.alloc(5000, 1)), endMark]);
  const zipped = gzipSync(body);
  const flipped = Buffer.from(zipped);
  flipped.writeUInt32LE(0, zipped.length - 8);
  const cases: readonly (readonly [string, Buffer, RegExp])[] = [
    ['cut.tar.gz', zipped.subarray(0, zipped.length - 20), /cut short/],
    ['trailer.tar.gz', zipped.subarray(0, zipped.length - 4), /cut short/],
    ['crc.tar.gz', flipped, /incorrect data check/],
    ['page.tar.gz', Buffer.from('<html>not found</html>'.repeat(100)), /does not begin like a gzip file/],
    ['page.tar', Buffer.from('<html>not found</html>'.repeat(100)), /not a sound tar archive/],
    ['text.gz', gzipSync('just text, '.repeat(500)), /not a sound tar archive/],
    ['twice.tar.gz', gzipSync(zipped), /compressed twice/],
    ['cut-in-file.tar', body.subarray(0, 3000), /not a sound tar archive.*Truncated/],
    ['cut-between.tar', good(), /end mark is missing/],
    ['nothing.tar', endMark, /it holds nothing/],
    ['nothing.tar.gz', gzipSync(endMark), /it holds nothing/],
    ['empty.tar.gz', Buffer.alloc(0), /does not begin like a gzip file/],
    ['empty.tar', Buffer.alloc(0), /not a sound tar archive/],
    ['tail.tar.gz', gzipSync(Buffer.concat([body, Buffer.alloc(20 * 1024 ** 2)])), /more data after the end/],
  ];
  for (const [name, bytes, says] of cases) await refused(await writeRaw(directory, name, bytes), cacheDir, says);
});

test('permission bits of the archive do not count: nothing unreadable, nothing setuid', async (t) => {
  const { directory, cacheDir } = await places(t);
  const archive = await writeRaw(
    directory,
    'modes.tar',
    rawEntry({ path: 'd/', type: 'Directory', mode: 0 }),
    rawEntry({ path: 'd/chunjun-core.jar', mode: 0o6777 }, Buffer.from('core')),
    rawEntry({ path: 'd/connector/stream/chunjun-connector-stream.jar', mode: 0 }, Buffer.from('stream')),
    endMark,
  );
  const { core, connectors } = await openDistribution(archive, { cacheDir });
  const stream = connectors.get('stream')?.jars[0];
  assert.ok(stream);
  for (const jar of [core, stream]) assert.equal((await stat(jar.path)).mode & 0o7755, 0o644);
});

test('what was listed but cannot be on disk as listed is refused and leaves nothing', async (t) => {
  const { directory, cacheDir } = await places(t);
  // The file is replaced by a directory of the same name later in the archive.
  const archive = await writeRaw(
    directory,
    'swap.tar',
    good(),
    rawEntry({ path: 'chunjun-dist/a' }, Buffer.from('x')),
    rawEntry({ path: 'chunjun-dist/a/b' }, Buffer.from('y')),
    endMark,
  );
  await refused(archive, cacheDir, /cannot be unpacked/);
});

test('refused: a path that is missing, a directory that is no distribution, a core without connectors', async (t) => {
  const { directory, cacheDir } = await places(t);
  await refused(join(directory, 'absent.tar.gz'), cacheDir, /does not exist/);
  const empty = join(directory, 'empty');
  await mkdir(empty);
  await refused(empty, cacheDir, /neither chunjun-core\*.jar nor connector\/ is in it/);
  await writeJar(join(empty, 'x/chunjun-core.jar'), 'core');
  await refused(empty, cacheDir, /no connector\/ beside chunjun-core in x/);
  const coreless = join(directory, 'coreless');
  await writeJar(join(coreless, 'connector/mysql/chunjun-connector-mysql.jar'), 'mysql');
  await refused(coreless, cacheDir, /no chunjun-core\*.jar beside connector\/ in its top folder/);
  await symlink('/nowhere', join(directory, 'dangling'));
  await refused(join(directory, 'dangling'), cacheDir, /does not exist/);
});

test('a cache directory that cannot be made is told as such', async (t) => {
  const { directory } = await places(t);
  await writeDistribution(join(directory, 'chunjun-dist'));
  const archive = await pack(directory, 'chunjun-dist', 'd.tar');
  const cacheDir = join(directory, 'file');
  await writeFile(cacheDir, '');
  await assert.rejects(
    unpackArchive(archive, join(cacheDir, 'distributions/x'), { entries: 99, fileBytes: 9999, totalBytes: 99999 }),
    {
      code: 'distribution_invalid',
      message: /cannot be unpacked into .*file/,
    },
  );
});
