import type { Diagnostic } from '../../diagnostics.ts';
import type { ParameterData } from '../connector-data.ts';
import { at, isOpen, type DocumentNode } from '../document-node.ts';
import type { JobView, SideView } from '../job-view.ts';
import { own } from '../own.ts';
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
      // The names of events have a rule of their own.
      if (each.name !== 'cat') yield* knownWord(node, each, side.connector?.name ?? '');
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
    const key = `${side.connector?.name ?? ''}.${name}`;
    const names = [name, ...(own(secondNames, key) ?? [])];
    if (must !== true || names.some((each) => !isBlank(side.get(each), key))) continue;
    yield error(
      'parameter_missing',
      at(side.parameterPointer, name),
      `${side.connector?.name}${side.side} needs ${name}; without it Chunjun refuses the job or fails at run time.`,
      `Set ${name}.`,
      requiredFacts[key] ?? 'contract, catalogue of plugins',
    );
  }
}

/** By `<connector>.<parameter>`: names that are as good. */
const secondNames: Readonly<Record<string, readonly string[]>> = { 'kudu.masters': ['masterAddresses'] };

/** An empty password is a password, but not for everybody. */
function isBlank(node: DocumentNode | undefined, key: string): boolean {
  if (node === undefined) return true;
  if (node.kind === 'array') return node.items.length === 0;
  if (node.kind !== 'string') return false;
  if (key.endsWith('.password')) return needPassword.has(key) && node.text.trim() === '';
  return node.text === '';
}

const needPassword: ReadonlySet<string> = new Set(['oraclelogminer.password', 'sqlservercdc.password']);

function* knownWord(
  node: DocumentNode,
  { name, values, strict }: ParameterData,
  connector: string,
): Generator<Diagnostic> {
  if (values === undefined || !['string', 'number'].includes(node.kind)) return;
  const given = [node.text];
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
    const what = own(otherwise, `${connector}.${name}`) ?? 'silently takes its default';
    const message = `Chunjun does not know ${name} ${quoted(wrong)} and ${what}.`;
    const fact = name === 'splitStrategy' ? 'verdicts/m2m-splitstrategy-bad' : 'contract, catalogue of plugins';
    yield warning('unknown_word', node.pointer, message, remedy, fact);
  }
}

/** What becomes of an unknown word, where it is not the default. */
const otherwise: Readonly<Record<string, string>> = {
  'emqx.qos': 'hands it to the MQTT client, which refuses it at run time',
};

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
