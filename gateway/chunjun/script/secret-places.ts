import { canonicalJson } from '../../core/ids.ts';
import { parametersOfNodes } from '../parameters/fill-nodes.ts';
import { walk, type DocumentNode } from '../validate/document-node.ts';
import { secretPrefix } from '../version-spec.ts';
import { readScript, type Script } from './read-script.ts';

const addressKey = /url|uri|host|addr|server|endpoint|broker|node|port$|quorum|proxy|region|uris?$/i;
const addressValue = /:\/\/|^jdbc:|^[\w.-]+:\d+/;

/**
 * Secrets that stood in the script before and stand elsewhere now: at another place, in another plugin, or beside
 * another address. Whoever moves a secret could have it sent to themselves, so its value must be given again.
 */
export function movedSecrets(before: string, after: string, names: readonly string[]): string[] {
  const [old, now] = [placesOf(readScript(before)), placesOf(readScript(after))];
  return names.filter((name) => old.get(name) !== now.get(name));
}

/** Name of a secret to everything that decides where it goes. */
function placesOf(script: Script): Map<string, string> {
  const places = new Map<string, string>();
  const around = { reader: surroundings(script, 'reader'), writer: surroundings(script, 'writer') };
  for (const { pointer, names } of parametersOfNodes(script.root)) {
    const side = (['reader', 'writer'] as const).find((name) => pointer.startsWith(`${script[name].pointer}/`));
    for (const name of names.filter((one) => one.startsWith(secretPrefix))) {
      const key = name.slice(secretPrefix.length);
      places.set(key, `${places.get(key) ?? ''}${pointer} ${side === undefined ? '' : around[side]}\n`);
    }
  }
  return places;
}

function surroundings(script: Script, name: 'reader' | 'writer'): string {
  const { pluginName, parameter } = script[name];
  const addresses = parameter === null ? [] : [...walk(parameter)].filter(isAddress);
  return canonicalJson([pluginName, addresses.map(({ pointer, text }) => [pointer, text])]);
}

function isAddress({ kind, pointer, text }: DocumentNode): boolean {
  if (kind !== 'string' && kind !== 'number' && kind !== 'bare') return false;
  const key = pointer.split('/').findLast((token) => !/^\d+$/.test(token));
  return addressKey.test(key ?? '') || addressValue.test(text);
}
