import assert from 'node:assert/strict';
import { test } from 'node:test';
import { movedSecrets } from '../../../gateway/chunjun/script/secret-places.ts';

const script = (parameter: object, name = 'mysqlreader'): string =>
  JSON.stringify({
    job: { content: [{ reader: { name, parameter }, writer: { name: 'streamwriter', parameter: {} } }] },
  });
const connection = (url: string, table = 't') => [{ jdbcUrl: [url], table: [table] }];
const before = {
  username: 'u',
  password: '${secret.pw}',
  column: ['id'],
  connection: connection('jdbc:mysql://db/shop'),
};

const cases: readonly [what: string, after: string, moved: boolean][] = [
  ['nothing changed', script(before), false],
  [
    'other columns, table and filter',
    script({ ...before, column: ['a'], where: 'x', connection: connection('jdbc:mysql://db/shop', 'u') }),
    false,
  ],
  ['another address', script({ ...before, connection: connection('jdbc:mysql://evil/shop') }), true],
  ['another plugin', script(before, 'postgresqlreader'), true],
  ['another place', script({ ...before, password: '', column: ['${secret.pw}'] }), true],
  ['a second place', script({ ...before, column: ['${secret.pw}'] }), true],
  ['a host beside it', script({ ...before, host: 'evil' }), true],
];
for (const [what, after, moved] of cases) {
  test(what, () => assert.deepEqual(movedSecrets(script(before), after, ['pw']), moved ? ['pw'] : []));
}
