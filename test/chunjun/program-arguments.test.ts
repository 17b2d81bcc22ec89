import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JobDocument } from '../../gateway/chunjun/build-job-json.ts';
import { entryClass, flinkJobName, programArguments } from '../../gateway/chunjun/program-arguments.ts';

const documentWith = (value: string): JobDocument => ({
  job: {
    content: [
      { reader: { name: 'streamreader', parameter: { value } }, writer: { name: 'streamwriter', parameter: {} } },
    ],
    setting: {},
  },
});

/** java.net.URLDecoder: + is a blank, a stray % is an error. */
const javaDecode = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));

test('names and values alternate, in one order', () => {
  const args = programArguments({
    job: { documentText: JSON.stringify(documentWith('x')), confProp: { a: 1 } },
    jobName: 'my job@01',
    mode: 'kubernetes-session',
    distributionDirectory: '',
  });
  assert.deepEqual(
    args.filter((_value, index) => index % 2 === 0),
    ['-jobType', '-mode', '-jobName', '-job', '-confProp', '-chunjunDistDir'],
  );
  assert.deepEqual([args[1], args[3], args[5], args[11]], ['sync', 'kubernetes-session', 'my job@01', '']);
  assert.equal(args.length, 12);
});

test('the distribution directory and the mode are told as they are', () => {
  const args = programArguments({
    job: { documentText: JSON.stringify(documentWith('')), confProp: {} },
    jobName: 'j',
    mode: 'kubernetes-application',
    distributionDirectory: '/opt/chunjun-dist',
  });
  assert.equal(args[3], 'kubernetes-application');
  assert.equal(args.at(-1), '/opt/chunjun-dist');
});

for (const value of [
  '100%',
  '%41',
  'a+b c',
  `"double" 'single' \\back`,
  'line\nbreak\r\ttab',
  'ünïcödé 漢字 😀',
  '${key} $1 & = ? # ; ,',
  '\u2028\u0000',
  "s&c=r%e t+1!'()*~",
]) {
  test(`Java reads back ${JSON.stringify(value)}`, () => {
    const args = programArguments({
      job: { documentText: JSON.stringify(documentWith(value)), confProp: { key: value } },
      jobName: 'j',
      mode: 'standalone',
      distributionDirectory: '',
    });
    const [job = '', confProp = ''] = [args[7], args[9]];
    // No blank, quote or line break is left that something on the way could split or trim.
    assert.match(job + confProp, /^[\w%.!~*'()-]+$/);
    assert.deepEqual(JSON.parse(javaDecode(job)), documentWith(value));
    assert.deepEqual(JSON.parse(javaDecode(confProp)), { key: value });
  });
}

test('numbers and booleans of confProp stay such', () => {
  const confProp = { 'chunjun.dirty-data.max-rows': 11, x: true, y: 'text' };
  const args = programArguments({
    job: { documentText: JSON.stringify(documentWith('')), confProp },
    jobName: 'j',
    mode: 'standalone',
    distributionDirectory: '',
  });
  assert.deepEqual(JSON.parse(javaDecode(args[9] ?? '')), confProp);
});

test('the names that Flink shows', () => {
  assert.equal(entryClass, 'com.dtstack.chunjun.Main');
  assert.equal(flinkJobName('orders', '01ABC'), 'orders@01ABC');
});
