import type { Chance } from '../faults/random.ts';

/** Stands in a JSON text for what `JSON.stringify` does not write. */
const raw: Readonly<Record<string, () => string>> = {
  '@deepArrays': () => '['.repeat(20_000) + ']'.repeat(20_000),
  '@deepObjects': () => '{"a":'.repeat(3_000) + '1' + '}'.repeat(3_000),
  '@deepText': () => `"${'['.repeat(50_000)}"`,
  '@deepDocument': () => `"${'{\\"job\\":'.repeat(5_000)}1${'}'.repeat(5_000)}"`,
  '@hugeNumber': () => '1e999',
  '@longNumber': () => '123456789012345678901234567890.5',
  '@loneSurrogate': () => '"half \\ud800 a character"',
  '@prototype': () => '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
  '@huge': () => `"${'x'.repeat(200_000)}"`,
};

const wild: readonly unknown[] = [
  null,
  true,
  '',
  0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53,
  -1e308,
  [],
  {},
  [[]],
  { a: 1 },
  'a\u0000b',
  'a\u0007\u001b[31m\u202eb',
  '\ufeff\u{1f600}',
  "'; drop table de_job; --",
  '%00',
  `$\{jndi:ldap://127.0.0.1/a}`,
  '../../../../etc/passwd',
  '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  '01arz3ndektsv4rrffq69g5fav',
  '9999-99-99T99:99:99Z',
  '+275760-09-13T00:00:00.000Z',
  'x'.repeat(300),
  ...Object.keys(raw),
];

/** The JSON value with one place of it made wrong. */
export function damageValue(chance: Chance, value: unknown): unknown {
  const places = placesIn(value);
  const at = chance.pick(places);
  return changed(value, at, (old) => {
    if (typeof old === 'object' && old !== null && !Array.isArray(old)) {
      const keys = Object.keys(old);
      const copy: Record<string, unknown> = { ...old };
      const how = chance.between(0, 3);
      if (how === 0 && keys.length > 0) delete copy[chance.pick(keys)];
      else if (how <= 1)
        copy[chance.pick(['extra', 'id', 'revision', 'a\u0000', '', 'constructor', 'x'.repeat(5000)])] =
          chance.pick(wild);
      else if (how === 2 && keys.length > 0) copy[chance.pick(keys)] = chance.pick(wild);
      else return chance.pick(wild);
      return copy;
    }
    if (Array.isArray(old) && chance.chance(0.4)) {
      const items = old as readonly unknown[];
      return chance.chance(0.5) ? [...items, chance.pick(wild)] : Array.from({ length: 6000 }, () => items[0] ?? 1);
    }
    if (typeof old === 'number' && chance.chance(0.4))
      return chance.pick([-old - 1, old * 1e9, old + 0.5, String(old)]);
    return chance.pick(wild);
  });
}

/** As text, with what JSON.stringify cannot write. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(/"(@\w+)"/g, (whole, name: string) => raw[name]?.() ?? whole);
}

/** A JSON text that is none any more, or hardly. */
export function damageText(chance: Chance, text: string): string {
  return chance.pick([
    () => text.slice(0, chance.between(0, Math.max(0, text.length - 1))),
    () => `${text}}`,
    () => text.replaceAll('"', "'"),
    () => text.replace('{', '{"name":1,"name":2,'),
    () => '\ufeff' + text,
    () => '',
    () => ' ',
    () => 'null',
    () => '[]',
    () => '"text"',
    () => '\u0000',
    () => `/* comment */ ${text}`,
  ])();
}

const wildTexts: readonly string[] = [
  '',
  ' ',
  '0',
  '-1',
  '1.5',
  '1e3',
  'NaN',
  '99999999999999999999',
  'null',
  'true',
  '[]',
  '%00',
  'a%00b',
  '%ff%fe',
  '%ed%a0%80',
  '%zz',
  '%',
  '%25',
  '%5C',
  '%F0%9F%98%80',
  '%E6%95%B0',
  "'%20or%201=1--",
  '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  '01arz3ndektsv4rrffq69g5fav',
  '9999-99-99T99:99:99Z',
  '%2B275760-09-13T00:00:00.000Z',
  '0000-01-01T00:00:00Z',
  'x'.repeat(150),
  'x'.repeat(3000),
];

/** A part of a path or a value of a query, encoded already. */
export const damagedPart = (chance: Chance): string => chance.pick(wildTexts);

const wildHeaders: Readonly<Record<string, readonly string[]>> = {
  'if-match': [
    '',
    '"0"',
    '"999999999"',
    '"9999999999"',
    'W/"1"',
    '*, *',
    '"1", "2"',
    '1',
    '"x"',
    '\u00ff',
    '"'.repeat(300),
  ],
  'idempotency-key': ['', ' ', 'k'.repeat(190), 'k'.repeat(191), '\u00ff\u00fe', '"quoted"', '%00'],
  'accept-language': ['zh', 'zh-CN,zh;q=0.9', ';;;', 'zh;q=abc', '*', '', ','.repeat(900), '\u00ff', 'de;q=2, zh;q=-1'],
  'last-event-id': ['', '0.0', '1.end', '99999999999.1', '9999999999.end', 'x'.repeat(41), '-1.0', '\u00ff'],
  'content-type': [
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json; charset=utf-16',
    'application/json;',
    'application/merge-patch+json',
    'multipart/form-data; boundary=x',
    '',
    'nonsense',
    '\u00ff/\u00ff',
  ],
  accept: ['text/html', 'application/xml', '*/*;q=0', ''],
  authorization: [
    '',
    'Bearer',
    'Bearer ',
    'Bearer a.b.c',
    `Bearer gw_${'x'.repeat(43)}`,
    'Basic YTpi',
    'Bearer \u00ff',
  ],
  'x-forwarded-for': ['127.0.0.1', 'nonsense', '\u00ff', '1'.repeat(400)],
  'content-length': ['0', '1'],
};

/** One header, wrong or strange. */
export function damagedHeader(chance: Chance): readonly [name: string, value: string] {
  const name = chance.pick(Object.keys(wildHeaders));
  return [name, chance.pick(wildHeaders[name] ?? [''])];
}

function placesIn(value: unknown, at: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null || at.length > 12) return [at];
  const inner = Object.entries(value).slice(0, 30);
  return [at, ...inner.flatMap(([key, one]) => placesIn(one, [...at, key]))];
}

function changed(value: unknown, at: readonly (string | number)[], change: (old: unknown) => unknown): unknown {
  const [key, ...rest] = at;
  if (key === undefined) return change(value);
  if (Array.isArray(value)) {
    return value.map((one: unknown, index) => (String(index) === key ? changed(one, rest, change) : one));
  }
  const old = value as Readonly<Record<string, unknown>>;
  return { ...old, [key]: changed(old[key], rest, change) };
}
