import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { rowOf } from './.dependency-cruiser.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
const isPure = (file) => rowOf(relative(root, file).split(sep).join('/')) === 1;

const typescript = ['**/*.{ts,tsx,mts,cts}'];
const plain = ['**/*.{js,mjs,cjs,jsx}'];

const environment = [
  'error',
  {
    object: 'process',
    property: 'env',
    message: 'gateway/core/config.ts parses the environment once; take a value of it.',
  },
  { object: 'globalThis', property: 'process', message: 'gateway/core/config.ts parses the environment once.' },
];

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'A named export has one name everywhere.',
};
const environmentByImport = {
  selector: 'ImportDeclaration[source.value=/^(node:)?process$/] > ImportSpecifier[imported.name="env"]',
  message: 'gateway/core/config.ts parses the environment once; take a value of it.',
};

const argument = 'is an argument of a pure function, so that a table can test it.';
const clockAndChance = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: `The time ${argument}` },
  { selector: 'CallExpression[callee.name="Date"]', message: `The time ${argument}` },
  { selector: 'MemberExpression[object.name="Date"][property.name="now"]', message: `The time ${argument}` },
  { selector: 'MemberExpression[object.name="performance"]', message: `The time ${argument}` },
  { selector: 'MemberExpression[object.name="Math"][property.name="random"]', message: `Randomness ${argument}` },
  {
    selector: 'ImportSpecifier[imported.name=/^(random|randomBytes|randomInt|randomUUID|webcrypto)$/]',
    message: `Randomness ${argument}`,
  },
];

export default defineConfig(
  {
    ignores: [
      'gateway/database/generated/',
      'gateway-client/schema.ts',
      '.data/',
      '.cache/',
      '**/dist/',
      '**/fixtures/',
      '**/golden/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: [...typescript, ...plain],
    rules: {
      eqeqeq: 'error',
      'no-implicit-coercion': [
        'error',
        { boolean: true, number: true, string: true, disallowTemplateShorthand: false },
      ],
      'no-self-compare': 'error',
      'no-template-curly-in-string': 'error',
      'no-unmodified-loop-condition': 'error',
      'no-unsafe-finally': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: typescript,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      // Factories return plain objects whose methods are closures: there is no `this` to lose.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // A default branch is a decision; a switch without one names every case.
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      // Handlers and implementations of asynchronous interfaces are async before they have something to wait for.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['gateway/**/*.ts', 'scripts/**/*.ts', 'test/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', noDefaultExport] },
  },
  {
    files: ['gateway/**/*.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-properties': environment,
      'no-restricted-syntax': ['error', noDefaultExport, environmentByImport],
    },
  },
  { files: ['gateway/main.ts'], rules: { 'no-console': 'off' } },
  {
    // The gateway's own parameters are written ${name}: messages and descriptions there mean it.
    files: ['gateway/chunjun/**/*.ts', 'gateway/jobs/**/*.ts'],
    rules: { 'no-template-curly-in-string': 'off' },
  },
  {
    files: ['gateway/core/config.ts'],
    rules: { 'no-restricted-properties': 'off', 'no-restricted-syntax': ['error', noDefaultExport] },
  },
  {
    files: [isPure],
    rules: {
      'no-restricted-globals': ['error', 'fetch', 'setTimeout', 'setInterval', 'setImmediate', 'process', 'crypto'],
      'no-restricted-syntax': ['error', noDefaultExport, environmentByImport, ...clockAndChance],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          // These return a promise that node:test itself waits for.
          allowForKnownSafeCalls: [
            { from: 'package', name: ['test', 'it', 'describe', 'suite'], package: 'node:test' },
          ],
        },
      ],
      'no-template-curly-in-string': 'off',
      // A test looks into answers (JSON) that it asserts on at once.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  { files: plain, extends: [tseslint.configs.disableTypeChecked] },
);
