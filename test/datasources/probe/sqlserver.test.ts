import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { startPackets } from '../../helpers/packet-server.ts';
import { assertFails, assertKeeps, assertOk, judgeBadHosts, probe, type Source } from './harness.ts';

const whole = 'resolve- connect+ tls- login+ permission+';
const source = (port: number, more: object = {}, password = 'right'): Source => ({
  type: 'sqlserver',
  config: { jdbcUrl: `jdbc:sqlserver://127.0.0.1:${port};databaseName=shop;encrypt=false`, username: 'sync', ...more },
  secrets: { password },
});

// Shapes of [MS-TDS]: one packet a message; texts are UTF-16, counted in characters.
const u16 = (value: number) => Buffer.from([value & 255, value >> 8]);
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const short = (text: string) => Buffer.concat([Buffer.from([text.length]), utf16(text)]);
const long = (text: string) => Buffer.concat([u16(text.length), utf16(text)]);
const counted = (token: number, ...parts: Buffer[]) => {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([token]), u16(body.length), body]);
};
const message = (...tokens: Buffer[]) => {
  const body = Buffer.concat(tokens);
  const header = Buffer.from([4, 1, 0, 0, 0, 0, 1, 0]);
  header.writeUInt16BE(8 + body.length, 2);
  return Buffer.concat([header, body]);
};
const done = Buffer.from([0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
const error = (number: number, text: string) => {
  const code = Buffer.alloc(4);
  code.writeInt32LE(number);
  return counted(0xaa, code, Buffer.from([1, 14]), long(text), short('host'), short(''), Buffer.from([1, 0, 0, 0]));
};
const loginAck = counted(
  0xad,
  Buffer.from([1, 0x74, 0, 0, 4]),
  short('Microsoft SQL Server'),
  Buffer.from([16, 0, 0, 1]),
);
/** Version 16, and no encryption. */
const prelogin = message(Buffer.from([0, 0, 11, 0, 6, 1, 0, 17, 0, 1, 255, 16, 0, 3, 232, 0, 0, 2]));
const oneText = (text: string) => {
  const collation = Buffer.from([9, 4, 208, 0, 52]);
  const column = Buffer.concat([Buffer.alloc(4), u16(0), Buffer.from([0xe7]), u16(8000), collation, short('')]);
  return Buffer.concat([Buffer.from([0x81]), u16(1), column, Buffer.from([0xd1]), u16(text.length * 2), utf16(text)]);
};

async function withServer<T>(login: Buffer, work: (port: number) => Promise<T>): Promise<T> {
  const server = await startPackets({
    length: (bytes) => (bytes.length < 8 ? undefined : bytes.readUInt16BE(2)),
    answer(packet) {
      if (packet[0] === 0x12) return prelogin;
      if (packet[0] === 0x10) return message(login, done);
      return packet[0] === 0x03 ? message(oneText('Microsoft SQL Server 2022'), done) : message(done);
    },
  });
  try {
    return await work(server.port);
  } finally {
    await server.close();
  }
}

describe('connection test of SQL Server', () => {
  test('goes the whole way', async () => {
    const result = await withServer(loginAck, (port) => probe(source(port)));
    assertOk(result, whole);
    assert.equal(result.server, 'Microsoft SQL Server 2022');
  });

  test('a wrong password and an unknown database are told apart', async () => {
    const refused = error(18456, "Login failed for user 'sync'.");
    const result = await withServer(refused, (port) => probe(source(port, {}, 'certainly-not')));
    assertFails(result, 'login', 'login_refused');
    assertKeeps(result, 'certainly-not');
    const missing = error(4060, 'Cannot open database "shop" requested by the login. The login failed.');
    assertFails(await withServer(missing, (port) => probe(source(port))), 'permission', 'unknown_database');
  });

  test('a server without encryption does, unless encryption is demanded', async () => {
    const url = (port: number, end: string) => ({
      jdbcUrl: `jdbc:sqlserver://127.0.0.1:${port};databaseName=shop${end}`,
    });
    const without = await withServer(loginAck, (port) => probe(source(port, url(port, ''))));
    assertOk(without, whole);
    assert.match(without.stages[2]?.reason ?? '', /not encrypted/);
    assertFails(
      await withServer(loginAck, (port) => probe(source(port, url(port, ';encrypt=true')))),
      'tls',
      'tls_refused',
    );
  });

  test('closed port, unknown name, silent host', async () => {
    const at = (end: string) => (host: string, port: number) => ({
      ...source(port),
      config: { jdbcUrl: `jdbc:sqlserver://${host}:${port};databaseName=shop${end}`, username: 'sync' },
    });
    await judgeBadHosts(at(';encrypt=false'), 'login');
    await judgeBadHosts(at(''), 'tls');
  });
});
