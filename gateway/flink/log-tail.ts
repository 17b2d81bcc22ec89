import type { AxiosInstance } from 'axios';
import type { Readable } from 'node:stream';

export interface LogTailRequest {
  readonly path: string;
  /** At most so many bytes are kept. */
  readonly bytes: number;
  /** A limit on the whole answer: axios' own ends with the headers of a streamed one. */
  readonly signal: AbortSignal;
}

/** The last whole lines of a log, which Flink can only send from the beginning. Rejects with axios' error. */
export async function readLogTail(
  http: AxiosInstance,
  { path, bytes, signal }: LogTailRequest,
): Promise<{ readonly status: number; readonly tail: string }> {
  const { status, data } = await http.get<Readable>(path, { responseType: 'stream', signal });
  if (status === 200) return { status, tail: await tailOf(data, bytes) };
  data.destroy();
  return { status, tail: '' };
}

async function tailOf(body: Readable, bytes: number): Promise<string> {
  let tail = Buffer.alloc(0);
  let read = 0;
  for await (const chunk of body) {
    read += (chunk as Buffer).length;
    tail = Buffer.concat([tail, chunk as Buffer]).subarray(-bytes);
  }
  if (read <= bytes) return tail.toString('utf8');
  // Whole lines only: half of a password at the cut would not be recognised and taken out.
  const end = tail.indexOf('\n');
  return end === -1 ? '' : tail.subarray(end + 1).toString('utf8');
}
