/**
 * `npm run generate`: writes every file that is made from another one; `-- --check` only tells which are out of date.
 *   .env.example       from the configuration schema
 *   docs/states.md     from the table of states and moves
 *   docs/errors.md     from the table of errors
 *   docs/roles.md      from the routes and the roles they ask for
 *   gateway-client/    openapi.json and schema.ts, from the schemas of the routes
 * A change of the API that breaks clients is told and not written, unless with `-- --accept-incompatible`.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { ConfigSchema } from '../gateway/core/config.ts';
import { titlesZh } from '../gateway/core/error-titles-zh.ts';
import { errorTable, type ErrorCode } from '../gateway/core/errors.ts';
import { isRole, mayActAs, roles, type Role } from '../gateway/auth/roles.ts';
import { finalStates, moves, runStates } from '../gateway/runs/run-status.ts';
import openapiTS, { astToString } from 'openapi-typescript';
import { openApiDocument, registeredRoutes } from './api-routes.ts';
import { incompatibleChanges } from './openapi-changes.ts';

interface Variable {
  readonly description?: string;
  readonly default?: string | number;
  readonly examples?: readonly string[];
}

function envExample(): string {
  const parts = Object.entries(ConfigSchema.properties as Record<string, Variable>).map(([name, variable]) => {
    const comment = wrap(variable.description ?? '', 110).map((line) => `# ${line}`);
    const value = variable.default ?? variable.examples?.[0] ?? '';
    return [...comment, `${variable.default === undefined ? '# ' : ''}${name}=${value}`].join('\n');
  });
  return `# Generated from gateway/core/config.ts by npm run generate. Lines without # show the defaults.\n\n${parts.join('\n\n')}\n`;
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function statesPage(): string {
  const arrows = moves.map(({ from, to }) => `  ${from} --> ${to}`);
  const rows = moves.map(({ from, to, by, when }) => `| ${from} | ${to} | ${by.join(', ')} | ${when} |`);
  return [
    '# States of a record',
    '',
    'Generated from `gateway/runs/run-status.ts` by `npm run generate`.',
    '',
    'A move is compare-and-set on (state, state_version) and writes one event with its evidence in the same transaction.',
    `Final: ${finalStates.join(', ')}. LOST is not final: the job may be seen again; it lets go of the job's place.`,
    '',
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> QUEUED',
    ...arrows,
    ...finalStates.map((state) => `  ${state} --> [*]`),
    '```',
    '',
    '| from | to | by | when |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    `All states: ${runStates.join(', ')}.`,
    '',
  ].join('\n');
}

function errorsPage(): string {
  const rows = Object.entries(errorTable).map(
    ([code, { status, title }]) => `| \`${code}\` | ${status} | ${title} | ${titlesZh[code as ErrorCode]} |`,
  );
  return [
    '# Errors of the HTTP API',
    '',
    'Generated from `gateway/core/errors.ts` by `npm run generate`.',
    '',
    'Every error is `application/problem+json` (RFC 9457): `code` is stable, `detail` says what exactly, `errors[]` names',
    'each wrong place by a JSON pointer into the request, `remedy` says what to do, `requestId` finds the log line.',
    '',
    'The `title` is Chinese where `Accept-Language` prefers it; `detail`, `errors[]` and `remedy` are English.',
    '',
    '| code | status | meaning | 含义 |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

async function rolesPage(): Promise<string> {
  const routes = (await registeredRoutes()).filter(({ method, url }) => method !== 'HEAD' && url.startsWith('/api/'));
  const rows = routes.map(({ method, url, role, summary }) => {
    const may = roles.map((one) => (isRole(role ?? '') && mayActAs(one, role as Role) ? 'yes' : ''));
    return `| \`${method} ${url.replace('/api/v1', '')}\` | ${summary} | ${may.join(' | ')} |`;
  });
  return [
    '# Who may do what',
    '',
    'Generated from the routes by `npm run generate`. Paths are below `/api/v1`. What tokens and roles are: `access.md`.',
    '',
    `| route | what | ${roles.join(' | ')} |`,
    `| --- | --- | ${roles.map(() => '---').join(' | ')} |`,
    ...rows,
    '',
  ].join('\n');
}

/** Put together once: two files are made from it. */
const document = openApiDocument();

const files: Record<string, () => string | Promise<string>> = {
  '.env.example': envExample,
  'docs/states.md': statesPage,
  'docs/errors.md': errorsPage,
  'docs/roles.md': rolesPage,
  'gateway-client/openapi.json': async () => `${JSON.stringify(await document, null, 2)}\n`,
  'gateway-client/schema.ts': async () => {
    const types = await openapiTS(JSON.stringify(await document), { alphabetize: false });
    return `/** Generated from the gateway's OpenAPI document by \`npm run generate\`. */\n${astToString(types)}`;
  },
};

/** As prettier would write it, so that the format check and this one agree. */
async function formatted(path: string, text: string): Promise<string> {
  return path.endsWith('.md') ? format(text, { ...(await resolveConfig(path)), filepath: path }) : text;
}

/** What would break clients of the document as it is committed. */
async function breaking(path: string, wanted: string): Promise<string[]> {
  const present = await readFile(path, 'utf8').catch(() => null);
  if (present === null) return [];
  return incompatibleChanges(JSON.parse(present) as object as never, JSON.parse(wanted) as object as never);
}

const check = process.argv.includes('--check');
const accepted = process.argv.includes('--accept-incompatible');
const root = new URL('..', import.meta.url);
const stale: string[] = [];
for (const [name, make] of Object.entries(files)) {
  const path = fileURLToPath(new URL(name, root));
  const wanted = await formatted(path, await make());
  const present = await readFile(path, 'utf8').catch(() => '');
  if (present === wanted) continue;
  stale.push(name);
  const breaks = name.endsWith('openapi.json') ? await breaking(path, wanted) : [];
  if (breaks.length > 0) {
    console.error(`Changes of the API that break its clients:\n${breaks.map((line) => `  ${line}`).join('\n')}`);
    if (!check && !accepted) {
      console.error('Nothing was written. If they are meant, say so: npm run generate -- --accept-incompatible');
      process.exit(1);
    }
  }
  if (!check) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, wanted);
  }
}
if (check && stale.length > 0) {
  console.error(`Out of date: ${stale.join(', ')}. Run npm run generate and commit the result.`);
  process.exitCode = 1;
} else {
  console.log(stale.length === 0 ? 'Generated files are up to date.' : `Written: ${stale.join(', ')}`);
}
