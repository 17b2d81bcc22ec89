import type { Static, TSchema } from 'typebox';
import { Type } from 'typebox';

/** What a running job does per second, as Flink's metrics say; null: they do not tell (yet). */
export interface Rates {
  readonly rowsRead: number | null;
  readonly rowsWritten: number | null;
  readonly bytesRead: number | null;
  readonly bytesWritten: number | null;
}

/** `GET /jobs/:id/vertices/:vertex/subtasks/metrics`: names alone; with `get` and `agg` their values, too. */
const SubtaskMetricsSchema = Type.Array(Type.Object({ id: Type.String(), sum: Type.Optional(Type.Number()) }));

/** Longest list that fits into a URL together with its path. */
const mostNames = 40;

/** Chunjun's own gauges first; where a connector has none, what Flink counts of sources and sinks. */
const wanted: Readonly<Record<keyof Rates, readonly RegExp[]>> = {
  rowsRead: [/\bnumReadPerSecond$/, /^Source__.*\.numRecordsOutPerSecond$/],
  rowsWritten: [/\bnumWritePerSecond$/, /^Sink__.*\.numRecordsInPerSecond$/],
  bytesRead: [/\bbyteReadPerSecond$/],
  bytesWritten: [/\bbyteWritePerSecond$/],
};

type Get = <T extends TSchema>(path: string, schema: T) => Promise<Static<T>>;

/**
 * Two calls for each vertex. Flink fetches metrics when they are asked for: the first answers of a job are empty. Throws
 * `cluster_unreachable`, `cluster_answer_invalid`.
 */
export async function readRates(get: Get, jobId: string, vertices: readonly string[]): Promise<Rates> {
  const values = new Map<string, number>();
  for (const vertex of vertices) {
    for (const [name, sum] of await sumsOf(get, `/jobs/${jobId}/vertices/${vertex}/subtasks/metrics`)) {
      values.set(`${vertex} ${name}`, sum);
    }
  }
  const of = (kind: keyof Rates): number | null => {
    for (const pattern of wanted[kind]) {
      const sums = [...values].filter(([key]) => pattern.test(key.slice(key.indexOf(' ') + 1))).map(([, sum]) => sum);
      if (sums.length > 0) return sums.reduce((total, sum) => total + sum, 0);
    }
    return null;
  };
  return {
    rowsRead: of('rowsRead'),
    rowsWritten: of('rowsWritten'),
    bytesRead: of('bytesRead'),
    bytesWritten: of('bytesWritten'),
  };
}

async function sumsOf(get: Get, path: string): Promise<readonly (readonly [string, number])[]> {
  const patterns = Object.values(wanted).flat();
  const names = (await get(path, SubtaskMetricsSchema))
    .map(({ id }) => id)
    .filter((id) => patterns.some((pattern) => pattern.test(id)))
    .slice(0, mostNames);
  if (names.length === 0) return [];
  const asked = names.map(encodeURIComponent).join(',');
  const sums = await get(`${path}?get=${asked}&agg=sum`, SubtaskMetricsSchema);
  return sums.flatMap(({ id, sum }) => (sum === undefined || !Number.isFinite(sum) ? [] : [[id, sum] as const]));
}
