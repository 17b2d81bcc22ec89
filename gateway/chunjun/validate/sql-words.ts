/**
 * Words that are no table name without quotes. Only those of both MySQL and PostgreSQL, and what either has besides:
 * `user` is a plain name in MySQL and a function in PostgreSQL, `key` the other way round.
 */
const both =
  'all and as asc case check column constraint create cross default desc distinct else false for foreign from grant group having in inner into is join left like limit not null on or order outer primary references right select table then to true union unique using when where with';
const more: Readonly<Record<string, string>> = {
  mysql: 'between by delete drop exists index insert key set update values',
  postgresql: 'end user',
};

const sets = new Map(
  ['mysql', 'postgresql', ''].map((name) => [name, new Set(`${both} ${more[name] ?? ''}`.trim().split(' '))]),
);

/** True when the database of this connector cannot read the word as a table's name; other databases: a guess. */
export function isReserved(word: string, connector: string): boolean {
  return (sets.get(connector) ?? sets.get(''))?.has(word.toLowerCase()) === true;
}

/** Words of a condition that are no columns. */
export const conditionWords: ReadonlySet<string> = new Set(
  'and or not in is null like between exists true false case when then else end interval date time timestamp binary any all some cast as select from where escape regexp rlike similar ilike div mod xor current_date current_time current_timestamp now day hour minute second month year'.split(
    ' ',
  ),
);
