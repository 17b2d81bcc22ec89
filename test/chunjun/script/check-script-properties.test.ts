import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { buildScript } from '../../../gateway/chunjun/script/build-script.ts';
import { buildVersion, checkVersion } from '../../../gateway/chunjun/build-version.ts';
import { checkScriptProperties } from '../../../gateway/chunjun/script/check-script-properties.ts';
import { readScript } from '../../../gateway/chunjun/script/read-script.ts';
import { member } from '../../../gateway/chunjun/validate/document-node.ts';
import { parseDocument } from '../../../gateway/chunjun/validate/parse-document.ts';
import { printDocument } from '../../../gateway/chunjun/validate/print-document.ts';

const id = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

function check(plugin: string, parameter: unknown) {
  const text = typeof parameter === 'string' ? parameter : JSON.stringify(parameter);
  const side = plugin.endsWith('reader') ? 'reader' : 'writer';
  const script = readScript(`{"job":{"content":[{"${side}":{"name":"${plugin}","parameter":${text}}}]}}`);
  const place = `/job/content/0/${side}/parameter`;
  return checkScriptProperties(script).map(({ pointer, detail }) => {
    assert.ok(pointer.startsWith(place), pointer);
    return [pointer.slice(place.length), detail] as const;
  });
}
const pointersOf = (plugin: string, parameter: unknown) => check(plugin, parameter).map(([pointer]) => pointer);

describe('driver properties of a script', () => {
  test('refused in the words of a form', () => {
    const properties = { allowLoadLocalInfile: 'true', queryInterceptors: 'a.B', useSSL: 'false' };
    assert.deepEqual(check('mysqlwriter', { $datasource: id, properties }), [
      [
        '/properties/allowLoadLocalInfile',
        'must not set the driver property allowLoadLocalInfile: it lets the server read files of the client',
      ],
      ['/properties/queryInterceptors', 'must not set the driver property queryInterceptors: it loads classes by name'],
    ]);
  });

  const refused = [
    'ALLOWLOADLOCALINFILE',
    ' autoDeserialize',
    'socksProxyHost',
    'socksProxyPort',
    'socksProxyRemoteDns',
  ];
  for (const name of [
    ...refused,
    'proxyHost',
    'oracle.net.wallet_location',
    'java.naming.ldap.x',
    'socketFactoryArg',
  ]) {
    test(`${name}, without a data source too`, () => {
      assert.deepEqual(pointersOf('mysqlreader', { properties: { [name]: 'x' } }), [`/properties/${name}`]);
    });
  }

  test('secrets are sealed elsewhere; ordinary settings stay', () => {
    const properties = { password: 'x', user: 'y', sslpassword: 'z', connectTimeout: '5', sessionVariables: 'a=1' };
    assert.deepEqual(check('mysqlwriter', { properties }), []);
  });

  test('repeated keys, other letters and __proto__ get around nothing', () => {
    const bad = '{"allowLoadLocalInfile":"true"}';
    for (const text of [
      `{"properties":${bad},"properties":{}}`,
      `{"Properties":${bad}}`,
      `{"properties":{"__proto__":{},"allowLoadLocalInfile":1,"allowLoadLocalInfile":2}}`,
    ]) {
      assert.deepEqual(
        pointersOf('mysqlwriter', text).map((pointer) => pointer.toLowerCase()),
        ['/properties/allowloadlocalinfile'],
        text,
      );
    }
    const nested = '{"__proto__":{"jdbcUrl":"jdbc:mysql://h/d?autoDeserialize=true"}}';
    assert.deepEqual(pointersOf('mysqlwriter', nested), ['/__proto__/jdbcUrl']);
  });
});

