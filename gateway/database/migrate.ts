import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type {
  DiagnoseMigrationHistoryOutput,
  MigrationList,
  SchemaFilter,
} from '@prisma/schema-engine-wasm/schema_engine_bg';
import { GatewayError, messageOf } from '../core/errors.ts';
import { unavailable } from './client.ts';
import { engineOf, type Engine } from './engine.ts';
import { lockTable, withMigrationLock } from './migration-lock.ts';
import { withSchemaEngine } from './schema-engine.ts';

export interface MigrateOptions {
  readonly log: { info(message: string): void };
  /** Folder of `<timestamp>_<name>/migration.sql`. Default: prisma/migrations. */
  readonly directory?: string;
  /** How long to wait for another gateway that is migrating. Default 120,000 ms. */
  readonly lockWaitMs?: number;
}

const prismaFolder = fileURLToPath(new URL('../../prisma/', import.meta.url));

/**
 * Brings the database up to the newest migration and returns the names of those applied now. Safe to call from several
 * processes at once: one works, the others wait and find nothing to do. History is Prisma's `_prisma_migrations`.
 * Only the gateway's own schema is looked at; tables of other schemas (the queue's) are none of its business.
 * Throws `config_invalid` if files and database contradict each other, `store_unavailable` if the database cannot be
 * reached or a migration fails.
 */
export async function migrate(url: string, options: MigrateOptions): Promise<{ applied: string[] }> {
  const engine = engineOf(url);
  const migrationsList = await readMigrations(options.directory ?? join(prismaFolder, 'migrations'));
  const filters = filtersOf(engine);
  return await told(engine, () =>
    withMigrationLock(engine, options.lockWaitMs ?? 120_000, () =>
      withSchemaEngine(engine, async (it) => {
        const history = { migrationsList, filters, optInToShadowDatabase: false };
        refuseContradictions(await it.diagnoseMigrationHistory(history));
        try {
          const { appliedMigrationNames: applied } = await it.applyMigrations({ migrationsList, filters });
          for (const name of applied) options.log.info(`applied migration ${name}`);
          return { applied };
        } catch (error) {
          const { failedMigrationNames } = await it.diagnoseMigrationHistory(history);
          throw applyError(error, failedMigrationNames[0]);
        }
      }),
    ),
  );
}

/** Tells the history what became of a migration that failed, after a person looked at the database. */
export async function resolveMigration(
  url: string,
  name: string,
  outcome: 'applied' | 'rolled-back',
  options: Pick<MigrateOptions, 'directory'> = {},
): Promise<void> {
  const engine = engineOf(url);
  const migrationsList = await readMigrations(options.directory ?? join(prismaFolder, 'migrations'));
  await told(engine, () =>
    withSchemaEngine(engine, (it) =>
      outcome === 'applied'
        ? it.markMigrationApplied({ migrationName: name, migrationsList })
        : it.markMigrationRolledBack({ migrationName: name }),
    ),
  );
}

/** The SQL that turns the database at `url` into what prisma/schema.prisma says; empty if they agree. */
export async function schemaDifference(url: string): Promise<string> {
  const engine = engineOf(url);
  const path = join(prismaFolder, 'schema.prisma');
  const files = [{ path, content: await readFile(path, 'utf8') }];
  return await told(engine, () =>
    withSchemaEngine(engine, async (it) => {
      const { stdout } = await it.diff({
        from: { tag: 'schemaDatasource', files, configDir: prismaFolder },
        to: { tag: 'schemaDatamodel', files },
        script: true,
        exitCode: null,
        filters: filtersOf(engine),
      });
      const sql = (stdout ?? '').trim();
      return /^--[^\n]*$/.test(sql) ? '' : sql; // "-- This is an empty migration."
    }),
  );
}

const filtersOf = (engine: Engine): SchemaFilter => ({
  externalTables: [engine.qualified(lockTable)],
  externalEnums: [],
});

async function readMigrations(baseDir: string): Promise<MigrationList> {
  const folders = (await readdir(baseDir, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const read = async (name: string) => {
    // A checkout with Windows line ends must have the same checksums.
    const value = (await readFile(join(baseDir, name, 'migration.sql'), 'utf8')).replaceAll('\r\n', '\n');
    return { path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value } } };
  };
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: null },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      folders
        .map(({ name }) => name)
        .sort()
        .map(read),
    ),
  };
}

function refuseContradictions(found: DiagnoseMigrationHistoryOutput): void {
  const [failed] = found.failedMigrationNames;
  if (failed !== undefined) {
    throw new GatewayError('store_unavailable', `Migration ${failed} failed earlier; nothing was applied now.`, {
      remedy: resolveRemedy(failed),
    });
  }
  const { history } = found;
  const unknown = history && 'unpersistedMigrationNames' in history ? history.unpersistedMigrationNames : [];
  if (unknown.length > 0) {
    throw new GatewayError(
      'config_invalid',
      `The database has migrations this version does not know: ${unknown.join(', ')}.`,
      {
        remedy: 'The database was migrated by a newer version of the gateway: start that version.',
      },
    );
  }
  if (found.editedMigrationNames.length > 0) {
    const names = found.editedMigrationNames.join(', ');
    throw new GatewayError('config_invalid', `Migration files were changed after they had been applied: ${names}.`, {
      remedy: 'Restore these files and put the change into a new migration (npm run migrate:new -- <name>).',
    });
  }
}

function applyError(error: unknown, failed: string | undefined): unknown {
  if ((error as { code?: unknown }).code === 'P3005') {
    return new GatewayError('config_invalid', "The database has tables already, and none of them are the gateway's.", {
      remedy: 'Give the gateway a database of its own in DATABASE_URL.',
    });
  }
  if (failed === undefined) return error;
  // The engine's text: two lines of preamble that say nothing, the database's words, a numbered trace.
  const words = messageOf(error)
    .replace(/\n\s+0: [^]*$/, '')
    .replace(/^external connector error\n/, '')
    .replace(/^Error querying the database: /, '');
  return new GatewayError('store_unavailable', `Migration ${failed} failed: ${words.trim()}`, {
    remedy: `PostgreSQL applies a migration whole or not at all. ${resolveRemedy(failed)}`,
    cause: error,
  });
}

const resolveRemedy = (name: string): string =>
  `Remove the cause, run "npm run migrate -- --rolled-back ${name}" (or --applied, if its changes are in the database), then start again.`;

/** What is not said in our words already is a database that cannot be used. */
async function told<T>(engine: Engine, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof GatewayError ? error : unavailable(engine, error);
  }
}
