import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import type { SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg';
import { GatewayError } from '../core/errors.ts';
import type { Engine } from './engine.ts';

// TypeScript declares WebAssembly for browsers only.
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, object>,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

// The glue hands panics to this global before the engine stops with "unreachable", which tells nobody anything.
let lastPanic = '';
Object.assign(globalThis, {
  PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => void (lastPanic = message) },
});

let loaded: Promise<void> | undefined;

/**
 * Loads Prisma's migration engine (5 MB of WebAssembly, some 30 ms). The package's own entry file imports the .wasm as a
 * module, which Node only does with --experimental-wasm-modules; the glue beside it needs nothing but the instance.
 */
async function load(): Promise<void> {
  const glueFile = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = await readFile(glueFile.replace(/\.js$/, '.wasm'));
  // The engine never clears the 10 s timers that limit its wait for a lock: they must not keep the process alive.
  const timers = Object.keys(glue).filter((name) => name.startsWith('__wbg_setTimeout_'));
  const unref = (callback: () => void, ms: number): NodeJS.Timeout => setTimeout(callback, ms).unref();
  const imports = { ...glue, ...Object.fromEntries(timers.map((name) => [name, unref])) };
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': imports });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports['__wbindgen_start'] as () => void)();
}

/** Runs `work` with a migration engine connected to the database, and disconnects it. */
export async function withSchemaEngine<T>(engine: Engine, work: (it: SchemaEngine) => Promise<T>): Promise<T> {
  await (loaded ??= load());
  const factory = engine.migrationAdapter({
    applicationName: 'gateway migrate',
    poolSize: 1,
    connectTimeoutMs: 10_000,
    statementTimeoutMs: 0, // an index on a large table takes its time
  });
  // The engine does not close its connections, and a session that stays open keeps the engine's advisory lock.
  const connected: SqlDriverAdapter[] = [];
  const remember = async (connecting: Promise<SqlDriverAdapter>): Promise<SqlDriverAdapter> => {
    const adapter = await connecting;
    connected.push(adapter);
    return adapter;
  };
  const bound = bindMigrationAwareSqlAdapterFactory({
    ...factory,
    connect: () => remember(factory.connect()),
  });
  try {
    const it = await glue.SchemaEngine.new({ datamodels: undefined }, () => undefined, bound);
    try {
      return await work(it);
    } catch (error) {
      if (error instanceof Error && error.name === 'RuntimeError') {
        throw new GatewayError('internal', `The migration engine broke down: ${lastPanic.slice(0, 500)}`, {
          cause: error,
        });
      }
      throw error;
    } finally {
      it.free();
    }
  } finally {
    await Promise.all(connected.map((adapter) => adapter.dispose()));
  }
}