describe('JDBC URLs of a script', () => {
  for (const url of [
    'jdbc:mysql://h/d?allowLoadLocalInfile=true',
    'JDBC:mysql://h/d?a=1&AutoDeserialize=true',
    ' jdbc:mysql://h/d?a=1& autoDeserialize =true',
    'jdbc:mysql://h/d?%61utoDeserialize=true',
    'jdbc:mysql://h/d?%61utoDeserialize=true&x=%ff',
    'jdbc:mysql://h/d?+autoDeserialize=true',
    'jdbc:mysql://h/d?socksProxyHost=evil',
    'jdbc:oceanbase://h/d?allowLocalInfile=true',
    'jdbc:mysql://h/d?a=1&loadBalanceStrategy=a.B',
    'jdbc:mysql://address=(host=h)(port=1)/d',
    'jdbc:mysql:loadbalance://h,(host=g,autoDeserialize=true)/d',
    'jdbc:postgresql://h/d?socketFactory=a.B',
    'jdbc:oracle:thin:@ldap://evil/x',
    'jdbc:sqlserver://h;socketFactoryClass=a.B',
  ]) {
    test(url, () => {
      assert.ok(pointersOf('mysqlreader', { connection: [{ jdbcUrl: [url] }] }).includes('/connection/0/jdbcUrl/0'));
      assert.ok(pointersOf('mysqlwriter', { connection: [{}, { jdbcUrl: url }] }).includes('/connection/1/jdbcUrl'));
    });
  }

  for (const url of [
    'jdbc:mysql://h:3306/d?useSSL=false&serverTimezone=UTC',
    'jdbc:mysql://h/d?user=me&password=${secret.p}',
    'jdbc:mysql://h/d?sessionVariables=wait_timeout=(1)',
    'jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=h)(PORT=1521)))',
    'jdbc:postgresql://h/d?currentSchema=a',
  ]) {
    test(`${url} stays`, () => assert.deepEqual(check('mysqlwriter', { connection: [{ jdbcUrl: url }] }), []));
  }
});

describe('free settings of a script', () => {
  test('what loads classes or looks up by name, of both sides of Kafka', () => {
    const settings = {
      'bootstrap.servers': 'h:9092',
      'interceptor.classes': 'a.B',
      'sasl.login.callback.handler.class': 'a.B',
      'SASL.Client.Callback.Handler.Class': 'a.B',
      'sasl.jaas.config': 'com.sun.security.auth.module.JndiLoginModule required x="ldap://evil";',
      'ssl.truststore.password': 'x',
    };
    for (const [plugin, name] of [
      ['kafkareader', 'consumerSettings'],
      ['kafkawriter', 'producerSettings'],
    ] as const) {
      assert.deepEqual(check(plugin, { [name]: settings }), [
        [`/${name}/interceptor.classes`, 'must not be set: it loads classes by name'],
        [`/${name}/sasl.login.callback.handler.class`, 'must not be set: it loads classes by name'],
        [`/${name}/SASL.Client.Callback.Handler.Class`, 'must not be set: it loads classes by name'],
        [`/${name}/sasl.jaas.config`, 'must not name this login module: it looks objects up by name'],
      ]);
    }
  });

  test('a constant of a column is a row, not a setting', () => {
    const column = [{ name: 'c', type: 'string', value: 'jdbc:mysql://h/d?autoDeserialize=true' }];
    assert.deepEqual(check('mysqlreader', { column }), []);
  });
});

describe('addresses beside a data source', () => {
  const cases: readonly [plugin: string, parameter: object, pointers: string[]][] = [
    ['oceanbasecdcreader', { obReaderConfig: { clusterUrl: 'http://evil' } }, ['/obReaderConfig/clusterUrl']],
    ['oceanbasecdcreader', { OBREADERCONFIG: { ClusterURL: 'http://evil' } }, ['/OBREADERCONFIG/ClusterURL']],
    ['ftpreader', { port: 2222, timeout: 5 }, ['/port']],
    ['ftpreader', { Port: 2222, PORT: 1 }, ['/Port', '/PORT']],
    ['s3writer', { endpoint: 'http://evil' }, ['/endpoint']],
    ['mongodbreader', { url: 'mongodb://evil', database: 'd' }, ['/url']],
    ['doriswriter', { connection: [{ jdbcUrl: 'jdbc:mysql://evil/' }] }, ['/connection/0/jdbcUrl']],
    ['mysqlreader', { connection: [{ table: ['t'] }] }, []],
    ['kafkareader', { consumerSettings: { 'client.id': 'x' } }, []],
    ['ftpreader', { port: null }, []],
  ];
  for (const [plugin, parameter, pointers] of cases) {
    test(`${plugin} ${JSON.stringify(parameter)}`, () => {
      assert.deepEqual(pointersOf(plugin, { $datasource: id, ...parameter }), pointers);
      assert.deepEqual(pointersOf(plugin, parameter), []);
    });
  }
});

