import { at, member, type DocumentNode } from '../document-node.ts';
import { settingPointer, type JobView, type SideView } from '../job-view.ts';
import { error, warning } from '../rule.ts';
import type { Diagnostic } from '../../diagnostics.ts';

/** Root, job, content: the blocks without which Chunjun does not start. */
export function* skeleton({ root, job }: JobView): Generator<Diagnostic> {
  if (root.kind !== 'object') {
    yield error(
      'not_an_object',
      '',
      `The document is ${words[root.kind]}; Chunjun expects an object and refuses it.`,
      'Write {"job": {"content": […], "setting": {…}}}.',
      'verdicts/document-array',
    );
    return;
  }
  if (job === null) {
    yield missing('/job', 'job', 'verdicts/job-missing');
    return;
  }
  const content = member(job, 'content');
  if (content === undefined || content.kind === 'null') {
    yield missing('/job/content', 'content', 'verdicts/content-missing');
  } else if (content.kind !== 'array') {
    yield error(
      'wrong_type',
      '/job/content',
      `content is ${words[content.kind]}; Chunjun expects a list and refuses it.`,
      'Put the entry into a list: "content": [{"reader": …, "writer": …}].',
      'verdicts/content-object',
    );
  } else if (content.items[0] === undefined) {
    yield error(
      'empty_content',
      '/job/content',
      'content is empty; Chunjun refuses the job.',
      'Write one entry with reader and writer.',
      'verdicts/content-empty',
    );
  } else if (content.items[0].kind !== 'object') {
    yield error(
      'wrong_type',
      '/job/content/0',
      `The entry is ${words[content.items[0].kind]}; Chunjun expects an object and refuses it.`,
      'Write {"reader": {…}, "writer": {…}}.',
      'contract §3',
    );
  }
  if (content !== undefined && content.items.length > 1) {
    yield warning(
      'ignored_entry',
      '/job/content/1',
      `content has ${content.items.length} entries; Chunjun reads the first and ignores the others.`,
      'Make a job of its own for each.',
      'verdicts/content-two',
    );
  }
}

/** reader and writer with name and parameter. */
export function* sides({ content, reader, writer }: JobView): Generator<Diagnostic> {
  if (content === null) return;
  yield* sideShape(reader, 'verdicts/reader-missing', 'verdicts/reader-parameter-missing');
  yield* sideShape(writer, 'verdicts/reader-missing', 'verdicts/writer-parameter-null');
}

function* sideShape(side: SideView, missingFact: string, parameterFact: string): Generator<Diagnostic> {
  if (side.node === null) {
    yield missing(side.pointer, side.side, missingFact);
    return;
  }
  if (side.parameter === null) yield missing(side.parameterPointer, 'parameter', parameterFact);
  const name = member(side.node, 'name');
  if (name === undefined || name.kind === 'null') {
    yield missing(at(side.pointer, 'name'), 'name', 'verdicts/reader-name-missing');
  }
}

const blocks: readonly { readonly path: readonly string[]; readonly nullFact: string | null }[] = [
  { path: ['setting'], nullFact: 'verdicts/README.md §2 null block' },
  { path: ['setting', 'speed'], nullFact: 'verdicts/speed-null' },
  { path: ['setting', 'restore'], nullFact: 'verdicts/restore-null' },
  { path: ['setting', 'metricPluginConf'], nullFact: 'verdicts/README.md §2 null block' },
  { path: ['setting', 'restart'], nullFact: null },
  { path: ['setting', 'log'], nullFact: null },
  { path: ['content', '0', 'transformer'], nullFact: null },
  { path: ['content', '0', 'nameMapping'], nullFact: null },
  { path: ['content', '0', 'restoration'], nullFact: null },
  { path: ['content', '0', 'reader', 'table'], nullFact: null },
  { path: ['content', '0', 'writer', 'table'], nullFact: null },
];

/** Blocks that have to be objects, and those that may be left out but not be null. */
export function* blockTypes({ job }: JobView): Generator<Diagnostic> {
  for (const { path, nullFact } of blocks) {
    const name = path.at(-1) ?? '';
    const node = path.reduce<DocumentNode | undefined>(
      (block, key) => (block?.kind === 'array' ? block.items[Number(key)] : member(block, key)),
      job ?? undefined,
    );
    if (node === undefined || node.kind === 'object') continue;
    if (node.kind !== 'null') {
      yield error(
        'wrong_type',
        node.pointer,
        `${name} is ${words[node.kind]}; Chunjun expects an object and refuses the job.`,
        'Write an object, or leave the key out.',
        path[0] === 'setting' ? 'verdicts/setting-array' : 'contract §3',
      );
    } else if (nullFact !== null) {
      yield error(
        'null_block',
        node.pointer,
        `${name} is null; Chunjun stops with a NullPointerException.`,
        'Leave the key out.',
        nullFact,
      );
    }
  }
}

const topLevel = ['pluginRoot', 'remotePluginPath', 'savePointPath', 'syncJarList'];

/** Keys beside `job` that steer Chunjun itself: the platform's business, not a document's. */
export function* topLevelKeys({ root }: JobView): Generator<Diagnostic> {
  for (const { key, value } of root.members) {
    if (!topLevel.includes(key)) continue;
    yield warning(
      'platform_key',
      value.pointer,
      `Chunjun reads ${key} beside job and looks for plugins or savepoints there.`,
      'Remove it: whoever submits the job decides it.',
      'verdicts/top-level-syncconf-keys',
    );
  }
}

/** Keys that stand twice: refused inside `parameter`, elsewhere the last one counts. */
export function* duplicateKeys({ root }: JobView): Generator<Diagnostic> {
  const open = [{ node: root, inParameter: false }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, inParameter } = next;
    const seen = new Set<string>();
    for (const { key, value, position } of node.members) {
      if (seen.has(key)) {
        const where = position === null ? '' : ` (again at line ${position.line}, column ${position.column})`;
        yield inParameter
          ? error(
              'duplicate_key',
              value.pointer,
              `${key} stands twice${where}; inside parameter Chunjun refuses that.`,
              'Keep one.',
              'verdicts/document-duplicate-key',
            )
          : warning(
              'duplicate_key',
              value.pointer,
              `${key} stands twice${where}; the last one counts.`,
              'Keep one.',
              'verdicts/README.md §5 JSON leniency',
            );
      }
      seen.add(key);
      open.push({
        node: value,
        inParameter: inParameter || /^\/job\/content\/0\/(?:reader|writer)\/parameter$/.test(value.pointer),
      });
    }
    for (const item of node.items) open.push({ node: item, inParameter });
  }
}

function missing(pointer: string, name: string, fact: string): Diagnostic {
  return error(
    'missing',
    pointer,
    `${name} is missing or no object; Chunjun refuses the job.`,
    pointer.startsWith(settingPointer) ? 'Leave it out or write it in full.' : `Write ${name}; letter case counts.`,
    fact,
  );
}

export const words: Readonly<Record<DocumentNode['kind'], string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  boolean: 'a flag',
  null: 'null',
  bare: 'a word without quotes',
};
