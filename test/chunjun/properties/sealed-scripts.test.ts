/** Secrets of any characters in a pasted script: sealed, shown nowhere, and back in the document as they were. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { escapeParameters } from '../../../gateway/chunjun/parameters/fill-text.ts';
import { buildScript } from '../../../gateway/chunjun/script/build-script.ts';
import { sealScript, secretsOfScript } from '../../../gateway/chunjun/script/seal-script.ts';
import { REDACTED } from '../../../gateway/core/redact.ts';
import { markedSecret } from './arbitraries.ts';

/** Where secrets stand in a parameter block; those in addresses are encoded, as they must be. */
const places: readonly [what: string, parameter: (secret: string) => object][] = [
  ['password', (secret) => ({ password: secret })],
  ['accessKeySecret in a block', (secret) => ({ hadoopConfig: { accessKeySecret: secret } })],
  ['list of tokens', (secret) => ({ tokens: ['x', secret] })],
  ['key and value', (secret) => ({ param: [{ key: 'apiKey', value: secret }] })],
  ['obReaderConfig', (secret) => ({ obReaderConfig: { rsList: 'h:1:2', username: 'u', password: secret } })],
  ['user info', (secret) => ({ url: `mongodb://u:${encodeURIComponent(secret)}@h1:1,h2:2/d` })],
  ['no scheme', (secret) => ({ hosts: `u:${encodeURIComponent(secret)}@h1:1` })],
  ['query', (secret) => ({ jdbcUrl: `jdbc:mysql://h/d?user=u&password=${encodeURIComponent(secret)}&x=1` })],
  ['sqlserver', (secret) => ({ jdbcUrl: `jdbc:sqlserver://h;password=${encodeURIComponent(secret)};encrypt=true` })],
  ['JSON text', (secret) => ({ requestBody: JSON.stringify({ user: 'u', password: secret, z: 1 }) })],
  ['JAAS', (secret) => ({ 'sasl.jaas.config': `x.PlainLoginModule required password=${JSON.stringify(secret)};` })],
];

const documentOf = (parameter: object): string =>
  JSON.stringify({
    job: {
      content: [{ reader: { name: 'mysqlreader', parameter }, writer: { name: 'streamwriter', parameter: {} } }],
    },
  });

const build = (script: string, secrets: ReadonlyMap<string, string>): string =>
  buildScript({
    script,
    values: new Map([...secrets].map(([name, value]) => [`secret.${name}`, value])),
    connections: new Map(),
    startLocation: null,
  }).documentText;

const escapedBlock = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_key, one: unknown) => (typeof one === 'string' ? escapeParameters(one) : one));

for (const [what, parameter] of places) {
  test(`${what}: found in no stored or rendered text, unchanged in the document`, () => {
    fc.assert(
      fc.property(markedSecret, fc.constantFrom('', '// ', '/* '), ({ secret, marks }, comment) => {
        const block = parameter(secret);
        const line = JSON.stringify(secret).replaceAll('*/', '');
        const noise = comment === '' ? '' : `${comment}"password": ${line}${comment === '/* ' ? ' */' : ''}\n`;
        const text = noise + documentOf(escapedBlock(block) as object);
        const { script, secrets, warnings } = sealScript(text);
        const masked = build(script, new Map(secretsOfScript(script).map((name) => [name, REDACTED])));
        for (const shown of [script, masked, JSON.stringify(warnings)]) {
          for (const mark of marks) assert.ok(!shown.includes(mark), `${mark} in ${shown}`);
        }
        assert.deepEqual(JSON.parse(build(script, secrets)), JSON.parse(documentOf(block)));
        assert.equal(sealScript(script, secrets.keys()).script, script);
      }),
      { numRuns: 150 },
    );
  });
}
