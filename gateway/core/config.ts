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
  BODY_LIMIT_BYTES: Type.Integer({
    default: 4194304,
    minimum: 1024,
    maximum: 67108864,
    description: 'Largest request body.',
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
  return errors;
}

/** Reads the process's environment and, for what is not set there, the file `.env` of the working directory. */
export function loadConfig(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return parseConfig(process.env);
}
