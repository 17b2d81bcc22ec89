import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importJob } from '../../../gateway/chunjun/import/import-job.ts';
import { splitJdbcUrl } from '../../../gateway/chunjun/import/split-jdbc-url.ts';
import { sources } from './sources.ts';

/** A small generator with a seed, so that a failure can be seen again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

const pieces = [
  'a',
  'Z',
  '7',
  '"',
  "'",
  '%',
  '&',
  '=',
  '?',
  '/',
  '\\',
  '@',
  ':',
  ';',
  '#',
  '\n',
  ' ',
  '密',
  'é',
  '${x}',
  '%41',
  '{',
  '*/',
];

function secretOf(next: () => number): string {
  const some = Array.from({ length: 12 }, () => pieces[Math.floor(next() * pieces.length)] ?? '').join('');
  return `s3cr${some}3t`;
}

/** The secret's ends would survive a cut in the middle. */
function assertHidden(text: string, secret: string): void {
  const result = importJob(text);
  const shown = JSON.stringify({ ...result, secrets: null });
  for (const trace of ['s3cr', '3t', JSON.stringify(secret).slice(1, -1)]) {
    assert.ok(!shown.includes(trace), `${JSON.stringify(secret)} in ${shown}`);
  }
}

const job = (reader: unknown, readerName = 'mysqlreader') =>
  JSON.stringify({
    job: {
      content: [
        {
          reader: { name: readerName, parameter: { username: 'u', column: ['id'], ...(reader as object) } },
          writer: { name: 'mysqlwriter', parameter: { column: ['id'], connection: [{ table: ['t'] }] } },
        },
      ],
    },
  });
const withUrl = (jdbcUrl: string, plugin?: string) =>
  job({ connection: [{ table: ['t'], jdbcUrl: [jdbcUrl] }] }, plugin);

const places: Record<string, (secret: string) => string> = {
  password: (secret) => job({ password: secret, connection: [{ table: ['t'] }] }),
  'an unknown key': (secret) => job({ connection: [{ table: ['t'] }], accessKeySecret: secret, 'x-token': secret }),
  'an unknown list': (secret) => job({ connection: [{ table: ['t'] }], others: [{ deep: [secret] }] }),
  'a JDBC URL, encoded': (secret) => withUrl(`jdbc:mysql://h:1/d?user=u&password=${encodeURIComponent(secret)}`),
  'a JDBC URL, encoded, as user info': (secret) => withUrl(`jdbc:mysql://u:${encodeURIComponent(secret)}@h:1/d`),
  'a JDBC URL as user info': (secret) => withUrl(`jdbc:mysql://u:${secret}@h:1/d`),
  'an Oracle URL': (secret) => withUrl(`jdbc:oracle:thin:u/${secret}@h:1521:x`, 'oraclereader'),
  'an SQL Server URL': (secret) =>
    withUrl(`jdbc:sqlserver://h;user=u;password=${encodeURIComponent(secret)}`, 'sqlserverreader'),
  'a binlog URL': (secret) =>
    job({ jdbcUrl: `jdbc:mysql://h/d?password=${encodeURIComponent(secret)}` }, 'binlogreader'),
  'an address with user info': (secret) => job({ url: `https://u:${encodeURIComponent(secret)}@h/x` }, 'httpreader'),
  'an address with a token': (secret) =>
    job({ url: `https://h/x?access_token=${encodeURIComponent(secret)}` }, 'httpreader'),
  'a header': (secret) => job({ url: 'http://h', header: [{ key: 'Authorization', value: secret }] }, 'httpreader'),
  'nested settings': (secret) => job({ hadoopConfig: { 'fs.s3a.secret.key': secret }, path: '/x' }, 'hdfsreader'),
  'Kafka settings': (secret) => job({ consumerSettings: { 'sasl.jaas.config': secret }, topic: 't' }, 'kafkareader'),
};

for (const [place, textOf] of Object.entries(places)) {
  test(`secrets in ${place} stay out of version, data source, report`, () => {
    const next = random(20240101);
    for (let round = 0; round < 300; round += 1) {
      const secret = secretOf(next);
      assertHidden(textOf(secret), secret);
    }
  });
}

test('the secrets themselves come back as they were', () => {
  const secret = 'p"\'%&=?\n密';
  assert.deepEqual(importJob(places['password']!(secret)).secrets.reader, { password: secret });
  assert.deepEqual(importJob(places['a JDBC URL, encoded']!(secret)).secrets.reader, { password: secret });
  assert.deepEqual(importJob(places['an Oracle URL']!('tiger')).secrets.reader, { password: 'tiger' });
});

test('no secret of the foreign jobs is shown', () => {
  for (const { name, text } of sources) {
    const result = importJob(text);
    assert.ok(!JSON.stringify({ ...result, secrets: null }).includes('not-for-the-spec'), name);
  }
});

test('a JDBC URL becomes fields', () => {
  const all = () => true;
  assert.deepEqual(splitJdbcUrl('jdbc:postgresql://h:5/d?ssl=true&user=me', all), {
    config: { host: 'h', port: 5, database: 'd', properties: { ssl: 'true' } },
    secrets: {},
    username: 'me',
    left: [],
  });
  const many = 'jdbc:mysql://a:1,b:2/d?x=1';
  assert.deepEqual(splitJdbcUrl(many, all).config, { jdbcUrl: many });
  assert.deepEqual(splitJdbcUrl('jdbc:sqlserver://h:1;databaseName=d;password=p', all), {
    config: { jdbcUrl: 'jdbc:sqlserver://h:1;databaseName=d' },
    secrets: { password: 'p' },
    username: null,
    left: [],
  });
});
