import { GatewayError } from '../../core/errors.ts';
import { member, type DocumentNode } from '../validate/document-node.ts';
import { parseDocument } from '../validate/parse-document.ts';

export interface ForeignSide {
  /** The plugin's name as written. */
  readonly plugin: string;
  readonly pluginNode: DocumentNode;
  readonly parameter: DocumentNode | undefined;
}

/** A job of another tool, or of Chunjun itself: the parts that matter, still as nodes of the source. */
export interface ForeignJob {
  readonly format: 'dataworks' | 'datax' | 'chunjun';
  readonly root: DocumentNode;
  readonly reader: ForeignSide;
  readonly writer: ForeignSide;
  readonly setting: DocumentNode | undefined;
  /** Parts that only tell the format. */
  readonly marks: readonly DocumentNode[];
  /** Parts that cannot be left out without changing the rows: further contents, steps, transformers. */
  readonly surplus: readonly DocumentNode[];
}

const expected =
  'Expected is DataWorks ({"type":"job","configuration":{"reader":{"plugin":…},"writer":{"plugin":…}}} or ' +
  '{"type":"job","version":"2.0","steps":[{"stepType":…,"category":"reader"},…]}), DataX or Chunjun ' +
  '({"job":{"content":[{"reader":{"name":…},"writer":{"name":…}}]}}).';

/**
 * Recognises a job document by its shape. Comments and trailing commas are read as Chunjun reads them.
 * Throws GatewayError `document_invalid` for text that is no document and for documents of no known shape.
 */
export function readForeignJob(text: string): ForeignJob {
  const { root, diagnostics } = parseDocument(text);
  const errors = diagnostics.filter(({ level }) => level === 'error');
  if (root === null || errors.length > 0) {
    throw new GatewayError('document_invalid', errors[0]?.message ?? 'The text is empty.', {
      remedy: expected,
      errors: errors.map(({ pointer, message, remedy }) => ({ pointer, detail: message, remedy })),
    });
  }
  const job = member(root, 'job');
  const configuration = member(root, 'configuration');
  const steps = member(root, 'steps');
  if (job?.kind === 'object') return contentJob(root, job);
  if (configuration?.kind === 'object') {
    const { reader, writer } = sidesOf(configuration, 'plugin');
    return dataWorks(root, reader, writer, member(configuration, 'setting'), []);
  }
  if (steps?.kind === 'array') return stepJob(root, steps);
  throw notRecognised('', 'The document has none of the shapes that can be imported');
}

function dataWorks(
  root: DocumentNode,
  reader: ForeignSide,
  writer: ForeignSide,
  setting: DocumentNode | undefined,
  surplus: readonly DocumentNode[],
): ForeignJob {
  const marks = ['type', 'version'].flatMap((key) => member(root, key) ?? []);
  return { format: 'dataworks', root, reader, writer, setting, marks, surplus };
}

function stepJob(root: DocumentNode, steps: DocumentNode): ForeignJob {
  const of = (category: string) => steps.items.filter((step) => member(step, 'category')?.text === category);
  const [reader, writer] = [of('reader')[0], of('writer')[0]];
  if (reader === undefined || writer === undefined) {
    throw notRecognised(steps.pointer, 'There must be a step of category reader and one of category writer');
  }
  const surplus = steps.items.filter((step) => step !== reader && step !== writer);
  const job = dataWorks(root, sideOf(reader, 'stepType'), sideOf(writer, 'stepType'), member(root, 'setting'), surplus);
  const labels = [reader, writer].flatMap((step) => member(step, 'category') ?? []);
  return { ...job, marks: [...job.marks, ...labels] };
}

function contentJob(root: DocumentNode, job: DocumentNode): ForeignJob {
  const content = member(job, 'content');
  // Older DataX writes the one content without the list around it.
  const contents = content?.kind === 'array' ? content.items : content === undefined ? [] : [content];
  const [first, ...others] = contents;
  if (first === undefined) throw notRecognised('/job/content', 'The job has no content');
  const transformer = member(first, 'transformer');
  const isEmpty = transformer === undefined || (transformer.members.length === 0 && transformer.items.length === 0);
  const setting = member(job, 'setting');
  const { reader, writer } = sidesOf(first, 'name');
  return {
    format: [reader, writer].some(isChunjuns) || settingIsChunjuns(setting) ? 'chunjun' : 'datax',
    root,
    reader,
    writer,
    setting,
    marks: [],
    surplus: isEmpty ? others : [transformer, ...others],
  };
}

function sidesOf(node: DocumentNode, key: string): { reader: ForeignSide; writer: ForeignSide } {
  const side = (name: 'reader' | 'writer') => {
    const found = member(node, name);
    if (found === undefined) throw notRecognised(`${node.pointer}/${name}`, `The ${name} is missing`);
    return sideOf(found, key);
  };
  return { reader: side('reader'), writer: side('writer') };
}

function sideOf(node: DocumentNode, key: string): ForeignSide {
  const pluginNode = member(node, key);
  if (pluginNode?.kind !== 'string' || pluginNode.text.trim() === '') {
    throw notRecognised(`${node.pointer}/${key}`, `The plugin's name (${key}) is missing`);
  }
  return { plugin: pluginNode.text.trim(), pluginNode, parameter: member(node, 'parameter') };
}

function isChunjuns({ plugin, parameter }: ForeignSide): boolean {
  const own = [
    'customSql',
    'increColumn',
    'polling',
    'splitStrategy',
    'uniqueKey',
    'flushIntervalMills',
    'queryTimeOut',
  ];
  return /(source|sink)$/.test(plugin) || own.some((key) => member(parameter, key) !== undefined);
}

function settingIsChunjuns(setting: DocumentNode | undefined): boolean {
  const speed = member(setting, 'speed');
  return (
    member(setting, 'restore') !== undefined ||
    ['bytes', 'readerChannel', 'writerChannel', 'rebalance'].some((key) => member(speed, key) !== undefined)
  );
}

function notRecognised(pointer: string, detail: string): GatewayError {
  return new GatewayError('document_invalid', `${detail}.`, {
    remedy: expected,
    errors: [{ pointer, detail, remedy: expected }],
  });
}
