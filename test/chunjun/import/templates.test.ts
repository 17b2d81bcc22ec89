import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse, type ParseError } from 'jsonc-parser';
import { checkVersion } from '../../../gateway/chunjun/build-version.ts';
import { datasourcePlaceholder, scriptTemplateFor } from '../../../gateway/chunjun/import/script-template.ts';
import { templateFor } from '../../../gateway/chunjun/import/templates.ts';
import { buildScript } from '../../../gateway/chunjun/script/build-script.ts';
import { parseDocument } from '../../../gateway/chunjun/validate/parse-document.ts';
import { validateDocument } from '../../../gateway/chunjun/validate/validate-document.ts';
import { SyncSpecSchema, type SyncSpec } from '../../../gateway/chunjun/version-spec.ts';
import { findConnector } from '../../../gateway/connectors/catalogue.ts';
import { connectorDescriptions } from '../../../gateway/connectors/descriptions/descriptions.ts';
import { findErrors } from '../../../gateway/core/check.ts';

const works = (status: string) => status === 'works' || status === 'untested';
const readers = connectorDescriptions.filter(({ reader }) => works(reader.status));
const writers = connectorDescriptions.filter(({ writer }) => works(writer.status));

test('a template for every pair: JSON with comments, every required parameter, a version that can be stored', () => {
  assert.ok(readers.length > 20 && writers.length > 20);
  for (const from of readers) {
    for (const to of writers) {
      const text = templateFor(from.name, to.name);
      const errors: ParseError[] = [];
      const spec = parse(text, errors) as SyncSpec;
      assert.deepEqual(errors, [], text);
      for (const side of ['reader', 'writer'] as const) {
        const { name, [side]: described, datasource } = side === 'reader' ? from : to;
        assert.equal('datasourceId' in spec[side], datasource !== null);
        // The id is to be filled in.
        if (datasource !== null) spec[side].datasourceId = '01J000000000000000000READR';
        const accepted = findConnector(name)?.[side]?.parameters as { properties?: object } | undefined;
        for (const parameter of described.parameters.filter((one) => one.required && one.source === 'version')) {
          if (accepted !== undefined && !(parameter.name in (accepted.properties ?? {}))) continue;
          assert.ok(parameter.name in spec[side].parameter, `${name} ${side} ${parameter.name}\n${text}`);
        }
      }
      assert.deepEqual(findErrors(SyncSpecSchema, spec), [], text);
      const datasourceTypes = new Map<string, string>();
      for (const side of ['reader', 'writer'] as const) {
        const id = `01J000000000000000000${side === 'reader' ? 'READR' : 'WRTER'}`;
        if (spec[side].datasourceId === undefined) continue;
        spec[side].datasourceId = id;
        datasourceTypes.set(id, spec[side].connector);
      }
      const refused = checkVersion(spec, { datasourceTypes, secretNames: new Set() });
      assert.deepEqual(refused, [], `${from.name} to ${to.name}: a template that cannot be stored`);
    }
  }
});

test('optional parameters stand in comments, one may be taken in', () => {
  const text = templateFor('mysql', 'stream');
  assert.match(text, /\/\/ ,"splitPk": "<splitPk>"/);
  const spec = parse(text.replace('// ,"splitPk"', ',"splitPk"')) as SyncSpec;
  assert.equal(spec.reader.parameter['splitPk'], '<splitPk>');
});

test('an alias is as good; what does not work at 1.12.8 has no template', () => {
  assert.equal(templateFor('tidb', 'stream'), templateFor('mysql', 'stream'));
  assert.throws(() => templateFor('mysql', 'ftp'), { code: 'not_found' });
  assert.throws(() => templateFor('nothing', 'stream'), { code: 'not_found' });
});

test('a script template for every pair: nothing to find but what is to be filled in', () => {
  const seen = new Map<string, string>();
  for (const from of readers) {
    for (const to of writers) {
      const text = scriptTemplateFor(from.name, to.name);
      const ids = { reader: '01J000000000000000000READR', writer: '01J000000000000000000WRTER' };
      const open = checkVersion({ script: text }, { datasourceTypes: new Map(), secretNames: new Set() });
      const places = (['reader', 'writer'] as const).filter(
        (side) => (side === 'reader' ? from : to).datasource !== null,
      );
      assert.deepEqual(
        open.map(({ pointer }) => pointer),
        places.map((side) => `/script/job/content/0/${side}/parameter/$datasource`),
        text,
      );
      const script = places.reduce((so, side) => so.replace(datasourcePlaceholder, ids[side]), text);
      const connections = new Map([
        [ids.reader, sampleOf(from)],
        [ids.writer, sampleOf(to)],
      ]);
      const datasourceTypes = new Map(places.map((side) => [ids[side], (side === 'reader' ? from : to).name]));
      assert.deepEqual(checkVersion({ script }, { datasourceTypes, secretNames: new Set() }), [], text);
      const built = buildScript({ script, values: new Map(), connections, startLocation: null });
      assert.deepEqual(built.errors, [], text);
      for (const { level, code, pointer } of validateDocument(parseDocument(built.documentText))) {
        if (level === 'error' && code !== 'placeholder')
          seen.set(`${code} ${pointer.includes('reader') ? from.name : to.name} ${pointer}`, `${from.name} ${to.name}`);
      }
    }
  }
  assert.deepEqual(Object.fromEntries(seen), {});
});

