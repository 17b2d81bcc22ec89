import { REDACTED } from '../../core/redact.ts';
import type { SideName } from '../build-job-json.ts';
import type { Diagnostic } from '../diagnostics.ts';
import { findDescription } from '../../connectors/descriptions/descriptions.ts';
import { isSecretName } from '../import/secret-names.ts';
import { GatewayError, type FieldError } from '../../core/errors.ts';
import { fillText, namesIn, type ParameterValues } from '../parameters/fill-text.ts';
import { parametersOfNodes } from '../parameters/fill-nodes.ts';
import { member, type DocumentNode } from '../validate/document-node.ts';
import { secretPrefix } from '../version-spec.ts';
import { credentialsIn, isJaasText, type Piece } from './credentials-in-text.ts';
import { isCredential } from './credentials-outside-addresses.ts';
import { maskComments } from './mask-comments.ts';
import { readScript, type Script } from './read-script.ts';
import { isRequestPart, isRequestSecret, keysWithSecrets } from './secret-keys.ts';
import { endOfLiteral, mapComments, offsetsOf, replacePieces, type Replacement } from './script-text.ts';

/** Where in the document the walk is. */
interface Place {
  readonly side: string;
  /** The key, or what a {key, value} pair is about. */
  readonly key: string;
  readonly isSecret: boolean;
  readonly isHeader: boolean;
  readonly isHttp: boolean;
  /** Inside headers, parameters or body of the http plugin. */
  readonly isRequest: boolean;
  /** Keys that the connector's catalogue entry calls secret. */
  readonly described: ReadonlySet<string>;
}

export interface SealedScript {
  /** The text as it was written, each secret replaced by `${secret.<name>}`. */
  readonly script: string;
  /** Name to value: to be sealed, never to be stored or shown as they are. */
  readonly secrets: ReadonlyMap<string, string>;
  /** A warning for each. */
  readonly warnings: readonly Diagnostic[];
}

/** What an Authorization header begins with, whatever the key says. */
const authorization = /^\s*(bearer|basic)\s+(\S+)\s*$/i;
/** What may stand beside `${secret.…}` in a secret value without being one: a scheme, separators. */
const isNoSecret = /^(?:\s*(?:bearer|basic|token)\s+|[\s:;,/|@.]{1,3})$/i;

/**
 * Takes the secrets out of a pasted script: values whose key says that they are secret (password, accessKey, token …),
 * values the connector's catalogue entry calls secret, credentials inside URLs, JAAS texts and SQL; comments are masked.
 * A text is in parameter syntax: `$${` in it is `${` in the secret. `taken`: names that are in use already. `defaults`:
 * values of parameters, which are stored in clear and must not be where a secret is. Throws GatewayError
 * `document_invalid` for a text that is no JSON, and where a secret is a mask, a parameter of the run or part of a key.
 */
