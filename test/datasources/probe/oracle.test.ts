import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findProbe } from '../../../gateway/datasources/probe/families.ts';
import { startPackets } from '../../helpers/packet-server.ts';
import { assertFails, failing, judgeBadHosts, probe, type Source } from './harness.ts';

const source = (config: object): Source => ({
  type: 'oracle',
  config: { username: 'sync', ...config },
  secrets: { password: 'secret' },
});

/** A listener that refuses every connect packet with a TNS error. */
function refusing(number: number, seen: string[]) {
  const data = Buffer.from(
    `(DESCRIPTION=(TMP=)(VSNNUM=0)(ERR=${number})(ERROR_STACK=(ERROR=(CODE=${number})(EMFI=4))))`,
  );
  const packet = Buffer.concat([Buffer.from([0, 0, 0, 0, 4, 0, 0, 0, 34, 0, 0, data.length]), data]);
  packet.writeUInt16BE(packet.length, 0);
  return startPackets({
    length: (bytes) => (bytes.length < 8 ? undefined : bytes.readUInt16BE(0)),
    answer(request) {
      seen.push(request.toString('latin1'));
      return packet;
    },
  });
}

describe('connection test of Oracle', () => {
  test('a service and a SID that the listener does not know', async () => {
    const seen: string[] = [];
    const server = await refusing(12514, seen);
    try {
      const service = await probe(source({ jdbcUrl: `jdbc:oracle:thin:@//127.0.0.1:${server.port}/shop` }));
      assertFails(service, 'login', 'unknown_database');
      await probe(source({ jdbcUrl: `jdbc:oracle:thin:@127.0.0.1:${server.port}:XE` }));
      await probe(source({ host: '127.0.0.1', port: server.port, database: 'ORCL' }));
      const descriptor = `(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=127.0.0.1)(PORT=${server.port}))(CONNECT_DATA=(SERVICE_NAME=a.b))(SECURITY=(MY_WALLET_DIRECTORY=/etc)))`;
      await probe(source({ jdbcUrl: `jdbc:oracle:thin:@${descriptor}` }));
    } finally {
      await server.close();
    }
    const asked = seen.flatMap((text) => /(?:SERVICE_NAME|SID)=[^)]+/.exec(text)?.[0] ?? []);
    assert.deepEqual(asked, ['SERVICE_NAME=shop', 'SID=XE', 'SID=ORCL', 'SERVICE_NAME=a.b']);
    assert.equal(seen.join().includes('WALLET'), false);
  });

  test('what cannot be read is told before anybody is asked', async () => {
    for (const jdbcUrl of [
      'jdbc:oracle:thin:@alias',
      'jdbc:oracle:thin:@//h:1521/a)(b',
      'jdbc:oracle:thin:@(DESCRIPTION=)',
    ]) {
      const stage = failing(await probe(source({ jdbcUrl })));
      assert.deepEqual([stage.name, stage.code], ['resolve', 'config_incomplete'], jdbcUrl);
    }
  });

  test('places of all its kinds of URL', () => {
    const place = (jdbcUrl: string) => findProbe('oracle')!.endpoints({ secrets: {}, ...source({ jdbcUrl }) })[0];
    const pick = (jdbcUrl: string) => {
      const { host, port } = place(jdbcUrl)!;
      return `${host} ${port}`;
    };
    assert.equal(pick('jdbc:oracle:thin:@db.example:XE'), 'db.example 1521');
    assert.equal(pick('jdbc:oracle:thin:@//db.example:1600/svc'), 'db.example 1600');
    assert.equal(pick('jdbc:oracle:thin:@tcps://db.example:2484/svc'), 'db.example 2484');
  });

  test('closed port, unknown name, silent host', async () => {
    await judgeBadHosts((host, port) => source({ host, port, database: 'XE' }), 'login');
  });
});
