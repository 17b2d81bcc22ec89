import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ConfigSchema, parseConfig } from '../../gateway/core/config.ts';
import { GatewayError } from '../../gateway/core/errors.ts';

const key = 'ab'.repeat(32);
const external = { DATABASE_URL: 'postgresql://u:p@h/d', GATEWAY_SECRET_KEY: key };

function refused(environment: Record<string, string | undefined>): GatewayError {
  try {
    parseConfig(environment);
  } catch (error) {
    assert.ok(error instanceof GatewayError);
    assert.equal(error.code, 'config_invalid');
    return error;
  }
  throw new Error('it was accepted');
}
const namesOf = (error: GatewayError) => error.errors.map(({ pointer }) => pointer.slice(1));

describe('parseConfig', () => {
  test('an empty environment is a working one', () => {
    const config = parseConfig({});
    assert.equal(config.ROLE, 'all');
    assert.equal(config.PORT, 8080);
    assert.equal(config.HOST, '127.0.0.1');
    assert.equal('DATABASE_URL' in config, false);
    for (const [name, schema] of Object.entries(ConfigSchema.properties)) {
      assert.equal(config[name as keyof typeof config], (schema as { default?: unknown }).default, name);
    }
  });

  const good: [name: string, text: string, value: unknown][] = [
    ['PORT', '0', 0],
    ['PORT', ' 9000 ', 9000],
    ['LOG_LEVEL', 'silent', 'silent'],
    ['REDIS_URL', 'rediss://h:6380/1', 'rediss://h:6380/1'],
    ['GATEWAY_SECRET_KEY', key, key],
    ['GATEWAY_SECRET_KEY', Buffer.alloc(32, 7).toString('base64'), Buffer.alloc(32, 7).toString('base64')],
    ['QUEUE_PREFIX', 'g_1', 'g_1'],
    ['BODY_LIMIT_BYTES', '1024', 1024],
    ['CHUNJUN_DIST', '/opt/chunjun-dist', '/opt/chunjun-dist'],
    ['TRUSTED_PROXIES', '10.0.0.0/8, ::1', '10.0.0.0/8, ::1'],
    ['RATE_LIMIT_PER_MINUTE', '0', 0],
    ['CORS_ORIGINS', 'https://a.example,http://localhost:5173', 'https://a.example,http://localhost:5173'],
    ['OIDC_ALGORITHMS', 'PS512, EdDSA', 'PS512, EdDSA'],
  ];
  for (const [name, text, value] of good) {
    test(`takes ${name}=${text}`, () => {
      assert.equal(parseConfig({ [name]: text })[name as 'PORT'], value);
    });
  }

  const bad: [name: string, text: string][] = [
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', '0x50'],
    ['PORT', '1e3'],
    ['ROLE', 'both'],
    ['LOG_LEVEL', 'INFO'],
    ['DATABASE_URL', 'oracle://h/d'],
    ['DATABASE_POOL_SIZE', '1'],
    ['REDIS_URL', 'http://h'],
    ['QUEUE_PREFIX', 'Has-Capitals'],
    ['QUEUE_PREFIX', '1x'],
    ['GATEWAY_SECRET_KEY', 'ab'.repeat(31)],
    ['GATEWAY_SECRET_KEY', Buffer.alloc(31).toString('base64')],
    ['SUBMISSION_TIMEOUT_SECONDS', '4'],
    ['FLINK_TIMEOUT_SECONDS', '0'],
    ['OBSERVE_ACTIVE_MS', '199'],
    ['OBSERVE_IDLE_MS', '600001'],
    ['SWEEP_MS', 'often'],
    ['BODY_LIMIT_BYTES', '1023'],
    ['TRUSTED_PROXIES', 'everybody'],
    ['RATE_LIMIT_PER_MINUTE', '-1'],
    ['CORS_ORIGINS', '*'],
    ['CORS_ORIGINS', 'https://a.example/page'],
    ['CORS_ORIGINS', 'https://*.example'],
    ['OIDC_ISSUER', 'id.example.com'],
    ['OIDC_ROLE_MAP', 'boss=emperor'],
    ['OIDC_ROLE_MAP', 'admin'],
    ['OIDC_ALGORITHMS', 'HS256'],
    ['OIDC_ALGORITHMS', 'RS256,none'],
    ['OIDC_CLOCK_TOLERANCE_SECONDS', '301'],
  ];
  for (const [name, text] of bad) {
    test(`refuses ${name}=${text}, and says what it should be`, () => {
      const error = refused({ ...(name === 'DATABASE_URL' ? { GATEWAY_SECRET_KEY: key } : {}), [name]: text });
      assert.deepEqual(namesOf(error), [name]);
      assert.match(error.message, new RegExp(`^${name} must be `));
    });
  }

  test('every variable can be wrong: none is read unchecked', () => {
    const tooMuch = Object.keys(ConfigSchema.properties).filter((name) => {
      // Free texts have no wrong form except being too short, which counts as not set.
      if (['HOST', 'DATA_DIR', 'CACHE_DIR', 'CHUNJUN_DIST'].includes(name)) return false;
      return !namesOf(refused({ [name]: '\u0001 no such value' })).includes(name);
    });
    assert.deepEqual(tooMuch, []);
  });

  test('all wrong variables are named at once', () => {
    assert.deepEqual(namesOf(refused({ PORT: 'x', ROLE: 'y', SWEEP_MS: '1' })), ['PORT', 'ROLE', 'SWEEP_MS']);
  });

  test('an empty variable counts as not set', () => {
    assert.deepEqual(parseConfig({ PORT: '', DATABASE_URL: '', ROLE: '' }), parseConfig({}));
  });

  test('variables of other programs are not taken over', () => {
    assert.equal('PATH' in parseConfig({ PATH: '/bin' }), false);
  });

  test('an external database needs the key that everybody shares', () => {
    assert.deepEqual(namesOf(refused({ DATABASE_URL: external.DATABASE_URL })), ['GATEWAY_SECRET_KEY']);
    assert.equal(parseConfig(external).DATABASE_URL, external.DATABASE_URL);
  });

  test('an identity provider is configured as a whole or not at all', () => {
    const whole = {
      OIDC_ISSUER: 'https://id.example.com',
      OIDC_JWKS_URL: 'https://id.example.com/keys',
      OIDC_AUDIENCE: 'gateway',
      OIDC_ROLE_MAP: 'boss=admin, dev team=developer',
    };
    assert.equal(parseConfig(whole).OIDC_ROLE_MAP, whole.OIDC_ROLE_MAP);
    for (const name of Object.keys(whole)) assert.deepEqual(namesOf(refused({ ...whole, [name]: '' })), [name]);
  });

  for (const role of ['api', 'worker']) {
    test(`role ${role} needs a database that can be shared`, () => {
      assert.deepEqual(namesOf(refused({ ROLE: role })), ['DATABASE_URL']);
      assert.equal(parseConfig({ ...external, ROLE: role }).ROLE, role);
    });
  }

  test('the value is never repeated: it may be a secret', () => {
    const secret = 'hunter2-hunter2';
    const error = refused({
      GATEWAY_SECRET_KEY: secret,
      DATABASE_URL: `mongodb://u:${secret}@h`,
      REDIS_URL: `http://:${secret}@h`,
      PORT: secret,
    });
    assert.equal(error.errors.length, 4);
    assert.doesNotMatch(`${error.message} ${JSON.stringify(error.errors)} ${error.stack ?? ''}`, /hunter2/);
  });
});
