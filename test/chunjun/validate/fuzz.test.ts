/** The recorded documents, damaged at random but always in the same way: the validator answers, whatever it gets. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { member, type DocumentNode } from '../../../gateway/chunjun/validate/document-node.ts';
import { fromValue, parseDocument, type ParsedDocument } from '../../../gateway/chunjun/validate/parse-document.ts';
import { validateDocument } from '../../../gateway/chunjun/validate/validate-document.ts';
import type { ValidationContext } from '../../../gateway/chunjun/validate/validation-context.ts';
import { contextOf, documentOf, readRecordedCases } from './recorded-cases.ts';

const secret = 'hunter2"%&é\n漢';
const rounds = 4;

/** Mulberry32: small, and the same everywhere. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

type Random = () => number;
const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

const junk: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  1.5,
  123456789012345678901234567890,
  '',
  ' ',
  '__proto__',
  'constructor',
  '\ud800',
  '‮\u0000￾',
  "' or 1=1 --",
  '((((((((',
  'select '.repeat(3000),
  '${x}',
  'x'.repeat(20000),
  [],
  [[]],
  [null],
  {},
  { a: { b: { c: [] } } },
  { $datasource: 'd' },
];
const words = ['reader', 'writer', 'parameter', 'column', 'name', 'type', 'value', 'connection', '~/', '', 'toString'];

type Holder = Record<string, unknown> | unknown[];

function holders(value: unknown, found: Holder[] = []): Holder[] {
  if (typeof value !== 'object' || value === null) return found;
  found.push(value as Holder);
  for (const inner of Object.values(value)) holders(inner, found);
  return found;
}

function damage(document: unknown, random: Random): unknown {
  const copy = structuredClone(document);
  for (let step = 0; step <= random() * 4; step += 1) {
    const holder = pick(random, holders(copy));
    if (holder === undefined) return pick(random, junk);
    const keys = Object.keys(holder);
    const key = keys.length === 0 || random() < 0.15 ? pick(random, words) : pick(random, keys);
    const slots = holder as Record<string, unknown>;
    const present = Object.hasOwn(slots, key) ? slots[key] : 0;
    switch (Math.floor(random() * 6)) {
      case 0:
        if (Array.isArray(holder)) holder.splice(Number(key) || 0, 1);
        else Reflect.deleteProperty(slots, key);
        break;
      case 1:
        slots[Array.isArray(holder) ? String(holder.length) : key] = structuredClone(pick(random, junk));
        break;
      case 2:
        slots[key] = [present];
        break;
      case 3:
        slots[key] = { [pick(random, words)]: present };
        break;
      case 4:
        slots[key] = JSON.stringify(present) ?? '';
        break;
      default:
        slots[Array.isArray(holder) ? '0' : pick(random, words)] = structuredClone(pick(random, holders(copy)));
    }
  }
  return copy;
}

/** Every password of a document, and some where none belongs. */
function plant(document: unknown): unknown {
  for (const holder of holders(document)) {
    if (Array.isArray(holder)) continue;
    for (const key of Object.keys(holder)) if (/password/i.test(key)) holder[key] = secret;
    if ('name' in holder && 'parameter' in holder) holder['accessKey'] = secret;
  }
  return document;
}

/** Text as people and broken programs write it: keys twice, quotes and brackets gone, halves. */
function damageText(text: string, random: Random): string {
  const at = Math.floor(random() * text.length);
  switch (Math.floor(random() * 6)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return (
        text.slice(0, at) + pick(random, ['"', '}', '[', ',', '\\', '/*', '#', "'", '\u0000', '$']) + text.slice(at)
      );
    case 2:
      return text.replace(/"(\w+)":/g, (whole) => (random() < 0.1 ? `${whole}1,${whole}` : whole));
    case 3:
      return text.replace(/"(\w*)"/g, (whole, word: string) => (random() < 0.1 ? word : whole));
    case 4:
      return text.replace(/\d+/g, (whole) => (random() < 0.2 ? `${whole}e5` : '9'.repeat(Math.floor(random() * 400))));
    default:
      return text.replace(/[{}[\]]/g, (whole) => (random() < 0.02 ? '' : whole));
  }
}

