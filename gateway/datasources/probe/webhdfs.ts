/** HDFS, asked over WebHDFS: the name node's own protocol has no driver here. */
import { firstOf, incomplete, parseHosts, textOf } from './address.ts';
import { assertStatus, httpClient, jsonOf, notThis, type HttpAnswer } from './http-request.ts';
import { ProbeFailure, type Endpoint, type Probe, type Session, type Steps, type Target } from './model.ts';

export const webhdfsProbe: Probe = {
  depth: 'login',
  endpoints: (target) => nameNodes(target),
  async open(target, steps) {
    const nodes = nameNodes(target);
    let standby: Error | undefined;
    for (const node of nodes) {
      try {
        return await ask(node, isSecure(target), steps);
      } catch (error) {
        // Of two name nodes one answers that it is not the one; of more than one closed port the last is told.
        if (nodes.length === 1) throw error;
        standby = error instanceof Error ? error : new Error(String(error));
      }
    }
    throw standby ?? incomplete('names no name node');
  },
};

type Settings = Readonly<Record<string, unknown>>;
const settingsOf = ({ config }: Target): Settings => (config.hadoopConfig ?? {}) as Settings;
const isSecure = (target: Target): boolean => settingsOf(target)['dfs.http.policy'] === 'HTTPS_ONLY';

/** From the settings for high availability; else the usual port of the host that defaultFS names. */
function nameNodes(target: Target): Endpoint[] {
  const [key, port] = isSecure(target) ? (['https', 9871] as const) : (['http', 9870] as const);
  const named = Object.entries(settingsOf(target))
    .filter(([name]) => name.startsWith(`dfs.namenode.${key}-address`))
    .flatMap(([, value]) => textOf(value) ?? []);
  if (named.length > 0) return parseHosts(named.join(), port);
  const text = textOf(target.config.defaultFS) ?? '';
  const host = /^hdfs:\/\/([^/]+)/i.exec(text)?.[1];
  if (host === undefined) throw incomplete('names no name node: only hdfs://host:port can be tried from here');
  return [{ host: firstOf(parseHosts(host, 8020)).host, port }];
}

async function ask({ host, port }: Endpoint, secure: boolean, steps: Steps): Promise<Session> {
  const base = `${secure ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}/webhdfs/v1`;
  const client = httpClient(base, true, steps);
  try {
    const home = await client.ask({ url: `${base}/?op=GETFILESTATUS` });
    judge(home);
    if (typeof jsonOf(home, 'WebHDFS') !== 'object') throw new ProbeFailure(notThis('WebHDFS'));
    return {
      server: 'WebHDFS',
      async permission() {
        judge(await client.ask({ url: `${base}/?op=LISTSTATUS` }));
        return 'Asked over WebHDFS without a user; jobs use the port of defaultFS and the user of Flink';
      },
      close: client.close,
    };
  } catch (error) {
    client.close();
    throw error;
  }
}

function judge(answer: HttpAnswer): void {
  if (answer.status === 401) {
    throw new ProbeFailure({
      code: 'login_unsupported',
      stage: 'login',
      reason: 'The name node wants Kerberos, which cannot be tried from here',
      remedy: 'Run a small job to try it.',
    });
  }
  const words = /"message"\s*:\s*"([^"]{0,300})/.exec(answer.text)?.[1] ?? '';
  if (/StandbyException/.test(answer.text)) {
    throw new ProbeFailure({
      code: 'query_failed',
      stage: 'permission',
      reason: 'This name node is on standby',
      remedy: 'Name both: dfs.namenode.http-address.<service>.<node> in the Hadoop settings.',
    });
  }
  assertStatus(answer, words);
}
