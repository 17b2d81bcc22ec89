import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { shorten, createRedactor, redactJson, REDACTED, storable } from '../../gateway/core/redact.ts';

const formsOf = (secret: string): Record<string, string> => {
  const json = JSON.stringify(secret).slice(1, -1);
  return {
    raw: secret,
    'URL-encoded': encodeURIComponent(secret),
    'URL-encoded with +': encodeURIComponent(secret).replaceAll('%20', '+'),
    'JSON-escaped': json,
    'JSON in a URL': encodeURIComponent(json),
    'JSON in a URL with +': encodeURIComponent(json).replaceAll('%20', '+'),
    'JSON in JSON': JSON.stringify(json).slice(1, -1),
    'as java.net.URLEncoder does': encodeURIComponent(secret)
      .replaceAll('%20', '+')
      .replace(/[!'()~]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`),
    'as Gson does': json.replace(/[<>&=']/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`),
  };
};

/** Small and repeatable: the same secrets on every run. */
function randomSecrets(count: number): string[] {
  let state = 42;
  const next = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const alphabet = [...'abcXYZ019', ...'"\'\\%&+=?#;,./ ', '\n', '\t', 'ü', '漢', '😀', '$', '*', '(', ')', '!', '~'];
  return Array.from({ length: count }, () =>
    Array.from({ length: 4 + next(16) }, () => alphabet[next(alphabet.length)] ?? '').join(''),
  );
}

describe('createRedactor', () => {
  const named = [
    'hunter2',
    'with space',
    '100%',
    'a&b=c',
    `quo"te's`,
    "<tag>='x'",
    '(a)!~',
    'back\\slash',
    'line\nbreak',
    'pässwörd',
    '$&$1',
    'a+b',
  ];
  for (const secret of named) {
    const redact = createRedactor([secret]);
    for (const [form, text] of Object.entries(formsOf(secret))) {
      test(`${JSON.stringify(secret)} ${form}`, () => {
        assert.equal(redact(`before ${text} after ${text}`), `before ${REDACTED} after ${REDACTED}`);
      });
    }
  }

  test('500 random secrets leave nothing in any form', () => {
    const secrets = randomSecrets(500);
    for (const secret of secrets) {
      const redact = createRedactor([secret]);
      for (const [form, text] of Object.entries(formsOf(secret))) {
        const result = redact(`<${text}>`);
        assert.equal(result, `<${REDACTED}>`, `${JSON.stringify(secret)} ${form}`);
      }
    }
  });

  test('as Chunjun logs its program arguments: a document, URL-encoded', () => {
    for (const secret of [...named, ...randomSecrets(200)]) {
      const document = { job: { content: [{ reader: { parameter: { password: secret } } }] } };
      const logged = `-job ${encodeURIComponent(JSON.stringify(document))}`;
      const redacted = createRedactor([secret])(logged);
      const [, job = ''] = redacted.split(' ');
      assert.deepEqual(JSON.parse(decodeURIComponent(job)), {
        job: { content: [{ reader: { parameter: { password: REDACTED } } }] },
      });
    }
  });

  test('JSON inside JSON, as a log line that quotes a document', () => {
    const secret = 'quo"te';
    const inner = JSON.stringify({ password: secret });
    const redacted = createRedactor([secret])(JSON.stringify({ message: inner }));
    assert.equal(redacted.includes('quo'), false, redacted);
  });

  test('of two secrets the longer one first: no tail is left', () => {
    assert.equal(createRedactor(['abc', 'abcdef'])('abcdef abc'), `${REDACTED} ${REDACTED}`);
    assert.equal(createRedactor(['abcdef', 'abc'])('abcdef abc'), `${REDACTED} ${REDACTED}`);
  });

  test('very short secrets would blacken everything and are left to fields', () => {
    assert.equal(createRedactor(['', 'a', 'ab'])('a cab'), 'a cab');
    assert.equal(createRedactor(['cab'])('a cab'), `a ${REDACTED}`);
  });

  test('without secrets text stays as it is', () => {
    assert.equal(createRedactor([])('text'), 'text');
  });
});

describe('redactJson', () => {
  test('every string at every depth; keys, numbers and null stay', () => {
    const redact = createRedactor(['hunter2']);
    const value = { hunter2: 'x hunter2', list: ['hunter2', 1, null, { deep: 'hunter2!' }], yes: true };
    assert.deepEqual(redactJson(value, redact), {
      hunter2: `x ${REDACTED}`,
      list: [REDACTED, 1, null, { deep: `${REDACTED}!` }],
      yes: true,
    });
  });

  test('the value given is not changed', () => {
    const value = { a: ['hunter2'] };
    redactJson(value, createRedactor(['hunter2']));
    assert.deepEqual(value, { a: ['hunter2'] });
  });
});

test('shorten cuts long text and says so', () => {
  assert.equal(shorten('short'), 'short');
  assert.equal(shorten('x'.repeat(3000)), `${'x'.repeat(2000)}…`);
});

test('a secret with half a character is redacted, too', () => {
  const secret = 'abc\ud800def';
  const redact = createRedactor([secret]);
  assert.equal(redact(`x ${secret} ${JSON.stringify(secret)}`), `x ${REDACTED} "${REDACTED}"`);
});

describe('storable', () => {
  test('NUL and half characters are replaced, everything else stays', () => {
    const value = { a: ['x\0y', '\ud83d', '😀'], b: null, n: 1, t: true };
    assert.deepEqual(storable(value), { a: ['x\ufffdy', '\ufffd', '😀'], b: null, n: 1, t: true });
  });

  test('a cut through a character leaves none of its halves', () => {
    assert.equal(shorten('a😀', 2), 'a\ufffd…');
  });
});
