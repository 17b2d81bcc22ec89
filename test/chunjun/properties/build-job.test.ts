/** Whatever version has nothing against it becomes a document that the validator has nothing against. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { buildJob } from '../../../gateway/chunjun/build-job-json.ts';
import { checkConnected } from '../../../gateway/chunjun/check-connected.ts';
import { checkVersionSpec } from '../../../gateway/chunjun/check-version-spec.ts';
import { programArguments } from '../../../gateway/chunjun/program-arguments.ts';
import { fromValue, parseDocument } from '../../../gateway/chunjun/validate/parse-document.ts';
import { printDocument } from '../../../gateway/chunjun/validate/print-document.ts';
import { validateDocument } from '../../../gateway/chunjun/validate/validate-document.ts';
import { SyncSpecSchema } from '../../../gateway/chunjun/version-spec.ts';
import { connectors, findConnector } from '../../../gateway/connectors/catalogue.ts';
import { findErrors } from '../../../gateway/core/check.ts';
import { versionsOf, type Version } from './versions.ts';

const counts = { drawn: 0, built: 0 };

/** False when there is something against the version. */
function assertBuilds(version: Version): boolean {
  counts.drawn += 1;
  if (findErrors(SyncSpecSchema, version.spec).length > 0) assert.fail('the generator makes no versions');
  if (checkVersionSpec(version.spec, version.types).length > 0) return false;
  if (checkConnected(version).length > 0) return false;
  counts.built += 1;
  const { document, confProp } = buildJob(version);
  const errors = validateDocument(fromValue(document), { confProp }).filter(({ level }) => level === 'error');
  assert.deepEqual(errors, [], JSON.stringify(document));
  return true;
}

const readers = connectors.filter(({ reader }) => reader !== null);
const writers = connectors.filter(({ writer }) => writer !== null);
const stream = findConnector('stream');
assert.ok(stream);

describe('every pair of connectors', () => {
  assert.ok(readers.length > 30 && writers.length > 25);
  for (const reader of readers) {
    test(`${reader.name} to each writer`, () => {
      for (const writer of writers) {
        fc.assert(
          fc.property(versionsOf(reader, writer), (version) => void assertBuilds(version)),
          { numRuns: 2 },
        );
      }
    });
  }
});

describe('every side alone', () => {
  for (const connector of connectors) {
    for (const side of ['reader', 'writer'] as const) {
      if (connector[side] === null) continue;
      test(`${connector.name} ${side}`, () => {
        const versions = side === 'reader' ? versionsOf(connector, stream) : versionsOf(stream, connector);
        let built = 0;
        fc.assert(
          fc.property(versions, (version) => {
            if (assertBuilds(version)) built += 1;
          }),
          { numRuns: 40 },
        );
        assert.ok(built >= 2, `only ${built} of 40 versions had nothing against them`);
      });
    }
  }
});

test('most versions that are drawn can be built', (t) => {
  t.diagnostic(`${counts.built} of ${counts.drawn} versions built`);
  assert.ok(counts.built > counts.drawn / 2, JSON.stringify(counts));
});

test('the same input gives the same document, and its arguments decode to it', () => {
  const pair = fc.tuple(fc.constantFrom(...readers), fc.constantFrom(...writers));
  fc.assert(
    fc.property(
      pair.chain(([reader, writer]) => versionsOf(reader, writer)),
      fc.string({ unit: 'grapheme', minLength: 1 }),
      (version, jobName) => {
        if (checkVersionSpec(version.spec, version.types).length > 0) return;
        const before = structuredClone(version);
        const job = buildJob(version);
        assert.deepEqual(buildJob(structuredClone(version)), job);
        assert.deepEqual(version, before, 'the input is left as it is');
        const text = JSON.stringify(job.document);
        assert.deepEqual(JSON.parse(text), job.document, 'nothing gets lost in JSON');
        const { root, diagnostics } = parseDocument(text);
        assert.ok(root);
        assert.deepEqual(diagnostics, []);
        assert.equal(printDocument(root), text);
        const args = programArguments({
          job: { ...job, documentText: text },
          jobName,
          mode: 'standalone',
          distributionDirectory: '',
        });
        const after = (name: string) => decodeURIComponent(args[args.indexOf(name) + 1] ?? '');
        assert.equal(after('-job'), text);
        assert.deepEqual(JSON.parse(after('-confProp')), job.confProp);
        assert.equal(args[args.indexOf('-jobName') + 1], jobName);
        // Chunjun decodes as java.net.URLDecoder does: a plus sign is a blank.
        assert.ok(!(args[args.indexOf('-job') + 1] ?? '').includes('+'));
      },
    ),
    { numRuns: 100 },
  );
});
