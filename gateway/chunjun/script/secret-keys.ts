import type { FieldError } from '../../core/errors.ts';
import { isSecretName } from '../import/secret-names.ts';
import { namesIn } from '../parameters/fill-text.ts';
import { walk, type DocumentNode } from '../validate/document-node.ts';
import { secretPrefix } from '../version-spec.ts';
import { credentialsIn } from './credentials-in-text.ts';

const isInRequest = /^(?:key|app[._-]?key|sign|signature|sig)$/i;
const isOnlyReferences = /^(?:\$\{secret\.[^{}]*\})+$/;

/** Members of the http plugin that say what a request holds. */
export function isRequestPart(key: string): boolean {
  return /^(?:headers?|params?|body)$/i.test(key);
}

/** Names that say "secret" in a request only, and only of a fixed value: `key=${id}` asks for a row. */
export function isRequestSecret(name: string, value: DocumentNode): boolean {
  return isInRequest.test(name) && namesIn(value.text).every((one) => one.startsWith(secretPrefix));
}

/** Keys that hold a secret: no reference can stand there instead. What is wrong does not repeat the key. */
export function keysWithSecrets(root: DocumentNode): FieldError[] {
  return [...walk(root)]
    .filter(({ members }) => members.some(({ key }) => holdsSecret(key)))
    .map(({ pointer }) => ({
      pointer: `/script${pointer}`,
      detail: 'has a key with a secret in it, and in keys secrets cannot be sealed',
      remedy: 'Write the secret as a value, e.g. {"password": "…"}, or use a data source.',
    }));
}

function holdsSecret(key: string): boolean {
  if (!/[=:：＝]/.test(key)) return false;
  const [, name = '', value = ''] = /^\s*([\w.-]+)\s*=\s*(\S.*)$/.exec(key) ?? [];
  if (isSecretName(name) && !isOnlyReferences.test(value)) return true;
  return credentialsIn(key).some(({ start, end }) => !isOnlyReferences.test(key.slice(start, end)));
}
