import type { ConnectionDetails } from '../../connectors/connector.ts';
import type { FieldError } from '../../core/errors.ts';
import { fillNodes } from '../parameters/fill-nodes.ts';
import type { ParameterValues } from '../parameters/fill-text.ts';
import { connectorOf } from '../validate/connector-data.ts';
import { filledText, flagOf, member, type DocumentNode } from '../validate/document-node.ts';
import { viewJob } from '../validate/job-view.ts';
import { printDocument } from '../validate/print-document.ts';
import { checkJobSetting, checkParameterBlock } from './check-script-properties.ts';
import { assumedConnection } from './assumed-connection.ts';
import { connectionFields } from './connection-fields.ts';
import { mergeConnection } from './merge-connection.ts';
import { datasourceKey, readScript, type Script, type ScriptSide } from './read-script.ts';

export interface ScriptInput {
  readonly script: string;
  /** Parameters and, under `secret.…`, the version's own secrets. */
  readonly values: ParameterValues;
  readonly connections: ReadonlyMap<string, ConnectionDetails>;
  /**
   * Id → type of the data sources that exist. Given: the document is only judged, and a reference that cannot be
   * resolved counts as filled in.
   */
  readonly judgedBy?: ReadonlyMap<string, string>;
  /** As in `BuildInput`. */
  readonly startLocation: string | null;
}

export interface BuiltScript {
  /** JSON for `-job`: numbers as they were written, comments gone. */
  readonly documentText: string;
  readonly slots: number;
  readonly plugins: readonly string[];
  /** Metric plugin an incremental JDBC reader loads; null: none. */
  readonly reporter: string | null;
  /** Where script and data source contradict each other, and what values made of an address; pointers into the document. */
  readonly errors: readonly FieldError[];
}

/** The document a script becomes. Pure. Throws GatewayError `document_invalid` for a text that is no JSON. */
export function buildScript(input: ScriptInput): BuiltScript {
  const { script: text, values, startLocation } = input;
  const script = readScript(text);
  const errors: FieldError[] = [];
  const sides = new Map<DocumentNode, DocumentNode>();
  for (const name of ['reader', 'writer'] as const) {
    const { parameter, pointer, connector, connectorName } = script[name];
    if (parameter === null) continue;
    let block = fillNodes(parameter, values);
    // A value of the run or a secret may complete an address.
    errors.push(...checkParameterBlock(block, `${pointer}/parameter`));
    const connection = connectionOf(script[name], input);
    const side = connector?.[name];
    if (connection !== undefined && side !== undefined && side !== null) {
      const fields = connectionFields(side, connection);
      const keys = connectorOf(connectorName ?? '')?.keys ?? '';
      const merged = mergeConnection(block, `${pointer}/parameter`, fields, keys);
      errors.push(...merged.errors);
      block = merged.node;
    } else if (input.judgedBy !== undefined) block = without(block, datasourceKey);
    if (name === 'reader' && startLocation !== null && incrementColumn(block) !== undefined) {
      block = withText(block, 'startLocation', startLocation);
    }
    sides.set(parameter, block);
  }
  const root = rebuild(script.root, sides, values);
  errors.push(...checkJobSetting(root));
  return {
    documentText: printDocument(root),
    slots: slotsOf(root),
    plugins: pluginsOf(script),
    reporter: reporterOf(root),
    errors,
  };
}

function connectionOf(
  { reference, connectorName }: ScriptSide,
  { connections, judgedBy }: ScriptInput,
): ConnectionDetails | undefined {
  if (reference === undefined) return undefined;
  const id = reference.kind === 'string' ? reference.text : undefined;
  const isRight = judgedBy === undefined || (id !== undefined && judgedBy.get(id) === connectorName);
  const known = id !== undefined && isRight ? connections.get(id) : undefined;
  if (known !== undefined || judgedBy === undefined) return known;
  return assumedConnection(connectorName ?? '') ?? undefined;
}

/** The column an incremental JDBC read goes by; undefined: reads everything. */
export function incrementColumn(parameter: DocumentNode | null): string | undefined {
  const node = member(parameter, 'increColumn');
  return node === undefined || node.kind === 'null' || node.text.trim() === '' ? undefined : node.text;
}

export function pluginsOf({ reader, writer }: Script): string[] {
  const directories = [reader.pluginDirectory, writer.pluginDirectory].filter((one) => one !== undefined);
  return [...new Set(directories)].sort();
}

/** Task slots: the largest parallelism; a transformer runs with `channel`. */
function slotsOf(root: DocumentNode): number {
  const { reader, writer, content } = viewJob(root, {});
  const own = Math.max(reader.parallelism ?? 1, writer.parallelism ?? 1);
  if (member(content, 'transformer') === undefined) return own;
  const speed = member(member(member(member(root, 'job'), 'setting'), 'speed') ?? null, 'channel');
  return Math.max(own, Number(speed?.text ?? 1) || 1);
}

/** Incremental readers report unless `initReporter` is false; the default plugin is prometheus. */
function reporterOf(root: DocumentNode): string | null {
  const { reader, setting } = viewJob(root, {});
  if (!reader.isJdbc || incrementColumn(reader.parameter) === undefined) return null;
  if (flagOf(reader.get('initReporter')) === false) return null;
  return filledText(member(member(setting, 'metricPluginConf'), 'pluginName')) ?? 'prometheus';
}

function rebuild(
  node: DocumentNode,
  replaced: ReadonlyMap<DocumentNode, DocumentNode>,
  values: ParameterValues,
): DocumentNode {
  const instead = replaced.get(node);
  if (instead !== undefined) return instead;
  if (node.kind === 'object') {
    return { ...node, members: node.members.map((one) => ({ ...one, value: rebuild(one.value, replaced, values) })) };
  }
  if (node.kind === 'array') return { ...node, items: node.items.map((one) => rebuild(one, replaced, values)) };
  return fillNodes(node, values);
}

function withText(block: DocumentNode, key: string, text: string): DocumentNode {
  const value: DocumentNode = {
    kind: 'string',
    text,
    pointer: `${block.pointer}/${key}`,
    members: [],
    items: [],
    position: null,
  };
  return { ...block, members: [...without(block, key).members, { key, value, position: null }] };
}

function without(block: DocumentNode, key: string): DocumentNode {
  return { ...block, members: block.members.filter((one) => one.key !== key) };
}
