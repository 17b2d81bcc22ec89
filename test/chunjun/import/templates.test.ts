import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse, type ParseError } from 'jsonc-parser';
import { templateFor } from '../../../gateway/chunjun/import/templates.ts';
import { VersionSpecSchema, type VersionSpec } from '../../../gateway/chunjun/version-spec.ts';
import { findConnector } from '../../../gateway/connectors/catalogue.ts';
import { connectorDescriptions } from '../../../gateway/connectors/descriptions/descriptions.ts';
import { findErrors } from '../../../gateway/core/check.ts';

const works = (status: string) => status === 'works' || status === 'untested';
const readers = connectorDescriptions.filter(({ reader }) => works(reader.status));
const writers = connectorDescriptions.filter(({ writer }) => works(writer.status));

test('a template for every pair: JSON with comments, the shape of a version, every required parameter', () => {
  assert.ok(readers.length > 20 && writers.length > 20);
  for (const from of readers) {
    for (const to of writers) {
      const text = templateFor(from.name, to.name);
      const errors: ParseError[] = [];
      const spec = parse(text, errors) as VersionSpec;
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
      assert.deepEqual(findErrors(VersionSpecSchema, spec), [], text);
    }
  }
});

test('optional parameters stand in comments, one may be taken in', () => {
  const text = templateFor('mysql', 'stream');
  assert.match(text, /\/\/ ,"splitPk": "<splitPk>"/);
  const spec = parse(text.replace('// ,"splitPk"', ',"splitPk"')) as VersionSpec;
  assert.equal(spec.reader.parameter['splitPk'], '<splitPk>');
});

test('an alias is as good; what does not work at 1.12.8 has no template', () => {
  assert.equal(templateFor('tidb', 'stream'), templateFor('mysql', 'stream'));
  assert.throws(() => templateFor('mysql', 'ftp'), { code: 'not_found' });
  assert.throws(() => templateFor('nothing', 'stream'), { code: 'not_found' });
});