const everyConnector = [
  ...readers.map(({ name }) => [name, 'stream'] as const),
  ...writers.map(({ name }) => ['stream', name] as const),
];

test('every optional parameter can be taken in where it stands', () => {
  let taken = 0;
  for (const [reader, writer] of everyConnector) {
    const script = scriptTemplateFor(reader, writer).replace(
      /^(\s*)\/\/ (,?"\w[^"]*": .*)$/gm,
      (_line, blank, entry) => {
        taken += 1;
        return `${String(blank)}${String(entry)}`;
      },
    );
    const errors: ParseError[] = [];
    parse(script, errors);
    assert.deepEqual(errors, [], script);
    const found = checkVersion({ script }, { datasourceTypes: new Map(), secretNames: new Set() });
    assert.deepEqual(
      found.filter(({ pointer }) => !pointer.endsWith('/$datasource')),
      [],
      script,
    );
  }
  assert.ok(taken > 400, String(taken));
});

test('every parameter stands below its meaning: unit, allowed values and default with it', () => {
  for (const [reader, writer] of everyConnector) {
    const side = reader === 'stream' ? 'writer' : 'reader';
    const description = connectorDescriptions.find(({ name }) => name === (side === 'reader' ? reader : writer));
    const text = scriptTemplateFor(reader, writer);
    // Comments as one line each, with the key they stand above.
    const words = text.replace(/\n\s*\/\/ (?!,?"\w[^"]*": )/g, ' // ').replaceAll(' // ', ' ');
    for (const one of description?.[side].parameters ?? []) {
      const key = one.path?.split('/').findLast((token) => !/^\d+$/.test(token)) ?? one.name;
      if (one.source !== 'version' || !text.includes(`"${key}": `)) continue;
      const unit = one.unit === null ? '' : ` (${one.unit})`;
      assert.ok(words.includes(`${one.title.en}${unit}: ${one.description.en}`), `${one.name}\n${text}`);
    }
  }
  const text = scriptTemplateFor('mysql', 'postgresql');
  assert.match(text, /Required\. Table: [^"]*"table": \["<table>"\]/);
  assert.match(text, /Batch size \(rows\): Rows per batch\. [^"]*Default: 1024\.\s+\/\/ ,"batchSize": 1024/);
  assert.match(text, /One of: insert,\s+\/\/ update\. Default: "insert"\.\s+"writeMode"/);
  assert.doesNotMatch(text, /Increment column: [^"]*"(?:startLocation|initReporter)"/);
  assert.match(text, /\$\{name\} inside a value is a parameter/);
});

function sampleOf({ datasource }: (typeof connectorDescriptions)[number]) {
  const sample = (field: { name: string; type: string; enum: readonly (string | number)[] | null }) =>
    field.enum !== null
      ? field.enum[0]
      : field.type === 'string[]'
        ? ['host:1']
        : field.type === 'integer'
          ? 1
          : field.name.toLowerCase().includes('url')
            ? 'jdbc:mysql://h/d'
            : field.name === 'defaultFS'
              ? 'hdfs://h'
              : 'h';
  const chosen = new Set((datasource?.requiresOneOf ?? []).map(([first]) => first));
  const config = (datasource?.config ?? []).filter(({ name, required }) => required || chosen.has(name));
  return {
    config: Object.fromEntries(config.map((field) => [field.name, sample(field)])),
    secrets: Object.fromEntries((datasource?.secrets ?? []).map(({ name }) => [name, 'x'])),
  };
}

test('a script template has the optional parameters where the form would put them', () => {
  const text = scriptTemplateFor('mysql', 'postgresql');
  const script = text.replace('// ,"splitPk"', ',"splitPk"').replace('// ,"schema"', ',"schema"');
  const errors: ParseError[] = [];
  const { job } = parse(script, errors) as {
    job: {
      content: [{ reader: { parameter: { splitPk: string; connection: [{ schema: string; table: string[] }] } } }];
    };
  };
  assert.deepEqual(errors, [], script);
  const { parameter } = job.content[0].reader;
  assert.equal(parameter.splitPk, '<splitPk>');
  assert.deepEqual(parameter.connection, [{ table: ['<table>'], schema: '<schema>' }]);
  assert.match(text, /\/\/ Required\. /);
  assert.throws(() => scriptTemplateFor('mysql', 'ftp'), { code: 'not_found' });
});
