import { existsSync } from 'node:fs';
import { Type, type Static, type TSchema } from 'typebox';
import { findErrors } from './check.ts';
import { GatewayError, type FieldError } from './errors.ts';

/**
 * The configuration: one schema, and this is the only file of the gateway that reads the environment. Each property
 * is one variable; `description` says what it is, `examples[0]` goes into `.env.example` (generated:
 * `npm run generate:env`).
 */
export const ConfigSchema = Type.Object({
  HOST: Type.String({ default: '127.0.0.1', minLength: 1, description: 'Address the HTTP API listens on.' }),
  PORT: Type.Integer({
    default: 8080,
    minimum: 0,
    maximum: 65535,
    description: 'Port the HTTP API listens on; 0 takes a free one.',
  }),
  OPS_PORT: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 65535,
      description:
        'Port on which a process with ROLE=worker serves /healthz, /readyz and /metrics; 0 takes a free one. Without it ' +
        'such a process listens nowhere. With the API they are on PORT.',
      examples: [8081],
    }),
  ),
  ROLE: Type.Union([Type.Literal('all'), Type.Literal('api'), Type.Literal('worker')], {
    default: 'all',
    description:
      'Which part this process plays: the HTTP API, the workers, or both. Other than `all` needs DATABASE_URL.',
  }),
  LOG_LEVEL: Type.Union(
    (['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const).map((level) => Type.Literal(level)),
    { default: 'info', description: 'Least important log line that is printed.' },
  ),
  DATABASE_URL: Type.Optional(
    Type.String({
      pattern: '^postgres(ql)?://',
      description: 'External PostgreSQL. Without it an embedded PostgreSQL runs under DATA_DIR.',
      examples: ['postgresql://gateway:password@127.0.0.1:5432/gateway'],
    }),
  ),
  DATABASE_POOL_SIZE: Type.Integer({ default: 10, minimum: 2, maximum: 200, description: 'Database connections.' }),
  REDIS_URL: Type.Optional(
    Type.String({
      pattern: '^rediss?://',
      description: 'Redis for the queue (maxmemory-policy noeviction). Without it the queue lives in the database.',
      examples: ['redis://127.0.0.1:6379'],
    }),
  ),
  QUEUE_PREFIX: Type.String({
    default: 'gateway',
    pattern: '^[a-z][a-z0-9_]{0,30}$',
    description: 'Namespace of the queue: gateways that share a Redis or database but not their work need their own.',
  }),
  DATA_DIR: Type.String({
    default: '.data',
    minLength: 1,
    description: 'What must be kept: the embedded database, the generated key.',
  }),
  CACHE_DIR: Type.String({
    default: '.cache',
    minLength: 1,
    description: 'What can be made again: unpacked distributions, job jars.',
  }),
  GATEWAY_SECRET_KEYS_OTHER: Type.Optional(
    Type.String({
      pattern: '^([0-9a-fA-F]{64}|[A-Za-z0-9+/]{43}=)(,([0-9a-fA-F]{64}|[A-Za-z0-9+/]{43}=)){0,4}$',
      description:
        'Up to 5 further keys, separated by commas, that open secrets and seal none: for changing GATEWAY_SECRET_KEY without ' +
        'downtime, see docs/secret-key.md.',
      examples: ['0000000000000000000000000000000000000000000000000000000000000001'],
    }),
  ),
  GATEWAY_SECRET_KEY: Type.Optional(
    Type.String({
      pattern: '^([0-9a-fA-F]{64}|[A-Za-z0-9+/]{43}=)$',
      description:
        'Seals the secrets of data sources: 32 bytes as 64 hexadecimal digits or base64 (`openssl rand -base64 32`). ' +
        'Needed with DATABASE_URL; with the embedded database one is generated into DATA_DIR/secret.key.',
      examples: ['0000000000000000000000000000000000000000000000000000000000000000'],
    }),
  ),
  CHUNJUN_DIST: Type.Optional(
    Type.String({
      minLength: 1,
      description: 'The Chunjun 1.12.8 distribution: chunjun-dist-1.12-SNAPSHOT.tar.gz or the unpacked directory.',
      examples: ['/opt/chunjun-dist-1.12-SNAPSHOT.tar.gz'],
    }),
  ),
  SUBMISSION_TIMEOUT_SECONDS: Type.Integer({
    default: 600,
    minimum: 5,
    maximum: 86400,
    description: "How long a submission may take: Flink answers only after Chunjun's main() is over.",
  }),
  FLINK_TIMEOUT_SECONDS: Type.Integer({
    default: 10,
    minimum: 1,
    maximum: 300,
    description: 'How long any other call to Flink may take.',
  }),
  OBSERVE_ACTIVE_MS: Type.Integer({
    default: 1000,
    minimum: 200,
    maximum: 60000,
    description: 'Pause between two looks at a cluster that has active records.',
  }),
  OBSERVE_IDLE_MS: Type.Integer({
    default: 30000,
    minimum: 200,
    maximum: 600000,
    description: 'Pause between two looks at a cluster without active records.',
  }),
  SWEEP_MS: Type.Integer({
    default: 10000,
    minimum: 500,
    maximum: 600000,
    description: 'Pause between two sweeps that put every unfinished record back to work.',
  }),
  WEBHOOK_PRIVATE_ADDRESSES: Type.Union([Type.Literal('refused'), Type.Literal('allowed')], {
    default: 'refused',
    description:
      'Whether webhooks may go to private and local addresses. `allowed` lets whoever may register a webhook send requests ' +
      'into the network that the gateway stands in.',
  }),
  BODY_LIMIT_BYTES: Type.Integer({
    default: 4194304,
    minimum: 1024,
    maximum: 67108864,
    description: 'Largest request body.',
  }),
  TRUSTED_PROXIES: Type.Optional(
    Type.String({
      pattern: '^[0-9a-fA-F.:/]+( *, *[0-9a-fA-F.:/]+)*$',
      description:
        'Addresses or networks of proxies in front of the API, separated by commas: from them X-Forwarded-For is ' +
        'believed, for the audit log and the limits by address.',
      examples: ['10.0.0.0/8'],
    }),
  ),
  RATE_LIMIT_PER_MINUTE: Type.Integer({
    default: 6000,
    minimum: 0,
    maximum: 1000000,
    description: 'Requests that one token, or one person of the identity provider, may send per minute; 0: any number.',
  }),
  FAILED_LOGINS_PER_MINUTE: Type.Integer({
    default: 60,
    minimum: 0,
    maximum: 1000000,
    description: 'Requests without a valid token per address and minute that are answered with 401; 0: any number.',
  }),
  CORS_ORIGINS: Type.Optional(
    Type.String({
      pattern: '^https?://[^/, *]+( *, *https?://[^/, *]+)*$',
      description: 'Origins whose pages may call the API from a browser, separated by commas. Without it: none.',
      examples: ['https://studio.example.com'],
    }),
  ),
  OIDC_ISSUER: Type.Optional(
    Type.String({
      pattern: '^https?://',
      description:
        'Identity provider whose JWTs are taken beside the tokens of this gateway: the claim `iss`, exactly. Needs the ' +
        'three variables that follow.',
      examples: ['https://id.example.com/realms/studio'],
    }),
  ),
  OIDC_JWKS_URL: Type.Optional(
    Type.String({
      pattern: '^https?://',
      description: 'Where it publishes its keys. Use https: whoever can change the answer can be anybody.',
      examples: ['https://id.example.com/realms/studio/protocol/openid-connect/certs'],
    }),
  ),
  OIDC_AUDIENCE: Type.Optional(
    Type.String({ pattern: '^\\S+$', description: 'What `aud` has to name.', examples: ['data-sync-gateway'] }),
  ),
  OIDC_ROLE_MAP: Type.Optional(
    Type.String({
      pattern: '^[^=,]+=(viewer|developer|operator|admin)( *, *[^=,]+=(viewer|developer|operator|admin))*$',
      description: "The provider's roles or groups and what each is here; of several the greatest counts.",
      examples: ['studio-admin=admin,studio-dev=developer,studio=viewer'],
    }),
  ),
  OIDC_ROLE_CLAIM: Type.String({
    default: 'roles',
    pattern: '^\\S+$',
    description: 'The claim that holds them, a text or a list; a.b is the field b of the claim a.',
  }),
  OIDC_NAME_CLAIM: Type.String({
    default: 'sub',
    pattern: '^\\S+$',
    description:
      'The claim that names the person in records and the audit log: one that people cannot change themselves.',
  }),
  OIDC_ALGORITHMS: Type.String({
    default: 'RS256,ES256',
    pattern: '^(?:(?:[RP]S|ES)(?:256|384|512)|EdDSA)(?: *, *(?:(?:[RP]S|ES)(?:256|384|512)|EdDSA))*$',
    description: 'Signatures that are taken; none with a shared secret.',
  }),
  OIDC_CLOCK_TOLERANCE_SECONDS: Type.Integer({
    default: 30,
    minimum: 0,
    maximum: 300,
    description: "How far the provider's clock may be off.",
  }),
});

