/** Secrets of any characters: they reach Chunjun unchanged, and nothing that is shown or kept holds them. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { buildJob, type BuildInput } from '../../../gateway/chunjun/build-job-json.ts';
import { checkVersionSpec } from '../../../gateway/chunjun/check-version-spec.ts';
import { exportJob } from '../../../gateway/chunjun/import/export-job.ts';
import { importJob } from '../../../gateway/chunjun/import/import-job.ts';
import { programArguments } from '../../../gateway/chunjun/program-arguments.ts';
import { walk } from '../../../gateway/chunjun/validate/document-node.ts';
import { fromValue } from '../../../gateway/chunjun/validate/parse-document.ts';
import { validateDocument } from '../../../gateway/chunjun/validate/validate-document.ts';
import { connectors, findConnector } from '../../../gateway/connectors/catalogue.ts';
import type { ConnectionDetails, Connector } from '../../../gateway/connectors/connector.ts';
import { findDescription } from '../../../gateway/connectors/descriptions/descriptions.ts';
import { findErrors } from '../../../gateway/core/check.ts';
import { createRedactor, REDACTED } from '../../../gateway/core/redact.ts';
import { markedSecret, secretText } from './arbitraries.ts';
import { secretFor, versionsOf, type Version } from './versions.ts';

const stream = findConnector('stream');
assert.ok(stream);

const withSecrets = connectors.filter(
  ({ datasource }) =>
    Object.keys((datasource?.secrets as { properties?: object } | undefined)?.properties ?? {}).length > 0,
);

function withSecret(
  version: Version,
  connector: Connector,
  side: 'reader' | 'writer',
  secretOf: (name: string) => string,
): Version {
  const connection = version[side];
  if (connection === null) return version;
  const secrets = Object.fromEntries(
    Object.keys(connection.secrets).map((name) => [name, secretFor(connector, name, secretOf(name))]),
  );
  return { ...version, [side]: { ...connection, secrets } };
}

/** Names of the secrets that a side's plugin has a parameter for. */
function usedSecrets({ name }: Connector, side: 'reader' | 'writer', connection: ConnectionDetails): string[] {
  const description = findDescription(name);
  const known = new Set(description?.[side].parameters.map((each) => (each.path ?? `/${each.name}`).split('/')[1]));
  return (description?.datasource?.secrets ?? [])
    .filter((field) => field.name in connection.secrets && field.fills.some((place) => known.has(place.split('/')[1])))
    .map((field) => field.name);
}

function leavesOf(value: unknown): string[] {
  const { root } = fromValue(value);
  return root === null ? [] : [...walk(root)].filter(({ kind }) => kind === 'string').map(({ text }) => text);
}

const fits = (connector: Connector, connection: ConnectionDetails): boolean =>
  connector.datasource !== null && findErrors(connector.datasource.secrets, connection.secrets).length === 0;

