/** The few REST calls and the job jar that trying the stand-in needs; deliberately not the gateway's own client, which these tests must not depend on. */
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import yazl from 'yazl';

const FINAL = new Set(['FINISHED', 'FAILED', 'CANCELED']);

export interface RunAnswer {
  readonly status: number;
  /** Present when the status is 200. */
  readonly jobId: string | null;
  /** The whole error text, else empty. */
  readonly error: string;
}

/** The arguments of a sync job over REST. `job` and `confProp` are JSON texts; encoded here. */
export function programArgs(job: string, confProp = '{}', overrides: Readonly<Record<string, string | null>> = {}) {
  const args: Record<string, string | null> = {
    '-jobType': 'sync',
    '-mode': 'kubernetes-session',
    '-job': encodeURIComponent(job),
    '-jobName': 'stand-in',
    '-confProp': encodeURIComponent(confProp),
    '-chunjunDistDir': '',
    ...overrides,
  };
  return Object.entries(args).flatMap(([name, value]) => (value === null ? [] : [name, value]));
}

/** A job jar for mode `bundle`: a manifest and the plugins below lib/. */
export async function writeBundle(distDir: string, connectors: readonly string[], file: string): Promise<string> {
  const zip = new yazl.ZipFile();
  zip.addBuffer(
    Buffer.from('Manifest-Version: 1.0\r\nMain-Class: com.dtstack.chunjun.Main\r\n\r\n'),
    'META-INF/MANIFEST.MF',
  );
  const jars = ['chunjun-core.jar', ...connectors.map((name) => `connector/${name}/chunjun-connector-${name}.jar`)];
  for (const jar of jars) zip.addFile(join(distDir, jar), `lib/${basename(jar)}`, { compress: false });
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
  return file;
}

/**
 * Settings of a cluster whose lib/ holds the plugins. Flink answers /jobs/:id from a cache that is web.refresh-interval
 * (3 s by default) old: a short one makes waiting for an end short.
 */
export const LIB_MODE = {
  'classloader.resolve-order': 'parent-first',
  'classloader.check-leaked-classloader': false,
  'web.refresh-interval': 50,
};

/** Logging as on a stock cluster: `startLocalFlink` itself silences the logger that prints the program arguments. */
export const STOCK_LOG4J = `rootLogger.level = INFO
rootLogger.appenderRef.file.ref = File
appender.file.name = File
appender.file.type = File
appender.file.fileName = \${sys:log.file}
appender.file.layout.type = PatternLayout
appender.file.layout.pattern = %d %-5p %-60c %x - %m%n
`;

export function flinkClient(restUrl: string) {
  const get = async <T>(path: string): Promise<T> => {
    const response = await fetch(restUrl + path);
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  const state = async (jobId: string) => (await get<{ state: string }>(`/jobs/${jobId}`)).state;

  return {
    get,
    state,
    async upload(file: string): Promise<string> {
      const form = new FormData();
      form.append('jarfile', new Blob([await readFile(file)]), basename(file));
      const response = await fetch(`${restUrl}/jars/upload`, { method: 'POST', body: form });
      if (!response.ok) throw new Error(`upload: ${response.status} ${await response.text()}`);
      return basename(((await response.json()) as { filename: string }).filename);
    },
    async run(jarId: string, programArgsList: readonly string[], jobId?: string): Promise<RunAnswer> {
      const response = await fetch(`${restUrl}/jars/${jarId}/run`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ entryClass: 'com.dtstack.chunjun.Main', programArgsList, ...(jobId ? { jobId } : {}) }),
      });
      const body = (await response.json()) as { jobid?: string; errors?: string[] };
      return { status: response.status, jobId: body.jobid ?? null, error: (body.errors ?? []).join('\n') };
    },
    /** The final state, or the last one seen when the time is over. */
    async waitFinal(jobId: string, timeoutMs = 30_000): Promise<string> {
      const deadline = Date.now() + timeoutMs;
      for (;;) {
        const now = await state(jobId);
        if (FINAL.has(now) || Date.now() > deadline) return now;
        await delay(50);
      }
    },
    cancel: (jobId: string) => fetch(`${restUrl}/jobs/${jobId}`, { method: 'PATCH' }),
    async accumulators(jobId: string): Promise<Record<string, string>> {
      const body = await get<{ 'user-task-accumulators': { name: string; value: string }[] }>(
        `/jobs/${jobId}/accumulators`,
      );
      return Object.fromEntries(body['user-task-accumulators'].map(({ name, value }) => [name, value]));
    },
    async rootException(jobId: string): Promise<string> {
      return (await get<{ 'root-exception': string | null }>(`/jobs/${jobId}/exceptions`))['root-exception'] ?? '';
    },
    async vertices(jobId: string): Promise<[name: string, parallelism: number][]> {
      const body = await get<{ vertices: { name: string; parallelism: number }[] }>(`/jobs/${jobId}`);
      return body.vertices.map(({ name, parallelism }) => [name, parallelism]);
    },
  };
}

/** The message of the last `Caused by:` of a Java stack trace, or of its first line; a message of several lines becomes one. */
export function innermostCause(trace: string): string {
  const lines = trace.split('\n').map((line) => line.trim());
  const from = Math.max(
    0,
    lines.findLastIndex((line) => line.startsWith('Caused by: ')),
  );
  const to = lines.findIndex((line, index) => index > from && /^(at |\.\.\. \d+ more|End of exception)/.test(line));
  return lines
    .slice(from, to === -1 ? from + 1 : to)
    .join(' ')
    .replace('Caused by: ', '')
    .trim();
}