export function sealScript(
  text: string,
  taken: Iterable<string> = [],
  defaults: ParameterValues = new Map(),
): SealedScript {
  const script = readScript(text);
  const offsetOf = offsetsOf(text);
  const secrets = new Map<string, string>();
  const freeName = namesBeside(taken);
  const pieces: Replacement[] = [];
  /** Texts with secrets as they were written, with JSON's escapes. */
  const written: string[] = [];
  const warnings: Diagnostic[] = [];
  const errors = keysWithSecrets(script.root);
  const keep = (value: string, name: string, pointer: string): string => {
    secrets.set(
      name,
      value.replaceAll('$${', () => '${'),
    );
    warnings.push(sealed(pointer, name));
    return `\${${secretPrefix}${name}}`;
  };
  /** What stands in the text instead of a secret, or of the literal parts of one. */
  const seal = (value: string, wanted: string, pointer: string): string => {
    const open = namesIn(value).filter((name) => !name.startsWith(secretPrefix));
    if (open.length > 0) errors.push(openSecret(pointer, open));
    else if (value === REDACTED) errors.push(mask(pointer));
    else {
      const literals = literalsOf(value);
      const isMixed = literals.length !== 1 || literals[0]?.end !== value.length || literals[0].start !== 0;
      return literals.reduceRight((so, { start, end }) => {
        const literal = value.slice(start, end);
        if (isMixed && isNoSecret.test(literal)) return so;
        return `${so.slice(0, start)}${keep(literal, freeName(wanted), pointer)}${so.slice(end)}`;
      }, value);
    }
    return value;
  };
  const takeLeaf = (node: DocumentNode, { side, key, isSecret, isHeader }: Place) => {
    if (!['string', 'number', 'bare'].includes(node.kind) || node.text === '' || node.position === null) return;
    if (node.kind === 'number' && !isSecret) return;
    const wanted = `${side}.${key}`;
    const isWhole =
      (isSecret && !(isJaasText(node.text) && namesIn(node.text).length > 0)) || isAuthorization(node.text, isHeader);
    const instead = isWhole
      ? seal(node.text, wanted, node.pointer)
      : credentialsIn(node.text, key).reduceRight(
          (so, { start, end }) =>
            so.slice(0, start) + seal(node.text.slice(start, end), wanted, node.pointer) + so.slice(end),
          node.text,
        );
    if (!isWhole && errors.length === 0 && holdsCredentials(instead, key, defaults)) {
      errors.push(
        openSecret(
          node.pointer,
          namesIn(instead).filter((name) => defaults.has(name)),
        ),
      );
    }
    if (instead === node.text) return;
    const start = offsetOf(node.position);
    const end = endOfLiteral(text, start);
    if (isWhole && node.kind === 'string') written.push(text.slice(start + 1, end - 1));
    // Without quotes it becomes the number again.
    pieces.push({ start, end, instead: node.kind === 'number' ? instead : JSON.stringify(instead) });
  };
  const visit = (node: DocumentNode, place: Place) => {
    const label = labelOf(node);
    const isPair = label !== '' && member(node, 'value') !== undefined;
    for (const { key: own, value } of node.members) {
      const isLabelled = label !== '' && /^(?:next)?value$/i.test(own) && !isOpenConstant(place, value);
      const isSecret =
        (place.isSecret && own !== 'type') ||
        (!isMapping(place.key) && (place.described.has(own) || saysSecret(own, value))) ||
        (isLabelled && saysSecret(label, value) && !isColumnKey(node, label)) ||
        (place.isRequest && (isLabelled || !isPair) && isRequestSecret(isLabelled ? label : own, value));
      const isHeader = place.isHeader || isLabelled || /header/i.test(own);
      const isRequest = place.isRequest || (place.isHttp && isRequestPart(own));
      visit(value, { ...place, key: isLabelled ? label : own, isSecret, isHeader, isRequest });
    }
    for (const item of node.items) visit(item, place);
    takeLeaf(node, place);
  };
  const sides = new Map(
    (['reader', 'writer'] as const).flatMap((name) => {
      const { parameter } = script[name];
      const isHttp = script[name].connectorName === 'http';
      const side = { side: name, isHttp, described: describedSecrets(script, name) };
      return parameter === null ? [] : [[parameter, side] as const];
    }),
  );
  const descend = (node: DocumentNode): void => {
    const side = sides.get(node);
    const none = { key: '', isSecret: false, isHeader: false, isHttp: false, isRequest: false };
    if (side !== undefined) return visit(node, { ...none, ...side });
    if (![...sides.keys()].some(({ pointer }) => pointer.startsWith(`${node.pointer}/`))) {
      const key = lastKey(node.pointer);
      return visit(node, { ...none, side: 'document', key, isSecret: saysSecret(key, node), described: new Set() });
    }
    for (const { value } of node.members) descend(value);
    node.items.forEach(descend);
  };
  descend(script.root);
  if (errors.length > 0) {
    const detail = errors.map((error) => `${error.pointer} ${error.detail}`).join('; ');
    throw new GatewayError('document_invalid', detail, { errors });
  }
  return { script: maskComments(replacePieces(text, pieces), [...secrets.values(), ...written]), secrets, warnings };
}

/**
 * Names of secrets a script refers to by `${secret.<name>}`, without the prefix; comments do not count. Reads what
 * `readScript` takes, and does not parse it where no reference can be written with JSON's escapes.
 */
export function secretsOfScript(text: string): string[] {
  const names = text.includes('\\u')
    ? parametersOfNodes(readScript(text).root).flatMap((use) => use.names)
    : text.includes(`\${${secretPrefix}`)
      ? namesIn(mapComments(text, () => ' '))
      : [];
  const secrets = names.filter((name) => name.startsWith(secretPrefix));
  return [...new Set(secrets)].map((name) => name.slice(secretPrefix.length));
}

