import type { AxiosInstance } from 'axios';
import type { Readable } from 'node:stream';
import { matches } from '../core/check.ts';
import { LogsSchema } from './schemas.ts';

export interface LogHeadRequest {
  /** At most so many bytes of each log are read; the connection is closed then. */
  readonly bytes: number;
  /** For all calls together. */
  readonly timeoutMs: number;
  /** Asked of each beginning; when the log's own is not the one, those beside it (rotated away) are tried. */
  readonly isWanted?: (head: string) => boolean;
}

/** A directory of logs may hold hundreds; the wanted one is among the first by name, or it is not known. */
const maxOthers = 4;

/**
 * The first whole lines of `/jobmanager/log`, else of the first wanted log of `/jobmanager/logs`; null: there is none to
 * be had (a log that is missing, rotated away or no text is a normal answer). Rejects with axios' error only when the
 * first call got no answer in time.
 */
export async function readLogHead(http: AxiosInstance, request: LogHeadRequest): Promise<string | null> {
  const signal = AbortSignal.timeout(request.timeoutMs);
  const isWanted = request.isWanted ?? (() => true);
  const head = async (path: string): Promise<string | null> => {
    const answer = await http.get<Readable>(path, { responseType: 'stream', signal });
    if (answer.status === 200) return readHead(answer.data, request.bytes, signal);
    answer.data.destroy();
    return null;
  };
  const main = await head('/jobmanager/log');
  if (main !== null && isWanted(main)) return main;
  try {
    const answer = await http.get<unknown>('/jobmanager/logs', { signal });
    if (answer.status !== 200 || !matches(LogsSchema, answer.data)) return main;
    for (const name of likelyFirst(answer.data.logs).slice(0, maxOthers)) {
      const other = await head(`/jobmanager/logs/${encodeURIComponent(name)}`);
      if (other !== null && isWanted(other)) return other;
    }
  } catch {
    // What was read stays what is known.
  }
  return main;
}

/** `jobmanager.log`, `flink-root-standalonesession-0-host.log.1`; empty ones and those of TaskManagers are no use. */
function likelyFirst(logs: readonly { name: string; size: number }[]): string[] {
  const rank = (name: string) => (/session|jobmanager|jobmaster|master|entrypoint/i.test(name) ? 0 : 1);
  return logs
    .filter(({ name, size }) => size > 0 && /\.log(?:\.\d+)?$/.test(name) && !/taskmanager|taskexecutor/i.test(name))
    .map(({ name }) => name)
    .sort((a, b) => rank(a) - rank(b) || a.length - b.length || (a < b ? -1 : 1));
}

/** null: nothing readable came. What came before a cut or the time limit counts, up to its last whole line. */
async function readHead(body: Readable, bytes: number, signal: AbortSignal): Promise<string | null> {
  const parts: Buffer[] = [];
  let left = bytes;
  const stop = () => body.destroy();
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      parts.push(chunk.subarray(0, left));
      left -= chunk.length;
      if (left <= 0) break;
    }
  } catch {
    // Cut or aborted.
  } finally {
    signal.removeEventListener('abort', stop);
    body.destroy();
  }
  const text = Buffer.concat(parts).toString('utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  // Text has no zero bytes; what is compressed does.
  return whole === '' || whole.includes('\0') ? null : whole;
}
