import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Kafka, logLevel } from 'kafkajs';
import { findProbe } from '../../../gateway/datasources/probe/families.ts';
import { createSessionPools } from '../../../gateway/datasources/probe/session-pool.ts';
import { makeCertificate, type Certificate } from '../../helpers/certificates.ts';
import { startKafka, type KafkaBroker } from '../../helpers/kafka/broker.ts';
import { assertFails, assertKeeps, assertOk, failing, judgeBadHosts, line, probe, type Source } from './harness.ts';

const username = 'sync';
const password = 'p@ss"w\\ord;1';
const jaas = (given: string) =>
  'org.apache.kafka.common.security.plain.PlainLoginModule required ' +
  `username="${username}" password="${given.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}";`;
const source = (port: number, properties?: Record<string, string>, given?: string, host = '127.0.0.1'): Source => ({
  type: 'kafka',
  config: { bootstrapServers: `${host}:${port}`, ...(properties && { properties }) },
  secrets: given === undefined ? {} : { saslJaasConfig: jaas(given) },
});
const sasl = (mechanism: string) => ({ 'security.protocol': 'SASL_PLAINTEXT', 'sasl.mechanism': mechanism });

describe('connection test of Kafka', () => {
  let broker: KafkaBroker;
  let certificate: Certificate;

  before(async () => {
    certificate = await makeCertificate();
    broker = await startKafka({ username, password, certificate });
    const kafka = new Kafka({ brokers: [`127.0.0.1:${broker.ports.plain}`], logLevel: logLevel.NOTHING });
    const admin = kafka.admin();
    await admin.connect();
    await admin.createTopics({ topics: ['orders', 'Orders-2', 'invoices'].map((topic) => ({ topic })) });
    await admin.disconnect();
  });
  after(async () => {
    await broker?.stop();
    await certificate?.remove();
  });

  test('goes the whole way without a login', async () => {
    assertOk(await probe(source(broker.ports.plain)), 'resolve- connect+ tls- login+ permission+');
    assertOk(
      await probe(source(broker.ports.plain, undefined, undefined, 'localhost')),
      'resolve+ connect+ tls- login+ permission+',
    );
  });

  test('goes the whole way with a login; a wrong password fails it and is not given away', async () => {
    const { ports } = broker;
    assertOk(await probe(source(ports.sasl, sasl('PLAIN'), password)), 'resolve- connect+ tls- login+ permission+');
    const wrong = await probe(source(ports.sasl, sasl('PLAIN'), 'certainly-not'));
    assertFails(wrong, 'login', 'login_refused');
    assertKeeps(wrong, 'certainly-not');
    assertFails(await probe(source(ports.sasl, sasl('SCRAM-SHA-256'), password)), 'login', 'login_unsupported');
    assertFails(await probe(source(ports.sasl, sasl('PLAIN'))), 'login', 'config_incomplete');
  });

  test('a login that cannot be tried is told as such', async () => {
    const result = await probe(source(broker.ports.sasl, { 'security.protocol': 'SASL_PLAINTEXT' }));
    assert.equal(line(result), 'resolve- connect+ tls- login- permission-');
    assert.match(result.stages[3]?.reason ?? '', /GSSAPI/);
  });

  test('with TLS: not trusted by itself, encrypted where the trust store lies elsewhere', async () => {
    const { ports } = broker;
    assertFails(await probe(source(ports.ssl, { 'security.protocol': 'SSL' })), 'tls', 'tls_untrusted');
    const elsewhere = { 'security.protocol': 'SSL', 'ssl.truststore.location': '/etc/kafka/trust.jks' };
    const result = await probe(source(ports.ssl, elsewhere));
    assertOk(result, 'resolve- connect+ tls+ login+ permission+');
    assert.match(result.stages[2]?.reason ?? '', /not verified/);
    assertFails(await probe(source(ports.plain, { 'security.protocol': 'SSL' }), 5_000), 'tls', 'tls_refused');
  });

  test('a broker that calls itself by a name nobody can reach', async () => {
    const result = await probe(source(broker.ports.misnamed));
    assertFails(result, 'permission', 'host_unreachable');
    assert.match(failing(result).reason ?? '', /kafka\.invalid/);
  });

  test('topics are its tables', async () => {
    const pools = createSessionPools({ perSource: 1, idleMs: 60_000 });
    const target = { secrets: {}, ...source(broker.ports.plain) };
    const one = { id: 'one', revision: 1, probe: findProbe('kafka')!, target };
    const query = { schema: null, search: null, after: null, limit: 10 };
    const names = (more: object) =>
      pools.use(one, 10_000, async ({ browser }) =>
        (await browser!.tables({ ...query, ...more })).map(({ name }) => name),
      );
    assert.deepEqual(await names({}), ['Orders-2', 'invoices', 'orders']);
    assert.deepEqual(await names({ search: 'ORDERS', after: 'Orders-2' }), ['orders']);
    pools.close();
  });

  test('closed port, unknown name, silent host', async () => {
    await judgeBadHosts((host, port) => source(port, undefined, undefined, host), 'login');
    await judgeBadHosts((host, port) => source(port, { 'security.protocol': 'SSL' }, undefined, host), 'tls');
  });
});
