/**
 * The documents that ship with Chunjun 1.12.8, where they are at hand: CHUNJUN_EXAMPLES, else the folder beside the
 * repository. They are not kept here. Many are out of date, so the promise is: read, judged, printed and imported
 * without a crash, and nothing changes its meaning on the way.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { buildJob } from '../../gateway/chunjun/build-job-json.ts';
import { checkVersionSpec } from '../../gateway/chunjun/check-version-spec.ts';
import { exportJob, readExport } from '../../gateway/chunjun/import/export-job.ts';
import { importJob, type ImportResult } from '../../gateway/chunjun/import/import-job.ts';
import { findPlugin } from '../../gateway/chunjun/import/plugin-names.ts';
import { member, type DocumentNode } from '../../gateway/chunjun/validate/document-node.ts';
import { fromValue, parseDocument } from '../../gateway/chunjun/validate/parse-document.ts';
import { printDocument } from '../../gateway/chunjun/validate/print-document.ts';
import { validateDocument } from '../../gateway/chunjun/validate/validate-document.ts';
import { findConnector } from '../../gateway/connectors/catalogue.ts';
import type { ConnectionDetails } from '../../gateway/connectors/connector.ts';
import { findErrors } from '../../gateway/core/check.ts';
import { GatewayError } from '../../gateway/core/errors.ts';
import { meaningOf } from './properties/documents.ts';

const folder =
  process.env['CHUNJUN_EXAMPLES'] ?? fileURLToPath(new URL('../../../shared/contract/examples', import.meta.url));
const skip = existsSync(folder) ? false : `no example documents in ${folder}; CHUNJUN_EXAMPLES names another folder`;
const files = skip === false ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
const examples = files
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const { root } = parseDocument(text);
    // What was run with the real program is kept with its verdict; the document is a part of it.
    const inner = member(root, 'verdict') === undefined ? undefined : member(root, 'document');
    return { file, text: inner === undefined ? text : printDocument(inner) };
  });

const rootOf = (text: string, file: string): DocumentNode => {
  const { root, diagnostics } = parseDocument(text);
  assert.deepEqual(
    diagnostics.filter(({ level }) => level === 'error'),
    [],
    file,
  );
  assert.ok(root, file);
  return root;
};

/** null: refused, with an error of ours. */
function imported(text: string, file: string): ImportResult | null {
  try {
    return importJob(text);
  } catch (error) {
    assert.ok(error instanceof GatewayError && error.code === 'document_invalid', `${file}: ${String(error)}`);
    return null;
  }
}