export type Config = Static<typeof ConfigSchema>;

function fromText(schema: TSchema, text: string): unknown {
  return (schema as { type?: string }).type === 'integer' && /^-?\d+$/.test(text) ? Number(text) : text;
}

function shapeOf(schema: TSchema): string {
  const s = schema as { anyOf?: { const: string }[]; type?: string; minimum?: number; maximum?: number };
  if (s.anyOf !== undefined) return `one of ${s.anyOf.map((branch) => branch.const).join(', ')}`;
  if (s.type === 'integer') return `an integer from ${String(s.minimum)} to ${String(s.maximum)}`;
  return 'a text of the form described';
}

/**
 * Parses the whole configuration once. Throws GatewayError `config_invalid` that names every wrong variable and what
 * it should be; the value itself is never repeated, it may be a secret. An empty variable counts as not set.
 */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const values: Record<string, unknown> = {};
  const errors: FieldError[] = [];
  for (const [name, schema] of Object.entries(ConfigSchema.properties) as [string, TSchema][]) {
    const text = environment[name];
    const value =
      text === undefined || text === '' ? (schema as { default?: unknown }).default : fromText(schema, text.trim());
    if (value === undefined) continue;
    values[name] = value;
    if (findErrors(schema, value).length > 0) {
      const description = (schema as { description?: string }).description ?? '';
      errors.push({ pointer: `/${name}`, detail: `${name} must be ${shapeOf(schema)}: ${description}` });
    }
  }
  const config = values as Config;
  if (errors.length === 0) errors.push(...crossFieldErrors(config));
  if (errors.length > 0) {
    throw new GatewayError('config_invalid', errors.map((error) => error.detail).join('\n'), { errors });
  }
  return config;
}