describe('where a script is judged', () => {
  const text = (more: object, setting: object = {}) =>
    JSON.stringify({
      job: {
        content: [
          { reader: { name: 'mysqlreader', parameter: more }, writer: { name: 'streamwriter', parameter: {} } },
        ],
        setting,
      },
    });
  const url = 'jdbc:mysql://h/d?autoDeserialize=true';
  const place = '/job/content/0/reader/parameter';

  test('checkVersion refuses what checkScriptProperties finds, at its place in the version', () => {
    const script = text({ connection: [{ jdbcUrl: [url] }], properties: { 'a/b.proxyHost': 'x' } });
    const found = checkVersion({ script }, { datasourceTypes: new Map(), secretNames: new Set() });
    assert.deepEqual(
      found.map(({ pointer }) => pointer),
      [`/script${place}/connection/0/jdbcUrl/0`, `/script${place}/properties/a~1b.proxyHost`],
    );
  });

  test('a metric plugin writes to an address of its own', () => {
    const script = text({}, { metricPluginConf: { pluginName: 'mysql', pluginProp: { jdbcUrl: url, username: 'u' } } });
    const found = checkVersion({ script }, { datasourceTypes: new Map(), secretNames: new Set() });
    assert.deepEqual(
      found.map(({ pointer }) => pointer),
      ['/script/job/setting/metricPluginConf/pluginProp/jdbcUrl'],
    );
  });

  test('the settings beside a script are those of a form', () => {
    const flinkConfiguration = {
      'pipeline.classpaths': 'http://evil/x.jar',
      'rest.password': 'x',
      'chunjun.dirty-data.jdbc.url': url,
      'table.exec.mini-batch.enabled': 'true',
    };
    const found = checkVersion(
      { script: text({}), settings: { flinkConfiguration } },
      { datasourceTypes: new Map(), secretNames: new Set() },
    );
    assert.deepEqual(
      found.map(({ pointer }) => pointer),
      Object.keys(flinkConfiguration)
        .slice(0, 3)
        .map((key) => `/settings/flinkConfiguration/${key}`),
    );
  });

  test('in a form, what a value makes of the address in its settings', () => {
    const key = 'chunjun.dirty-data.jdbc.url';
    const spec = {
      reader: { connector: 'stream', parameter: { sliceRecordCount: [1] } },
      writer: { connector: 'stream', parameter: {} },
      mapping: [{ from: { name: 'c', type: 'int' } }],
      settings: { flinkConfiguration: { [key]: 'jdbc:mysql://h/d?${o}' } },
    };
    assert.deepEqual(checkVersion(spec, { datasourceTypes: new Map(), secretNames: new Set() }), []);
    const build = (options: string) =>
      buildVersion({
        spec,
        isStream: false,
        values: new Map([['o', options]]),
        secrets: {},
        connections: new Map(),
        startLocation: null,
      }).errors.map(({ pointer }) => pointer);
    assert.deepEqual(build('useSSL=false'), []);
    assert.deepEqual(build('autoDeserialize=true'), [`/settings/flinkConfiguration/${key}`]);
  });

  test('what a value of the run or a secret makes of an address is judged when it has it', () => {
    const script = text(
      { connection: [{ jdbcUrl: ['jdbc:mysql://h/d?${options}'] }], username: '${secret.u}' },
      { metricPluginConf: { pluginProp: { jdbcUrl: '${secret.u}' } } },
    );
    const names = { datasourceTypes: new Map(), secretNames: new Set(['u']) };
    assert.deepEqual(checkVersion({ script }, names), []);
    const build = (options: string, u: string) =>
      buildScript({
        script,
        values: new Map([
          ['options', options],
          ['secret.u', u],
        ]),
        connections: new Map(),
        startLocation: null,
      }).errors.map(({ pointer }) => pointer);
    assert.deepEqual(build('useSSL=false', 'me'), []);
    assert.deepEqual(build('useSSL=false&allowLoadLocalInfile=true', url), [
      `${place}/connection/0/jdbcUrl/0`,
      `${place}/username`,
      '/job/setting/metricPluginConf/pluginProp/jdbcUrl',
    ]);
  });
});

const contract = ['examples', 'verdicts'].map((folder) =>
  fileURLToPath(new URL(`../../../../shared/contract/${folder}`, import.meta.url)),
);
test(
  'nothing that the real program ran, or ships as an example, is refused',
  { skip: !contract.every(existsSync) },
  () => {
    const refused = contract.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.json'))
        .flatMap((file) => {
          const { root } = parseDocument(readFileSync(join(folder, file), 'utf8'));
          const inner = member(root, 'verdict') === undefined ? root : (member(root, 'document') ?? null);
          if (inner === null || inner.kind !== 'object') return [];
          const errors = checkScriptProperties(readScript(printDocument(inner)));
          return errors.map(({ pointer, detail }) => `${file} ${pointer} ${detail}`);
        }),
    );
    assert.deepEqual(refused, []);
  },
);
