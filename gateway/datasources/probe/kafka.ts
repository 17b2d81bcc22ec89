/** Kafka brokers. */
import net from 'node:net';
import tls from 'node:tls';
import type { Admin, SASLOptions } from 'kafkajs';
import { firstOf, parseHosts, textOf, type TlsMode } from './address.ts';
import { explainTls, lost, serverSays } from './failures.ts';
import {
  ProbeFailure,
  type Browser,
  type Failure,
  type Probe,
  type Session,
  type Steps,
  type Target,
} from './model.ts';
import { destroyOnAbort, dial, followSocket } from './socket.ts';

interface Settings {
  readonly tls: TlsMode;
  readonly mechanism: string | null;
}

export const kafkaProbe: Probe = {
  depth: 'login',
  load: () => import('kafkajs'),
  endpoints: ({ config }) => parseHosts(textOf(config.bootstrapServers) ?? '', 9092),
  async open(target, steps) {
    const settings = settingsOf(target);
    if (settings.tls === 'off') steps.skip('tls', 'The data source does not ask for TLS');
    const sasl = settings.mechanism === null ? undefined : loginOf(settings.mechanism, target);
    if (sasl === null) {
      const socket = await dial(firstOf(kafkaProbe.endpoints(target)), steps);
      const reason = `A login with ${settings.mechanism ?? ''} cannot be tried from here`;
      for (const stage of ['tls', 'login', 'permission'] as const) steps.skip(stage, reason);
      return { permission: async () => undefined, close: () => void socket.destroy() };
    }
    return login(target, settings, sasl, steps);
  },
  explain,
};

/** As the Java client reads its properties. */
function settingsOf({ config }: Target): Settings {
  const properties = (config.properties ?? {}) as Readonly<Record<string, unknown>>;
  const protocol = (textOf(properties['security.protocol']) ?? 'PLAINTEXT').toUpperCase();
  // A trust store is a file on the TaskManagers: here nothing can be verified with it.
  const own = textOf(properties['ssl.truststore.location']) ?? textOf(properties['ssl.truststore.certificates']);
  return {
    tls: !protocol.endsWith('SSL') ? 'off' : own === null ? 'verify' : 'require',
    mechanism: protocol.startsWith('SASL') ? (textOf(properties['sasl.mechanism']) ?? 'GSSAPI').toUpperCase() : null,
  };
}

/** null: a mechanism that needs more than a user and a password. */
function loginOf(mechanism: string, { secrets }: Target): SASLOptions | null {
  const jaas = secrets.saslJaasConfig ?? '';
  const [username, password] = [jaasValue(jaas, 'username'), jaasValue(jaas, 'password')];
  if (!['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'].includes(mechanism)) return null;
  if (username === undefined || password === undefined) {
    throw new ProbeFailure({
      code: 'config_incomplete',
      stage: 'login',
      reason: 'The SASL login holds no username="…" and password="…"',
      remedy: 'Write it as the property sasl.jaas.config: …LoginModule required username="…" password="…";',
    });
  }
  return { mechanism: mechanism.toLowerCase(), username, password } as SASLOptions;
}

/** `name="text"` with \" and \\ inside, or 'text'. */
function jaasValue(jaas: string, name: string): string | undefined {
  const match = new RegExp(`\\b${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|'([^']*)')`).exec(jaas);
  return match === null ? undefined : (match[2] ?? (match[1] ?? '').replace(/\\(.)/g, '$1'));
}