function crossFieldErrors(config: Config): FieldError[] {
  const errors: FieldError[] = [];
  if (config.DATABASE_URL !== undefined && config.GATEWAY_SECRET_KEY === undefined) {
    errors.push({
      pointer: '/GATEWAY_SECRET_KEY',
      detail:
        'GATEWAY_SECRET_KEY must be set when DATABASE_URL is: every process that shares the database needs the same ' +
        'key, 32 bytes as 64 hexadecimal digits or base64 (openssl rand -base64 32)',
    });
  }
  if (config.ROLE !== 'all' && config.DATABASE_URL === undefined) {
    errors.push({
      pointer: '/DATABASE_URL',
      detail: `DATABASE_URL must be set when ROLE is ${config.ROLE}: the embedded database serves one process only`,
    });
  }
  const oidc = ['OIDC_ISSUER', 'OIDC_JWKS_URL', 'OIDC_AUDIENCE', 'OIDC_ROLE_MAP'] as const;
  const given = oidc.filter((name) => config[name] !== undefined);
  for (const name of given.length === 0 ? [] : oidc.filter((one) => config[one] === undefined)) {
    errors.push({ pointer: `/${name}`, detail: `${name} must be set when ${given.join(' and ')} is` });
  }
  return errors;
}

/** The parts of a list that is written with commas. */
export function listOf(text: string | undefined): string[] {
  return text === undefined ? [] : text.split(',').map((part) => part.trim());
}

/** Reads the process's environment and, for what is not set there, the file `.env` of the working directory. */
export function loadConfig(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return parseConfig(process.env);
}