describe('examples of Chunjun', { skip }, () => {
  test('there are some, in nested folders too', () => {
    assert.ok(examples.length > 0);
    if (process.env['CHUNJUN_EXAMPLES'] === undefined) assert.ok(files.some((file) => file.includes('/')));
  });

  test('each is read, judged and printed; the canonical form is the same document', (t) => {
    const levels = { error: 0, warning: 0, info: 0 };
    for (const { file, text } of examples) {
      const root = rootOf(text, file);
      const findings = validateDocument(parseDocument(text));
      for (const { level } of findings) levels[level] += 1;
      const printed = printDocument(root);
      const again = rootOf(printed, file);
      assert.deepEqual(meaningOf(again), meaningOf(root), file);
      assert.equal(printDocument(again), printed, file);
      // Judged alike: but for what is said about the writing of the text itself.
      const sayings = (found: typeof findings) =>
        found
          .filter(({ code }) => !['not_strict_json', 'duplicate_key', 'more_findings'].includes(code))
          .map(({ code, pointer }) => `${code} ${pointer}`)
          .sort();
      assert.deepEqual(sayings(validateDocument(parseDocument(printed))), sayings(findings), file);
    }
    t.diagnostic(`${examples.length} examples: ${JSON.stringify(levels)}`);
  });

  test('each is imported or refused; what is exported says the same', (t) => {
    const counts = { version: 0, refusedInParts: 0, refused: 0 };
    for (const { file, text } of examples) {
      const result = imported(text, file);
      if (result === null) counts.refused += 1;
      else if (result.spec === null) counts.refusedInParts += 1;
      if (result === null || result.spec === null) continue;
      counts.version += 1;
      const { spec } = result;
      const about = { name: 'job', kind: 'batch', description: '', datasources: new Map() } as const;
      const back = readExport(JSON.parse(JSON.stringify(exportJob({ ...about, spec }))));
      assert.deepEqual(back.spec, spec, file);
      assert.deepEqual(back.datasources, {}, file);
    }
    assert.ok(counts.version > examples.length / 2, JSON.stringify(counts));
    t.diagnostic(JSON.stringify(counts));
  });

  test('an imported version that is complete becomes a document about the same things', (t) => {
    const left: string[] = [];
    let built = 0;
    for (const { file, text } of examples) {
      const result = imported(text, file);
      if (result === null || result.spec === null) continue;
      const completed = complete(result);
      if (completed === null) {
        left.push(file);
        continue;
      }
      built += 1;
      const made = placesOf(fromValue(completed.document).root);
      const original = placesOf(rootOf(text, file));
      for (const [what, places] of Object.entries(made)) {
        for (const place of original[what] ?? []) {
          assert.ok(places.includes(place), `${file}: ${what} ${place}, built ${JSON.stringify(places)}`);
        }
      }
    }
    assert.ok(built > examples.length / 3, `${built} of ${examples.length}`);
    t.diagnostic(
      `${built} built again; parameters or connection are not complete in ${left.length}: ${left.join(', ')}`,
    );
  });
});

const ids = { reader: '1'.padStart(26, '0'), writer: '2'.padStart(26, '0') };

/** The version with data sources as the import suggests them; null when something is missing. */
function complete({ spec, datasources, secrets }: ImportResult) {
  if (spec === null) return null;
  const types = new Map<string, string>();
  const connections: Record<'reader' | 'writer', ConnectionDetails | null> = { reader: null, writer: null };
  const whole = structuredClone(spec);
  for (const side of ['reader', 'writer'] as const) {
    const connector = findConnector(spec[side].connector);
    if (connector === undefined || connector[side] === null) return null;
    if (connector.datasource === null) continue;
    const config = datasources[side]?.config ?? {};
    if (findErrors(connector.datasource.config, config).length > 0) return null;
    whole[side].datasourceId = ids[side];
    types.set(ids[side], connector.name);
    connections[side] = { config, secrets: secrets[side] };
  }
  if (checkVersionSpec(whole, types).length > 0) return null;
  return buildJob({ spec: whole, ...connections, startLocation: null });
}

/** Plugins by their connector (restapireader is http), tables, topics and paths of both sides. */
function placesOf(root: DocumentNode | null): Record<string, string[]> {
  const places: Record<string, string[]> = {};
  const content = member(member(root, 'job'), 'content')?.items[0];
  for (const side of ['reader', 'writer'] as const) {
    const block = member(content, side);
    const parameter = member(block, 'parameter');
    const plugin = findPlugin(member(block, 'name')?.text ?? '', side);
    places[`${side} name`] = ['connector' in plugin ? plugin.connector : plugin.refused];
    const connection = member(parameter, 'connection')?.items[0];
    const table = member(connection, 'table') ?? member(parameter, 'table');
    const schema = textsOf(member(connection, 'schema') ?? member(parameter, 'schema'))[0];
    // A schema stands in front of the table, or beside it.
    places[`${side} table`] = textsOf(table).map((each) =>
      schema === undefined || each.includes('.') ? each : `${schema}.${each}`,
    );
    for (const key of ['topic', 'path']) places[`${side} ${key}`] = textsOf(member(parameter, key));
  }
  return places;
}

function textsOf(node: DocumentNode | undefined): string[] {
  if (node === undefined) return [];
  return (node.kind === 'array' ? node.items : [node]).filter(({ kind }) => kind === 'string').map(({ text }) => text);
}
