import { GatewayError, type FieldError } from '../../core/errors.ts';
import { findConnector } from '../../connectors/catalogue.ts';
import type { Connector } from '../../connectors/connector.ts';
import type { SideName } from '../build-job-json.ts';
import { checkRunSettings } from '../check-settings.ts';
import { checkParameters, type ParameterUse } from '../parameters/parameter-values.ts';
import { parametersOfNodes } from '../parameters/fill-nodes.ts';
import { secretPrefix, type ScriptSpec } from '../version-spec.ts';
import { connectorOf } from '../validate/connector-data.ts';
import { isOpen, member, walk, type DocumentNode } from '../validate/document-node.ts';
import { objectOf, viewJob } from '../validate/job-view.ts';
import { parseDocument } from '../validate/parse-document.ts';
import { checkScriptProperties } from './check-script-properties.ts';

/** Inside a parameter block: the id of the data source whose address and credentials belong there. */
export const datasourceKey = '$datasource';

export interface ScriptSide {
  /** RFC 6901 pointer of the side inside the document. */
  readonly pointer: string;
  /** null: missing or no object. */
  readonly node: DocumentNode | null;
  /** The plugin's name as written, e.g. mysqlreader; undefined: none that can be read. */
  readonly pluginName: string | undefined;
  /** undefined: Chunjun 1.12.8 has none of that name. */
  readonly connectorName: string | undefined;
  /** Directory under `connector/` of a distribution; undefined as above. */
  readonly pluginDirectory: string | undefined;
  /** undefined: the gateway has no form and no data sources for it. */
  readonly connector: Connector | undefined;
  readonly parameter: DocumentNode | null;
  readonly reference: DocumentNode | undefined;
}

export interface Script {
  readonly root: DocumentNode;
  readonly reader: ScriptSide;
  readonly writer: ScriptSide;
  /** Where `${name}` stands; pointers into the document. */
  readonly uses: readonly ParameterUse[];
}

/** The last few scripts that were read: one request looks at its script several times. */
const recent = new Map<string, Script>();
const mostRecent = 4;

/**
 * Reads a script: JSON, with the comments and leniencies Chunjun takes. Throws GatewayError `document_invalid` with
 * line and column of every syntax error; pointers begin with `prefix`.
 */
export function readScript(text: string, prefix = '/script'): Script {
  const known = recent.get(text);
  if (known !== undefined) return known;
  const { root, diagnostics } = parseDocument(text);
  const errors = diagnostics.filter(({ level }) => level === 'error');
  if (root === null || errors.length > 0) {
    const message = errors[0]?.message ?? 'The script is empty.';
    throw new GatewayError('document_invalid', message, {
      errors: errors.map(({ message: detail, remedy }) => ({ pointer: prefix, detail, remedy })),
    });
  }
  const view = viewJob(root, {});
  const side = (name: SideName): ScriptSide => {
    const { pointer, node, name: pluginName, prefix: connectorPrefix, parameter } = view[name];
    const known = connectorPrefix === undefined ? undefined : connectorOf(connectorPrefix);
    const reference = member(parameter, datasourceKey);
    return {
      pointer,
      node,
      pluginName,
      connectorName: known?.name,
      pluginDirectory: known?.directory,
      connector: known === undefined ? undefined : findConnector(known.name),
      parameter,
      reference,
    };
  };
  const script = { root, reader: side('reader'), writer: side('writer'), uses: parametersOfNodes(root) };
  recent.set(text, script);
  for (const old of [...recent.keys()].slice(0, -mostRecent)) recent.delete(old);
  return script;
}

/** Ids of the data sources a script refers to, with the side. */
export function datasourcesOfScript(script: Script): { role: SideName; datasourceId: string }[] {
  return (['reader', 'writer'] as const).flatMap((role) => {
    const { reference } = script[role];
    return reference?.kind === 'string' ? [{ role, datasourceId: reference.text }] : [];
  });
}

/**
 * Everything that keeps a script from becoming a document at all; pointers into the version (`/script/job/…` is a place
 * of the document). What Chunjun makes of the document is `validateDocument`'s to say.
 */
