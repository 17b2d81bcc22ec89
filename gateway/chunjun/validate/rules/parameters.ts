import type { Diagnostic } from '../../diagnostics.ts';
import type { ParameterData } from '../connector-data.ts';
import { at, isOpen, type DocumentNode } from '../document-node.ts';
import type { JobView, SideView } from '../job-view.ts';
import { didYouMean, error, mostSuggestions, quoted, warning } from '../rule.ts';
import { checkValue } from '../value-types.ts';

/** `parameter` against the list of what the plugin reads: missing, mistyped, misspelt, unknown words. */
export function* parameters({ reader, writer }: JobView): Generator<Diagnostic> {
  for (const side of [reader, writer]) {
    const { data, parameter } = side;
    if (data === undefined || parameter === null) continue;
    yield* required(side, data.parameters);
    for (const each of data.parameters) {
      const node = side.get(each.name);
      if (node === undefined || isOpen(node)) continue;
      yield* checkValue(node, each, side.connector?.keys === 'any-case');
      yield* knownWord(node, each);
    }
    yield* unknownKeys(side, data.parameters);
  }
}

const requiredFacts: Readonly<Record<string, string>> = {
  'stream.column': 'verdicts/stream-no-column',
  'ftp.host': 'verdicts/ftp-no-host',
  'http.url': 'verdicts/http-no-url',
  'http.requestMode': 'verdicts/http-no-requestmode',
  'hdfs.fileType': 'verdicts/hdfs-writer-no-filetype',
  'kafka.topic': 'verdicts/kafka-no-topic',
};

function* required(side: SideView, list: readonly ParameterData[]): Generator<Diagnostic> {
  for (const { name, required: must } of list) {
    if (must !== true || !isBlank(side.get(name), name)) continue;
    const key = `${side.connector?.name ?? ''}.${name}`;
    yield error(
      'parameter_missing',
      at(side.parameterPointer, name),
      `${side.connector?.name}${side.side} needs ${name}; without it Chunjun refuses the job or fails at run time.`,
      `Set ${name}.`,
      requiredFacts[key] ?? 'contract, catalogue of plugins',
    );
  }
}

/** An empty password is a password. */
function isBlank(node: DocumentNode | undefined, name: string): boolean {
  if (node === undefined) return true;
  if (node.kind === 'array') return node.items.length === 0;
  return node.kind === 'string' && node.text === '' && name !== 'password';
}

function* knownWord(node: DocumentNode, { name, values, strict }: ParameterData): Generator<Diagnostic> {
  if (values === undefined || !['string', 'number'].includes(node.kind)) return;
  // cat is a comma list of event names.
  const given = name === 'cat' ? node.text.split(',').map((word) => word.trim()) : [node.text];
  const words = values.map((value) => String(value).toLowerCase());
  const exact = strict === true && (name === 'type' || name === 'mode');
  const wrong = given.find((word) => !(exact ? values.includes(word) : words.includes(word.toLowerCase())));
  if (wrong === undefined || wrong === '') return;
  const remedy = `Write one of ${values.join(', ')}.`;
  if (strict === true) {
    const fact = wordFacts[name] ?? 'contract, catalogue of plugins';
    yield error(
      'unknown_word',
      node.pointer,
      `Chunjun does not know ${name} ${quoted(wrong)} and fails.`,
      remedy,
      fact,
    );
  } else {
    const message = `Chunjun does not know ${name} ${quoted(wrong)} and silently takes its default.`;
    const fact = name === 'splitStrategy' ? 'verdicts/m2m-splitstrategy-bad' : 'contract, catalogue of plugins';
    yield warning('unknown_word', node.pointer, message, remedy, fact);
  }
}

const wordFacts: Readonly<Record<string, string>> = {
  protocol: 'verdicts/ftp-bad-protocol',
  requestMode: 'verdicts/http-bad-requestmode',
  fileType: 'verdicts/hdfs-reader-bad-filetype',
  type: 'verdicts/README.md redis writer',
  mode: 'verdicts/README.md redis writer',
};

/** Read by the base classes of all plugins, or by this one under a second name. */
const everywhere = ['column', 'parallelism', 'semantic', 'fieldNameList', 'metricPluginName', 'batchSize'];
const alsoRead: Readonly<Record<string, readonly string[]>> = {
  jdbc: ['mode', 'schema', 'table', 'insertSqlMode', 'rowSizeCalculatorType', 'flushIntervalMills'],
  kudu: ['masterAddresses'],
};

function* unknownKeys(side: SideView, list: readonly ParameterData[]): Generator<Diagnostic> {
  const connector = side.connector;
  if (connector === undefined) return;
  const names = [
    ...list.map(({ name }) => name),
    ...everywhere,
    ...(alsoRead[side.isJdbc ? 'jdbc' : connector.name] ?? []),
  ];
  const fold = (key: string) => (connector.keys === 'any-case' ? key.toLowerCase() : key);
  const known = new Set(names.map(fold));
  const unknown = (side.parameter?.members ?? []).filter(({ key }) => !known.has(fold(key)));
  for (const { key, value } of unknown.slice(0, mostSuggestions)) {
    const near = didYouMean(key, names);
    yield warning(
      'ignored_key',
      value.pointer,
      `${connector.name}${side.side} does not read ${quoted(key)}; Chunjun ignores it.`,
      near === undefined ? 'Remove it.' : `Did you mean ${near}?`,
      key === 'querySql' ? 'verdicts/m2m-querysql' : 'verdicts/unknown-keys',
    );
  }
}