function exists(root: DocumentNode | null, pointer: string): boolean {
  let node: DocumentNode | undefined = root ?? undefined;
  const steps = pointer.split('/').slice(1);
  return steps.every((step, index) => {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    const inner: DocumentNode | undefined = node?.kind === 'array' ? node.items[Number(key)] : member(node, key);
    const stands = node !== undefined && (inner !== undefined || index === steps.length - 1);
    node = inner;
    return stands;
  });
}

function check(parsed: ParsedDocument, context: ValidationContext, what: string): number {
  const found = validateDocument(parsed, context);
  for (const { level, code, pointer, message, remedy, fact } of found) {
    const about = `${what}: ${code} ${pointer}`;
    assert.match(level, /^(?:error|warning|info)$/, about);
    assert.match(code, /^[a-z_]+$/, about);
    assert.ok(message.trim() !== '' && remedy.trim() !== '', about);
    assert.ok(message.length <= 1010 && remedy.length <= 1010, about);
    assert.ok(fact === undefined || fact !== '', about);
    const isOutside = /^\/(?:confProp|programArguments)(?:\/|$)/.test(pointer);
    const hasPlaceholders = Object.keys(context.programArguments ?? {}).some((name) => /^-pj?$/.test(name));
    if (!isOutside && !hasPlaceholders) assert.ok(exists(parsed.root, pointer), `${about} is nowhere`);
    const said = message + remedy;
    assert.ok(!said.includes(secret) && !said.includes('hunter2'), `${about} gives a secret away: ${said}`);
  }
  return found.length;
}

const cases = readRecordedCases();

test('damaged values: always an answer, and one that can be shown', (t) => {
  const random = randomOf(20240229);
  let documents = 0;
  let findings = 0;
  for (const recorded of cases) {
    for (let round = 0; round < rounds; round += 1) {
      const confProp = random() < 0.2 ? (damage(recorded.confProp, random) as Record<string, unknown>) : undefined;
      const context = { ...contextOf(recorded), ...(confProp !== undefined && { confProp }) };
      const document = plant(damage(recorded.document, random));
      findings += check(fromValue(document), context, `${recorded.id} ${round}`);
      documents += 1;
    }
  }
  t.diagnostic(`${documents} documents, ${findings} findings`);
});

test('damaged texts: always an answer, and one that can be shown', (t) => {
  const random = randomOf(42);
  let findings = 0;
  for (const recorded of cases) {
    for (let round = 0; round < rounds / 2; round += 1) {
      const whole = JSON.stringify(plant(structuredClone(documentOf(recorded).root === null ? {} : recorded.document)));
      findings += check(parseDocument(damageText(whole, random)), contextOf(recorded), `${recorded.id} ${round}`);
    }
  }
  t.diagnostic(`${(cases.length * rounds) / 2} texts, ${findings} findings`);
});

test('the extremes: nothing, depth, width', () => {
  const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
  let nested: unknown = 1;
  for (let level = 0; level < 50_000; level += 1) nested = { a: nested };
  for (const text of ['', ' ', 'null', '1', '"', '{', deep(999), deep(100_000)])
    check(parseDocument(text), {}, text.slice(0, 9));
  for (const value of [undefined, null, 1, 'x', [], nested]) check(fromValue(value), { confProp: value }, typeof value);
  const column = Array.from({ length: 150_000 }, () => 1e21);
  const side = { name: 'mysqlreader', parameter: { column } };
  const wide = { job: { content: [{ reader: side, writer: { name: 'mysqlwriter', parameter: {} } }] } };
  check(fromValue(wide), {}, 'wide');
});

test('a password that stands in a quoted place too is not repeated', () => {
  const parameter = { hostPort: 'h:1', password: 'hunter2-%x', type: 'hunter2-%x', mode: 'set' };
  const document = { job: { content: [{ reader: {}, writer: { name: 'rediswriter', parameter } }] } };
  const found = validateDocument(fromValue(document)).find(({ code }) => code === 'unknown_word');
  assert.match(found?.message ?? '', /type "\*\*\*"/);
});