export function checkScript(
  script: Script,
  spec: Pick<ScriptSpec, 'parameters' | 'settings'>,
  datasourceTypes: ReadonlyMap<string, string>,
  secretNames: ReadonlySet<string>,
): FieldError[] {
  const inScript = (error: FieldError) => ({ ...error, pointer: `/script${error.pointer}` });
  const keys = parametersOfNodes(script.root).filter(({ isKey }) => isKey);
  return [
    ...skeleton(script.root).map(inScript),
    ...(['reader', 'writer'] as const).flatMap((name) => checkSide(script[name], name, datasourceTypes).map(inScript)),
    ...openNames(script).map(inScript),
    ...misplaced(script).map(inScript),
    ...checkScriptProperties(script).map(inScript),
    ...checkRunSettings(spec.settings),
    ...checkParameters(
      script.uses.map((use) => ({ ...use, pointer: `/script${use.pointer}` })),
      spec.parameters,
    ),
    ...keys.map(({ pointer }) => ({
      pointer: `/script${pointer}`,
      detail: 'is a key with ${…}: parameters fill in values only',
      remedy: 'Write $${ where the two characters ${ themselves are meant.',
    })),
    ...unknownSecrets(script.uses, secretNames).map(inScript),
  ];
}

function skeleton(root: DocumentNode): FieldError[] {
  const job = objectOf(member(root, 'job'));
  const content = member(job, 'content');
  if (job !== null && content?.kind === 'array' && content.items[0]?.kind === 'object') return [];
  const remedy = 'Write {"job": {"content": [{"reader": {…}, "writer": {…}}], "setting": {…}}}.';
  return [{ pointer: '', detail: 'is no job document: it has no job.content[0]', remedy }];
}

const toFind = 'GET /datasources lists them; write the id of one.';

function checkSide(side: ScriptSide, name: SideName, types: ReadonlyMap<string, string>): FieldError[] {
  const { reference, connectorName, connector } = side;
  if (reference === undefined) return [];
  const pointer = `${side.pointer}/parameter/${datasourceKey}`;
  if (reference.kind !== 'string') {
    return [{ pointer, detail: 'must be the id of a data source', remedy: toFind }];
  }
  const type = types.get(reference.text);
  if (type === undefined) {
    return [{ pointer, detail: `there is no data source ${reference.text.slice(0, 40)}`, remedy: toFind }];
  }
  if (connector?.[name] === undefined || connector[name] === null || connector.datasource === null) {
    const detail = `cannot stand here: ${connectorName ?? 'the plugin'} takes no data source as a ${name}`;
    return [{ pointer, detail, remedy: 'Write the address out; secrets in it are sealed.' }];
  }
  if (type !== connectorName) {
    const remedy = `Write the id of a data source of type ${String(connectorName)}: GET /datasources lists them.`;
    return [{ pointer, detail: `is of type ${type}, the ${name} of type ${String(connectorName)}`, remedy }];
  }
  return [];
}

/** Which plugins a run needs must be known before it runs. */
function openNames(script: Script): FieldError[] {
  return (['reader', 'writer'] as const).flatMap((name) => {
    const { node, pointer } = script[name];
    const plugin = member(node, 'name');
    if (plugin === undefined || !isOpen(plugin)) return [];
    const remedy = 'Make a job for each plugin.';
    return [
      { pointer: `${pointer}/name`, detail: 'is a plugin name with ${…}, which no parameter can fill in', remedy },
    ];
  });
}

/** References count in the two parameter blocks only: elsewhere a secret could end up in a column or a log. */
function misplaced(script: Script): FieldError[] {
  const right = new Set([script.reader.reference, script.writer.reference]);
  return [...walk(script.root)].flatMap((node) =>
    node.members
      .filter(({ key, value }) => key === datasourceKey && !right.has(value))
      .map(({ value }) => ({
        pointer: value.pointer,
        detail: 'stands where no data source is read',
        remedy: `Write "${datasourceKey}" directly inside the parameter block of reader or writer.`,
      })),
  );
}

function unknownSecrets(uses: readonly ParameterUse[], known: ReadonlySet<string>): FieldError[] {
  return uses.flatMap(({ pointer, names }) =>
    names
      .filter((name) => name.startsWith(secretPrefix) && !known.has(name.slice(secretPrefix.length)))
      .map((name) => ({
        pointer,
        detail: `\${${name}} names no secret of this job's versions`,
        remedy: `Give it: {"secrets": {${JSON.stringify(name.slice(secretPrefix.length))}: …}}, or use a data source.`,
      })),
  );
}
