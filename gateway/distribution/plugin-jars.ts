import { GatewayError } from '../core/errors.ts';
import { byText, type Distribution, type JarFile, type PluginEntry } from './model.ts';

/** Levenshtein distance: the smallest number of inserted, removed or replaced characters. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next.push(
        Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The name that was probably meant: same but for case, a third of the letters, or a longer or shorter form. */
function nearest(name: string, known: readonly string[]): string | undefined {
  const wanted = name.toLowerCase();
  const scored = known
    .map((candidate) => {
      const other = candidate.toLowerCase();
      const within =
        Math.min(wanted.length, other.length) >= 3 && (wanted.startsWith(other) || other.startsWith(wanted));
      return { candidate, score: within ? Math.min(1, distance(wanted, other)) : distance(wanted, other) };
    })
    .sort((a, b) => a.score - b.score || byText(a.candidate, b.candidate));
  const best = scored[0];
  return best !== undefined && best.score <= Math.max(1, Math.floor(name.length / 3)) ? best.candidate : undefined;
}

/** A connector by its directory name, or `metrics/<name>` or `dirty-data-collector/<name>`. */
function pluginOf(distribution: Distribution, name: string): PluginEntry | undefined {
  const [kind, rest] = name.includes('/') ? [name.slice(0, name.indexOf('/')), name.slice(name.indexOf('/') + 1)] : [];
  if (kind === undefined || rest === undefined) return distribution.connectors.get(name);
  if (kind === 'metrics') return distribution.metrics.get(rest);
  return kind === 'dirty-data-collector' ? distribution.dirtyDataCollectors.get(rest) : undefined;
}

function connectorMissing(distribution: Distribution, missing: readonly string[]): GatewayError {
  const available = [...distribution.connectors.keys()];
  const said = missing.map((name) => {
    const meant = nearest(name, available);
    return `"${name}"${meant === undefined ? '' : ` (did you mean "${meant}"?)`}`;
  });
  const has = available.length === 0 ? 'no connectors at all' : available.join(', ');
  return new GatewayError(
    'connector_missing',
    `The Chunjun distribution has no connector ${said.join(' and no ')}. It has: ${has}.`,
    {
      remedy: `Use one of these, or add ${missing.map((name) => (name.includes('/') ? `${name}/chunjun-….jar` : `connector/${name}/chunjun-connector-….jar`)).join(' and ')} of Chunjun 1.12.8 to the distribution and open it again.`,
      facts: { missing, available, distribution: distribution.id },
    },
  );
}

/**
 * The jars a set of connectors needs: chunjun-core first, then the connectors' by directory and jar name. Order and
 * repetition of `connectors` (directory names; also `metrics/prometheus`, `dirty-data-collector/log`) do not matter. Throws `connector_missing`.
 */
export function pluginJars(distribution: Distribution, connectors: readonly string[]): JarFile[] {
  const names = [...new Set(connectors)].sort(byText);
  const missing = names.filter((name) => pluginOf(distribution, name) === undefined);
  if (missing.length > 0) throw connectorMissing(distribution, missing);
  return [distribution.core, ...names.flatMap((name) => pluginOf(distribution, name)?.jars ?? [])];
}
