import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  checkParameters,
  missingErrors,
  resolveParameters,
} from '../../../gateway/chunjun/parameters/parameter-values.ts';
import type { ParameterDeclarations } from '../../../gateway/chunjun/version-spec.ts';

const uses = [
  { pointer: '/reader/parameter/where', names: ['day', 'n'] },
  { pointer: '/script/x', names: ['secret.reader.password'] },
];
const places = (errors: readonly { pointer: string }[]): string[] => errors.map(({ pointer }) => pointer);

describe('resolveParameters', () => {
  test('what a run gives wins over the default; what has neither is missing; secrets are no parameters', () => {
    const declarations: ParameterDeclarations = [{ name: 'n', type: 'integer', default: 1 }, { name: 'later' }];
    const first = resolveParameters(uses, declarations, {});
    assert.deepEqual([[...first.values], first.missing, first.errors], [[['n', 1]], ['day'], []]);
    const second = resolveParameters(uses, declarations, { n: 7, day: 'x', later: 'y' });
    assert.deepEqual(Object.fromEntries(second.values), { n: 7, day: 'x', later: 'y' });
    assert.deepEqual([second.missing, second.errors], [[], []]);
    assert.deepEqual(places(missingErrors(first.missing)), ['/parameters/day']);
  });

  test('a value nothing uses is an error that names what there is', () => {
    const { errors } = resolveParameters(uses, [], { dya: 'x', 'secret.reader.password': 'p' });
    assert.deepEqual(places(errors), ['/parameters/dya', '/parameters/secret.reader.password']);
    assert.match(errors[0]?.remedy ?? '', /day, n/);
  });

  const typed: readonly [type: NonNullable<ParameterDeclarations[number]['type']>, given: unknown, value: unknown][] = [
    ['integer', 3, 3],
    ['integer', '3', 3],
    ['integer', '3.5', undefined],
    ['integer', '1e3', undefined],
    ['integer', true, undefined],
    ['number', '-2.5', -2.5],
    ['boolean', 'true', true],
    ['boolean', 0, undefined],
    ['string', 5, '5'],
  ];
  for (const [type, given, value] of typed) {
    test(`${JSON.stringify(given)} as ${type}`, () => {
      const { values, errors } = resolveParameters(uses, [{ name: 'n', type }], { n: given as string });
      assert.equal(values.get('n'), value);
      assert.deepEqual(places(errors), value === undefined ? ['/parameters/n'] : []);
    });
  }
});

describe('checkParameters', () => {
  test('names that are none, doubles, reserved names and defaults of another type', () => {
    const errors = checkParameters(
      [{ pointer: '/a', names: ['x y', ''] }],
      [{ name: 'n' }, { name: 'n' }, { name: 'secret.x' }, { name: 'i', type: 'integer', default: 'many' }],
    );
    assert.deepEqual(places(errors), ['/a', '/a', '/parameters/1/name', '/parameters/2/name', '/parameters/3/default']);
    assert.deepEqual(checkParameters(uses, [{ name: 'n', type: 'integer', default: 4 }]), []);
  });
});
