import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { messageOfCause, readRootCause } from '../../gateway/flink/root-cause.ts';
import { readFixture } from '../chunjun/fixtures.ts';

const answers = readFixture('flink-answers.json') as Record<
  string,
  { body?: { errors: string[] }; 'root-exception'?: string } | undefined
>;
const textsOf = (name: string): string[] => {
  const answer = answers[name];
  assert.ok(answer, name);
  return answer.body?.errors ?? [answer['root-exception'] ?? ''];
};

describe('readRootCause of real answers of Flink 1.12.7', () => {
  const roots: [name: string, text: string, depth: number][] = [
    ['login', 'org.postgresql.util.PSQLException: FATAL: password authentication failed for user "nobody"', 6],
    ['mysqlport', 'java.net.ConnectException: Connection refused', 7],
    ['plugin', 'java.lang.ClassNotFoundException: com.dtstack.chunjun.connector.oracle.source.OracleSourceFactory', 5],
    ['entry', 'java.lang.ClassNotFoundException: no.such.Main', 3],
    ['badjobid', 'java.lang.NumberFormatException: For input string: "zz" under radix 16', 4],
    ['whereExceptions', 'org.postgresql.util.PSQLException: ERROR: column "nosuch" does not exist\nPosition: 37', 3],
    ['route404', 'Unable to load requested file /nosuch.', 1],
  ];
  for (const [name, text, depth] of roots) {
    test(name, () => {
      const { text: root, chain } = readRootCause(textsOf(name));
      assert.equal(root, text);
      assert.equal(chain.length, depth);
      assert.equal(chain.at(-1), root);
      assert.doesNotMatch(chain.join('\n'), /^\s*at |\.\.\. \d+ more|on server side/m);
    });
  }

  test('a 500 has its trace in the second text', () => {
    assert.match(readRootCause(textsOf('nojar')).text, /RestHandlerException: Jar file .* does not exist$/);
  });

  test('a message of several lines stays together', () => {
    const { chain } = readRootCause(textsOf('mysqlport'));
    assert.match(chain.at(-2) ?? '', /^com\.mysql\S+: Communications link failure\nThe last packet sent .*server\.$/);
  });
});

describe('readRootCause', () => {
  const table: [what: string, texts: string[], chain: string[]][] = [
    ['a single line', ['java.lang.Error: x'], ['java.lang.Error: x']],
    ['no trace', ['Job could not be found.'], ['Job could not be found.']],
    ['causes', ['a.A: 1\n\tat a.b(C.java:1)\nCaused by: b.B: 2\n\tat x.y(Z.java)\n\t... 3 more'], ['a.A: 1', 'b.B: 2']],
    [
      'a cause without a message',
      ['a.A\n\tat a.b(C.java:1)\nCaused by: java.lang.NullPointerException'],
      ['a.A', 'java.lang.NullPointerException'],
    ],
    ['common frames omitted', ['a.A: 1\nCaused by: b.B: 2\n\t... 13 common frames omitted'], ['a.A: 1', 'b.B: 2']],
    [
      'a suppressed exception is no cause',
      ['a.A: 1\n\tat a.b(C.java:1)\n\tSuppressed: s.S: 9\n\t\tat s.t(U.java:1)\nCaused by: b.B: 2'],
      ['a.A: 1', 'b.B: 2'],
    ],
    [
      'Windows line ends',
      ['a.A: 1\r\n\tat a.b(C.java:1)\r\nCaused by: b.B: 2\r\n\tat c.d(E.java)'],
      ['a.A: 1', 'b.B: 2'],
    ],
    [
      'the text with the trace of several',
      ['Internal server error.', 'a.A: 1\nCaused by: b.B: 2'],
      ['a.A: 1', 'b.B: 2'],
    ],
  ];
  for (const [what, texts, chain] of table) {
    test(what, () => assert.deepEqual(readRootCause(texts).chain, chain));
  }

  test('nothing at all', () => {
    for (const texts of [[], [''], ['\n\n']]) {
      assert.deepEqual(readRootCause(texts), { text: 'no reason given', chain: [] });
    }
  });

  test('a huge message is whole: it is cut after redaction', () => {
    const { text } = readRootCause([`a.A: ${'x'.repeat(100_000)}`]);
    assert.equal(text.length, 100_005);
  });
});

test('messageOfCause', () => {
  for (const [cause, message] of [
    ['java.sql.SQLException: Access denied', 'Access denied'],
    ['java.lang.NullPointerException', 'NullPointerException'],
    ['a.B: first\nsecond', 'first\nsecond'],
    ['a.B:', 'B'],
    ['Job could not be found.', 'Job could not be found.'],
  ] as const) {
    assert.equal(messageOfCause(cause), message);
  }
});