async function login(
  target: Target,
  settings: Settings,
  sasl: SASLOptions | undefined,
  steps: Steps,
): Promise<Session> {
  const { Kafka, logLevel } = (await import('kafkajs')).default;
  const endpoints = kafkaProbe.endpoints(target);
  const sockets = new Set<net.Socket>();
  const trouble: { error: Error; at: string }[] = [];
  const asked = new Set(endpoints.map(({ host, port }) => `${host}:${port}`));
  const kafka = new Kafka({
    clientId: 'data-sync-gateway',
    brokers: endpoints.map(({ host, port }) => (net.isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`)),
    ssl: settings.tls === 'off' ? false : { rejectUnauthorized: settings.tls === 'verify' },
    ...(sasl === undefined ? {} : { sasl }),
    // The time limit around it all is the caller's.
    connectionTimeout: 60_000,
    authenticationTimeout: 60_000,
    requestTimeout: 60_000,
    retry: { retries: 0 },
    logLevel: logLevel.NOTHING,
    socketFactory({ host, port, ssl, onConnect }) {
      const socket = new net.Socket();
      followSocket(socket, host, steps);
      socket.once('connect', () => steps.enter(settings.tls === 'off' ? 'login' : 'tls'));
      const named = net.isIP(host) === 0 ? { servername: host } : {};
      // In this order: tls.connect() waits for a socket that is connecting.
      socket.connect({ host, port });
      const stream = settings.tls === 'off' ? socket : tls.connect({ ...ssl, ...named, host, socket });
      const note = (error: Error) => void trouble.push({ error, at: `${host}:${port}` });
      for (const one of new Set([socket, stream])) one.on('error', note);
      stream.once(settings.tls === 'off' ? 'connect' : 'secureConnect', () => {
        steps.enter('login');
        onConnect();
      });
      sockets.add(socket).add(stream);
      return stream;
    },
  });
  const admin = kafka.admin();
  const close = () => {
    for (const socket of sockets) socket.destroy();
    admin.disconnect().catch(() => undefined);
  };
  destroyOnAbort({ destroy: close }, steps.signal);
  /** Brokers behind the first one are asked for by the names they give themselves. */
  const throwMisnamed = () => {
    const other = trouble.find(({ at }) => !asked.has(at));
    if (other !== undefined) throw misnamed(other.at, other.error);
  };
  try {
    await admin.connect();
  } catch (error) {
    close();
    throwMisnamed();
    // The driver keeps the message of a socket's error only.
    throw trouble[0]?.error ?? error;
  }
  if (settings.tls === 'require') steps.note('tls', "Encrypted; the broker's certificate is not verified");
  return {
    async permission() {
      try {
        const names = await admin.listTopics();
        return names.length > 0 ? undefined : 'The user sees no topic';
      } catch (error) {
        throwMisnamed();
        throw error;
      }
    },
    browser: topics(admin),
    close,
  };
}

function misnamed(name: string, cause: unknown): ProbeFailure {
  const failure: Failure = {
    code: 'host_unreachable',
    stage: 'permission',
    reason: `A broker calls itself ${name}, and cannot be reached by that name`,
    remedy: 'Check advertised.listeners of the brokers, and that these names resolve where the gateway runs.',
  };
  return new ProbeFailure(failure, cause);
}

function topics(admin: Admin): Browser {
  return {
    schemas: async () => [],
    async tables({ search, after, limit }) {
      const wanted = search?.toLowerCase() ?? '';
      const names = (await admin.listTopics()).filter((name) => !name.startsWith('__')).sort();
      return names
        .filter((name) => name.toLowerCase().includes(wanted) && (after === null || name > after))
        .slice(0, limit)
        .map((name) => ({ name, kind: 'topic' as const, comment: null }));
    },
  };
}

function explain(error: unknown): Failure | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'KafkaJSSASLAuthenticationError' || /SASL.*authentication failed/i.test(error.message)) {
    return {
      code: 'login_refused',
      stage: 'login',
      reason: `The broker refuses this user and password${serverSays(error)}`,
      remedy: 'Check user, password and sasl.mechanism.',
    };
  }
  if (/mechanism.*not supported|does not support.*mechanism|UNSUPPORTED_SASL_MECHANISM/i.test(error.message)) {
    return {
      code: 'login_unsupported',
      stage: 'login',
      reason: `The broker does not offer this kind of login${serverSays(error)}`,
      remedy: 'Choose one of its sasl.enabled.mechanisms.',
    };
  }
  if (/AUTHORIZATION_FAILED|not authorized/i.test(error.message)) {
    return {
      code: 'permission_denied',
      stage: 'permission',
      reason: `The user has no right to it${serverSays(error)}`,
      remedy: 'Allow the user DESCRIBE on the topics.',
    };
  }
  if ('code' in error && typeof error.code === 'string' && /^ERR_SSL|CERT|^EPROTO/.test(error.code)) {
    return { ...explainTls(error) };
  }
  if (/^KafkaJSConnection(?:Closed)?Error$/.test(error.name) && !('code' in error && error.code)) {
    return {
      ...lost,
      remedy: 'Check security.protocol: a broker that wants TLS or a login closes connections that come without.',
    };
  }
  return undefined;
}
