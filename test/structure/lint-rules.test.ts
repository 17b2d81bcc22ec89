/** The rules of eslint.config.js that carry a promise of the design, each shown code that breaks it and code that keeps it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const root = fileURLToPath(new URL('../..', import.meta.url));

// These rules need no types, so the files they are shown need not exist.
const withoutTypes = new ESLint({
  cwd: root,
  overrideConfig: [{ files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked }],
});
const withTypes = new ESLint({ cwd: root });

async function rulesBrokenBy(eslint: ESLint, filePath: string, code: string): Promise<(string | null)[]> {
  const results = await eslint.lintText(code, { filePath });
  return [...new Set(results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId)))];
}

const pure = [
  'gateway/chunjun/a.ts',
  'gateway/tracking/decide.ts',
  'gateway/runs/run-status.ts',
  'gateway/jobs/job-schema.ts',
];
const properties = 'no-restricted-properties';
const syntax = 'no-restricted-syntax';
const globals = 'no-restricted-globals';

/** Code, the one rule it breaks (or none), the files it is shown as. */
const snippets: readonly (readonly [code: string, rule: string | null, files: readonly string[]])[] = [
  [
    'export const url = process.env.REDIS_URL;',
    properties,
    ['gateway/flink/a.ts', 'gateway/main.ts', 'gateway/core/ids.ts'],
  ],
  ["export const url = process['env'].REDIS_URL;", properties, ['gateway/flink/a.ts']],
  ['export const { env } = process;', properties, ['gateway/flink/a.ts']],
  ['export const url = globalThis.process.env.REDIS_URL;', properties, ['gateway/flink/a.ts']],
  ["import { env } from 'node:process';\nexport const url = env.REDIS_URL;", syntax, ['gateway/flink/a.ts', ...pure]],
  [
    "import process from 'node:process';\nexport const url = process.env.REDIS_URL;",
    properties,
    ['gateway/flink/a.ts'],
  ],
  ['export const url = process.env.REDIS_URL;', null, ['gateway/core/config.ts', 'scripts/a.ts', 'test/a.test.ts']],
  ['export const now = () => Date.now();', syntax, pure],
  ['export const now = () => new Date();', syntax, pure],
  ['export const now = () => Date();', syntax, pure],
  ['export const now = () => performance.now();', syntax, pure],
  ['export const die = () => Math.random();', syntax, pure],
  ["import { randomUUID } from 'node:crypto';\nexport const id = () => randomUUID();", syntax, pure],
  ['export const later = (f: () => void) => setTimeout(f, 1);', globals, pure],
  ["export const ask = () => fetch('http://a.test');", globals, pure],
  ['export const at = (time: number) => new Date(time);', null, pure],
  ['export const now = () => Date.now();', null, ['gateway/core/clock.ts', 'gateway/tracking/sweep.ts']],
  ["console.log('a');", 'no-console', ['gateway/flink/a.ts', 'gateway/app.ts']],
  ["console.log('a');", null, ['gateway/main.ts', 'scripts/a.ts']],
  ['export default 1;', syntax, ['gateway/flink/a.ts', 'gateway/core/config.ts', 'scripts/a.ts', 'test/a.ts', ...pure]],
  ['export const same = (a: number) => a == 1;', 'eqeqeq', ['gateway/flink/a.ts', 'scripts/a.ts', 'test/a.test.ts']],
  [
    'export const a = (b: any): string => String(b);',
    '@typescript-eslint/no-explicit-any',
    ['gateway/a.ts', 'test/a.ts'],
  ],
  ['export {};\n' + 'void 0;\n'.repeat(300), 'max-lines', ['gateway/flink/a.ts', 'scripts/a.ts', 'test/a.test.ts']],
  ['export {};\n' + 'void 0;\n// why\n\n'.repeat(299), null, ['gateway/flink/a.ts']],
];

for (const [code, rule, files] of snippets) {
  for (const file of files) {
    test(`${rule ?? 'nothing'} is broken by ${JSON.stringify(code.slice(0, 60))} in ${file}`, async () => {
      assert.deepEqual(await rulesBrokenBy(withoutTypes, file, code), rule === null ? [] : [rule]);
    });
  }
}

/** The same for rules that need types: shown as files that exist, so that the compiler knows their project. */
const typed: readonly (readonly [code: string, rule: string | null, file: string])[] = [
  ['Promise.resolve();', 'no-floating-promises', 'gateway/core/errors.ts'],
  ['Promise.resolve();', 'no-floating-promises', 'test/structure/lint-rules.test.ts'],
  ["import { test } from 'node:test';\ntest('a', () => undefined);", null, 'test/structure/lint-rules.test.ts'],
  [
    'export const f = () => { [1].forEach(async () => { await Promise.resolve(); }); };',
    'no-misused-promises',
    'gateway/core/errors.ts',
  ],
  [
    "export function f(a: 'x' | 'y') { switch (a) { case 'x': return 1; } return 2; }",
    'switch-exhaustiveness-check',
    'gateway/core/errors.ts',
  ],
  [
    "export function f(a: 'x' | 'y') { switch (a) { case 'x': return 1; default: return 2; } }",
    null,
    'gateway/core/errors.ts',
  ],
  [
    "import { URL } from 'node:url';\nexport const f = (a: URL): string => a.href;",
    'consistent-type-imports',
    'gateway/core/errors.ts',
  ],
];

for (const [code, rule, file] of typed) {
  test(`${rule ?? 'nothing'} is broken by ${JSON.stringify(code)} in ${file}`, async () => {
    const expected = rule === null ? [] : [`@typescript-eslint/${rule}`];
    assert.deepEqual(await rulesBrokenBy(withTypes, file, code), expected);
  });
}
