import assert from 'node:assert/strict';
import { mkdtemp, rm, stat, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { hasCode } from '../../gateway/core/errors.ts';
import { loadSecretKey } from '../../gateway/core/secret-key.ts';
import { createSealer } from '../../gateway/core/secrets.ts';

const key = Buffer.alloc(32, 1);
const sealer = createSealer(key);
const unreadable = (error: unknown): boolean => {
  assert.ok(hasCode(error, 'secret_unreadable'));
  assert.doesNotMatch(error.message, /hunter2/);
  return true;
};

describe('createSealer', () => {
  for (const plain of ['hunter2', '', 'ünïcödé 漢字 😀', 'a.b.c', 'x'.repeat(10_000), '\u0000\n%+"\\']) {
    test(`opens what it sealed: ${JSON.stringify(plain.slice(0, 20))}`, () => {
      const sealed = sealer.seal(plain, 'datasource:1');
      assert.equal(sealer.open(sealed, 'datasource:1'), plain);
      if (plain.length > 3) assert.equal(sealed.includes(plain), false);
    });
  }

  test('the same secret is sealed differently every time', () => {
    const sealed = new Set(Array.from({ length: 50 }, () => sealer.seal('hunter2', 'c')));
    assert.equal(sealed.size, 50);
  });

  test('another context does not open it', () => {
    assert.throws(() => sealer.open(sealer.seal('hunter2', 'datasource:1'), 'datasource:2'), unreadable);
  });

  test('another key does not open it, and is told apart', () => {
    const sealed = createSealer(Buffer.alloc(32, 2)).seal('hunter2', 'c');
    assert.throws(
      () => sealer.open(sealed, 'c'),
      (error: unknown) => unreadable(error) && hasCode(error, 'secret_unreadable') && /another key/.test(error.message),
    );
    // Also when the key's mark was forged.
    const [, mark] = sealer.seal('x', 'c').split('.');
    assert.throws(() => sealer.open(sealed.replace(/^v1\.\w+/, `v1.${mark ?? ''}`), 'c'), unreadable);
  });

  test('every single changed byte of iv, tag and body is noticed', () => {
    const [version = '', mark = '', ...parts] = sealer.seal('hunter2', 'c').split('.');
    let tried = 0;
    parts.forEach((part, at) => {
      const bytes = Buffer.from(part, 'base64url');
      bytes.forEach((byte, index) => {
        const changed = Buffer.from(bytes);
        changed[index] = byte ^ 1;
        const text = [version, mark, ...parts.with(at, changed.toString('base64url'))].join('.');
        assert.throws(() => sealer.open(text, 'c'), unreadable);
        tried++;
      });
    });
    assert.equal(tried, 12 + 16 + 7);
  });

  for (const text of ['', 'v1', 'v1.a.b.c', 'v2.a.b.c.d', 'hunter2']) {
    test(`refuses ${JSON.stringify(text)}`, () => assert.throws(() => sealer.open(text, 'c'), unreadable));
  }

  test('a shortened tag does not count', () => {
    const parts = sealer.seal('hunter2', 'c').split('.');
    const short = Buffer.from(parts[3] ?? '', 'base64url')
      .subarray(0, 4)
      .toString('base64url');
    assert.throws(() => sealer.open(parts.with(3, short).join('.'), 'c'), unreadable);
  });

  for (const length of [0, 16, 31, 33]) {
    test(`a key of ${length} bytes is refused`, () => {
      assert.throws(
        () => createSealer(Buffer.alloc(length)),
        (error: unknown) => hasCode(error, 'config_invalid'),
      );
    });
  }
});

describe('loadSecretKey', () => {
  test('the configured one, hexadecimal or base64', async () => {
    for (const text of [key.toString('hex'), key.toString('base64')]) {
      assert.deepEqual(await loadSecretKey({ GATEWAY_SECRET_KEY: text, DATA_DIR: '/nonexistent' }), key);
    }
  });

  test('else one that is made once, for the owner only', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'gateway-key-'));
    try {
      const DATA_DIR = join(directory, 'data');
      const keys = await Promise.all([1, 2, 3].map(() => loadSecretKey({ DATA_DIR })));
      const file = join(DATA_DIR, 'secret.key');
      assert.equal((await stat(file)).mode & 0o777, 0o600);
      const stored = Buffer.from((await readFile(file, 'utf8')).trim(), 'base64');
      assert.equal(stored.length, 32);
      for (const one of [...keys, await loadSecretKey({ DATA_DIR })]) assert.deepEqual(one, stored);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });
});