function describedSecrets(script: Script, side: SideName): ReadonlySet<string> {
  const description = findDescription(script[side].connectorName ?? '');
  if (description === undefined) return new Set();
  const parameters = description[side].parameters.filter(({ secret }) => secret).map(({ name }) => name);
  const fills = (description.datasource?.secrets ?? []).flatMap((field) => field.fills.map(lastKey));
  return new Set([...parameters, ...fills.filter((key) => !/^\d+$/.test(key) && !/url$/i.test(key))]);
}

function lastKey(pointer: string): string {
  return pointer.slice(pointer.lastIndexOf('/') + 1);
}

/** What a {key, value} or {name, value} pair is about. */
function labelOf(node: DocumentNode): string {
  const of = (wanted: RegExp) => node.members.findLast(({ key }) => wanted.test(key))?.value.text;
  return of(/^key$/i) ?? of(/^name$/i) ?? '';
}

/** Short names are words of their own in numbers and flags. */
function saysSecret(key: string, value: DocumentNode): boolean {
  if (/^(?:basic[._-]?)?auth$/i.test(key)) return /^[^\s:]+:\S+$/.test(value.text);
  return isSecretName(key) && (value.kind !== 'number' || !/^[as]k$/i.test(key));
}

/** Names of tables, columns and types on both sides. */
function isMapping(key: string): boolean {
  return /mappings?$/i.test(key);
}

/** A column called password or token may be filled with a parameter, as any other. */
function isOpenConstant({ key }: Place, value: DocumentNode): boolean {
  return key === 'column' && namesIn(value.text).some((name) => !name.startsWith(secretPrefix));
}

/** Where no header is meant, "Basic plan" is prose. */
function isAuthorization(text: string, isHeader: boolean): boolean {
  const [, scheme, value] = authorization.exec(text) ?? [];
  if (scheme === undefined || value === undefined) return false;
  return isHeader || value.includes('${') || isCredential(scheme, value);
}

/** Whether credentials stand in the text only when its parameters have their default values. */
function holdsCredentials(text: string, key: string, defaults: ParameterValues): boolean {
  if (!namesIn(text).some((name) => defaults.has(name))) return false;
  const filled = String(fillText(text, defaults));
  return credentialsIn(filled, key).some((piece) => {
    const found = filled.slice(piece.start, piece.end);
    return literalsOf(found).some(({ start, end }) => !isNoSecret.test(found.slice(start, end)));
  });
}

/** A column may be a surrogate key. */
function isColumnKey(node: DocumentNode, label: string): boolean {
  return /^[as]k$/i.test(label) && member(node, 'type') !== undefined;
}

/** Gives names that nobody has: `wanted`, `wanted_2` … */
function namesBeside(taken: Iterable<string>): (wanted: string) => string {
  const names = new Set(taken);
  const counts = new Map<string, number>();
  return (wanted) => {
    const base = wanted.replace(/[^A-Za-z0-9_.-]/g, '_').slice(0, 48);
    for (let count = (counts.get(base) ?? 0) + 1; ; count += 1) {
      const name = count === 1 ? base : `${base}_${count}`;
      if (names.has(name)) continue;
      counts.set(base, count);
      names.add(name);
      return name;
    }
  };
}

/** The stretches between references; `$${` is none. */
function literalsOf(text: string): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const { 0: whole, 1: name, index } of text.matchAll(/\$\$\{|\$\{([^{}]*)\}/g)) {
    if (name === undefined) continue;
    if (index > from) found.push({ start: from, end: index });
    from = index + whole.length;
  }
  if (from < text.length) found.push({ start: from, end: text.length });
  return found;
}

/** A run's parameters are stored with its record and shown. */
function openSecret(pointer: string, names: readonly string[]): FieldError {
  const [name = ''] = names;
  return {
    pointer: `/script${pointer}`,
    detail: `takes a secret from the parameter ${name}, and parameters of a run are stored and shown`,
    remedy: `Write \${${secretPrefix}${name}} and give it in "secrets", or use a data source. A secret that holds the characters \${ themselves is written with $\${.`,
  };
}

function mask(pointer: string): FieldError {
  const remedy = 'Write the secret itself, "${secret.<name>}", or use a data source.';
  return { pointer: `/script${pointer}`, detail: 'holds the mask of a secret, not the secret', remedy };
}

function sealed(pointer: string, name: string): Diagnostic {
  return {
    level: 'warning',
    code: 'secret_sealed',
    pointer,
    message: `A secret stood here: it was sealed, and the text now says \${${secretPrefix}${name}}.`,
    remedy: 'Better make a data source and refer to it with "$datasource": then it can be changed in one place.',
  };
}
