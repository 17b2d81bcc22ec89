import type { AxiosInstance } from 'axios';
import type { Readable } from 'node:stream';

export interface LogTailRequest {
  readonly path: string;
  /** At most so many bytes are kept. */
  readonly bytes: number;
  /** A log with more is not read to its end. */
  readonly most: number;
  /** A limit on the whole answer: axios' own ends with the headers of a streamed one. */
  readonly signal: AbortSignal;
}

/**
 * The last whole lines of a log, which Flink can only send from the beginning; null: it is longer than `most`. Rejects
 * with axios' error.
 */
export async function readLogTail(
  http: AxiosInstance,
  { path, bytes, most, signal }: LogTailRequest,
): Promise<{ readonly status: number; readonly tail: string | null }> {
  const { status, data } = await http.get<Readable>(path, { responseType: 'stream', maxContentLength: -1, signal });
  if (status === 200) return { status, tail: await tailOf(data, bytes, most) };
  data.destroy();
  return { status, tail: '' };
}

async function tailOf(body: Readable, bytes: number, most: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let held = 0;
  let read = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    read += chunk.length;
    // Leaving the loop ends the answer.
    if (read > most) return null;
    held += chunk.length;
    chunks.push(chunk);
    // Whole chunks go as soon as those behind them are enough: the log is copied once, at its end.
    while (held - (chunks[0]?.length ?? held) >= bytes) held -= chunks.shift()?.length ?? 0;
  }
  const tail = Buffer.concat(chunks).subarray(-bytes);
  if (read <= bytes) return tail.toString('utf8');
  // Whole lines only: half of a password at the cut would not be recognised and taken out.
  const end = tail.indexOf('\n');
  return end === -1 ? '' : tail.subarray(end + 1).toString('utf8');
}
