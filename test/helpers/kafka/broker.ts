import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { resolveMavenArtifacts } from '../../../scripts/flink/artifacts.ts';
import { findJava } from '../../../scripts/flink/java.ts';
import type { Certificate } from '../certificates.ts';
import { testCacheDir } from '../distribution.ts';
import { closedPort } from '../silent-host.ts';

const run = promisify(execFile);

/** A real broker in KRaft mode, alone. */
export interface KafkaBroker {
  /** Ports of its listeners: open, with a login, with TLS, and one that names a host nobody can reach. */
  readonly ports: { readonly plain: number; readonly sasl: number; readonly ssl: number; readonly misnamed: number };
  stop(): Promise<void>;
}

export interface BrokerOptions {
  readonly username: string;
  readonly password: string;
  readonly certificate: Certificate;
}

/** Throws config_invalid when there is no Java or its jars cannot be fetched. */
export async function startKafka({ username, password, certificate }: BrokerOptions): Promise<KafkaBroker> {
  const pomPath = fileURLToPath(new URL('./pom.xml', import.meta.url));
  const { jars } = await resolveMavenArtifacts({ pomPath, outDir: join(testCacheDir, 'kafka-3.9.1') });
  const { java } = await findJava();
  const directory = await mkdtemp(join(tmpdir(), 'gateway-kafka-'));
  const [plain, sasl, ssl, misnamed, controller] = await Promise.all(Array.from({ length: 5 }, () => closedPort()));
  const keystore = join(directory, 'keystore.pem');
  await writeFile(keystore, (await readFile(certificate.key, 'utf8')) + (await readFile(certificate.cert, 'utf8')));
  const quote = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  const jaas = `org.apache.kafka.common.security.plain.PlainLoginModule required user_${username}=${quote(password)};`;
  const listeners = { PLAIN: plain, SASL: sasl, TLS: ssl, MISNAMED: misnamed };
  const settings: Record<string, string | number> = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controller}`,
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAIN',
    listeners: [...Object.entries(listeners), ['CONTROLLER', controller]]
      .map(([name, port]) => `${name}://127.0.0.1:${port}`)
      .join(),
    'advertised.listeners': Object.entries(listeners)
      .map(([name, port]) => `${name}://${name === 'MISNAMED' ? 'kafka.invalid' : '127.0.0.1'}:${port}`)
      .join(),
    'listener.security.protocol.map':
      'PLAIN:PLAINTEXT,SASL:SASL_PLAINTEXT,TLS:SSL,MISNAMED:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'sasl.enabled.mechanisms': 'PLAIN',
    // A backslash is an escape of properties files, too.
    'listener.name.sasl.plain.sasl.jaas.config': jaas.replaceAll('\\', '\\\\'),
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': keystore,
    'log.dirs': join(directory, 'logs'),
    'offsets.topic.replication.factor': 1,
    'num.network.threads': 1,
    'num.io.threads': 2,
    'background.threads': 1,
  };
  const file = join(directory, 'server.properties');
  await writeFile(
    file,
    Object.entries(settings)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  );
  const classPath = ['-cp', jars.join(delimiter)];
  const small = ['-Xms64m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
  const cluster = Buffer.from(randomUUID().replaceAll('-', ''), 'hex').toString('base64url');
  const child = await (async () => {
    await run(java, [
      ...small,
      '-Xmx128m',
      ...classPath,
      'kafka.tools.StorageTool',
      'format',
      '-t',
      cluster,
      '-c',
      file,
    ]);
    return spawn(java, [...small, '-Xmx300m', ...classPath, 'kafka.Kafka', file], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  })().catch(async (error: unknown) => {
    await rm(directory, { recursive: true, force: true });
    throw error;
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    }
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await listening(child, [plain ?? 0, sasl ?? 0, ssl ?? 0, misnamed ?? 0]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ports: { plain: plain ?? 0, sasl: sasl ?? 0, ssl: ssl ?? 0, misnamed: misnamed ?? 0 }, stop };
}

/** It opens its ports when it is ready to serve. */
async function listening(child: ChildProcess, ports: readonly number[]): Promise<void> {
  const { connect } = await import('node:net');
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-3_000)));
  const until = Date.now() + 90_000;
  for (const port of ports) {
    for (;;) {
      if (child.exitCode !== null) throw new Error(`the broker ended: ${words}`);
      if (Date.now() > until) throw new Error(`the broker does not listen: ${words}`);
      const socket = connect({ host: '127.0.0.1', port });
      const open = await once(socket, 'connect').then(
        () => true,
        () => false,
      );
      socket.destroy();
      if (open) break;
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}