describe('a data source’s secrets', () => {
  assert.ok(withSecrets.length > 25);
  for (const connector of withSecrets) {
    for (const side of ['reader', 'writer'] as const) {
      if (connector[side] === null) continue;
      const versions = side === 'reader' ? versionsOf(connector, stream) : versionsOf(stream, connector);

      test(`${connector.name} ${side}: exactly there when built, nowhere when masked`, () => {
        fc.assert(
          fc.property(versions, secretText, secretText, (version, one, other) => {
            const mine = withSecret(version, connector, side, (name) => `${one}.${name}`);
            const connection = mine[side];
            fc.pre(connection !== null && fits(connector, connection));
            fc.pre(checkVersionSpec(mine.spec, mine.types).length === 0);
            const parameter = (input: BuildInput) => buildJob(input).document.job.content[0][side].parameter;
            const leaves = new Set(leavesOf(parameter(mine)));
            for (const name of usedSecrets(connector, side, connection)) {
              assert.ok(leaves.has(secretFor(connector, name, `${one}.${name}`)), `${name} is not in the document`);
            }
            // Whatever the secret was: the masked document is the same.
            const masked = JSON.stringify(buildJob(withSecret(mine, connector, side, () => REDACTED)));
            const others = withSecret(mine, connector, side, (name) => `${other}.${name}`);
            assert.equal(JSON.stringify(buildJob(withSecret(others, connector, side, () => REDACTED))), masked);
            const inserted = JSON.stringify(buildJob(others)).split(JSON.stringify(`${other}.`).slice(1, -1)).length;
            assert.ok(inserted > 1 || usedSecrets(connector, side, connection).length === 0);
          }),
          { numRuns: 20 },
        );
      });

      test(`${connector.name} ${side}: findings, import and export do not show them`, () => {
        fc.assert(
          fc.property(versions, markedSecret, (version, { secret, marks }) => {
            const mine = withSecret(version, connector, side, () => secret);
            const connection = mine[side];
            if (connection === null || !fits(connector, connection)) return;
            if (checkVersionSpec(mine.spec, mine.types).length > 0) return;
            const { document, confProp } = buildJob(mine);
            const imported = importJob(JSON.stringify(document));
            const { secrets, ...shown } = imported;
            const texts = [JSON.stringify(shown), JSON.stringify(validateDocument(fromValue(document), { confProp }))];
            if (imported.spec !== null) {
              const about = { name: 'job', kind: 'batch', description: '', datasources: new Map() } as const;
              texts.push(JSON.stringify(exportJob({ ...about, spec: imported.spec })));
            }
            for (const text of texts) for (const mark of marks) assert.ok(!text.includes(mark), `${mark} in ${text}`);
            if (usedSecrets(connector, side, connection).length > 0) {
              assert.ok(JSON.stringify(secrets[side]).includes(marks[0] ?? ''), 'the secret comes back to be sealed');
            }
          }),
          { numRuns: 10 },
        );
      });
    }
  }
});

/** As Chunjun's Gson prints a text. */
const gson = (text: string): string =>
  JSON.stringify(text).replace(/[<>&='\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** java.net.URLEncoder.encode(text, "UTF-8"). */
const javaUrlEncoded = (text: string): string =>
  [...Buffer.from(text, 'utf8')]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      if (/[A-Za-z0-9.*_-]/.test(character)) return character;
      return character === ' ' ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');

test('the redactor takes a secret out of whatever Flink, Chunjun or a driver prints', () => {
  fc.assert(
    fc.property(secretText, (secret) => {
      const redact = createRedactor([secret]);
      const document = { job: { content: [{ reader: { name: 'mysqlreader', parameter: { password: secret } } }] } };
      const documentText = JSON.stringify(document);
      const gsonText = `{"password":${gson(secret)}}`;
      const [, , , , , , , argument = ''] = programArguments({
        job: { documentText, confProp: {} },
        jobName: 'j',
        mode: 'standalone',
        distributionDirectory: '',
      });
      const form = JSON.stringify(secret).slice(1, -1);
      /** Around each secret, what must still be there afterwards. */
      const cases: readonly (readonly [text: string, traces: readonly string[]])[] = [
        [documentText, [form]],
        [argument, [encodeURIComponent(form)]],
        [javaUrlEncoded(documentText), [javaUrlEncoded(form)]],
        [javaUrlEncoded(gsonText), [javaUrlEncoded(gson(secret).slice(1, -1))]],
        [
          `2024-02-29 12:00:00,123 INFO  com.dtstack.chunjun.Main - job = ${gsonText}`,
          [gson(secret).slice(1, -1), form],
        ],
        [JSON.stringify({ message: documentText }), [JSON.stringify(form).slice(1, -1)]],
        [
          `java.sql.SQLException: No suitable driver for jdbc:mysql://h:3306/d?user=u&password=${secret}\n\tat java.sql.DriverManager`,
          [secret],
        ],
        [`Caused by: jdbc:mysql://h/d?password=${encodeURIComponent(secret)}&x=1`, [encodeURIComponent(secret)]],
        [`Caused by: jdbc:mysql://h/d?password=${javaUrlEncoded(secret)}&x=1`, [javaUrlEncoded(secret)]],
      ];
      for (const [text, traces] of cases) {
        for (const trace of traces) {
          assert.ok(text.includes(trace) || trace === form, 'the case holds what it looks for');
          assert.ok(!redact(text).includes(trace), `${trace} in ${redact(text)}`);
        }
      }
    }),
    { numRuns: 600 },
  );
});
