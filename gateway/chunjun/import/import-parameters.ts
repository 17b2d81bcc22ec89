import { isParameterName, namesIn } from '../parameters/fill-text.ts';
import { fillSpec, parametersOfSpec } from '../parameters/fill-value.ts';
import { secretPrefix, type ParameterDeclarations, type SyncSpec } from '../version-spec.ts';

/**
 * Declares every `${name}` of an imported version, without default. A name that a version cannot have (${yyyymmdd+1})
 * is replaced by one that it can; the declaration's description tells what it was.
 */
export function declareParameters(spec: SyncSpec): SyncSpec {
  const names = [...new Set(parametersOfSpec(spec).flatMap((use) => use.names))];
  if (names.length === 0) return spec;
  const taken = new Set(names.filter(isUsable));
  const renamed = new Map<string, string>();
  const parameters: ParameterDeclarations = names.map((name) => {
    if (isUsable(name)) return { name };
    const free = freeName(name, taken);
    taken.add(free);
    renamed.set(name, free);
    return { name: free, description: `Was \${${name.slice(0, 150)}}.` };
  });
  if (renamed.size === 0) return { ...spec, parameters };
  const references = new Map([...renamed].map(([name, free]) => [name, `\${${free}}`]));
  return { ...fillSpec(spec, references), parameters };
}

function isUsable(name: string): boolean {
  return isParameterName(name) && !name.startsWith(secretPrefix);
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .replaceAll('+', '_plus_')
    .replace(/[^A-Za-z0-9_-]+/g, '_')
    .replace(/^(?=[^A-Za-z_]|$)/, 'p_')
    .slice(0, 56);
  for (let count = 1; ; count += 1) {
    const free = count === 1 ? plain : `${plain}_${count}`;
    if (!taken.has(free)) return free;
  }
}

/** Whether a text leaves something open; for values that go where nothing fills them in. */
export function isOpenText(value: unknown): boolean {
  return typeof value === 'string' && namesIn(value).length > 0;
}
