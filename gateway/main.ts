import { buildApp, buildOps } from './app.ts';
import { loadConfig, type Config } from './core/config.ts';
import { GatewayError, hasCode, messageOf } from './core/errors.ts';
import { createLog } from './core/log.ts';
import { createDeps, type Deps } from './deps.ts';
import { closeApp } from './http/close-app.ts';
import { createWorkersOf } from './work.ts';

/** Requests and running handlers may finish within this; what is cut short is found again by the sweep. */
const closeTimeoutMs = 10_000;

async function start(config: Config): Promise<void> {
  const log = createLog(config.LOG_LEVEL);
  /** Of what works on the parts below: side by side, so that one that hangs holds up no other. */
  const closers: (() => Promise<unknown>)[] = [];
  const opening = createDeps(config, log);
  let stopping: Promise<void> | undefined;
  const stop = (why: string): Promise<void> =>
    (stopping ??= (async () => {
      log.info({ why }, 'stopping');
      // A signal during the start waits for what is being opened, to close it.
      const deps = await opening.catch(() => null);
      const guarded = (close: () => Promise<unknown>): Promise<unknown> =>
        close().catch((error: unknown) => log.warn({ reason: messageOf(error) }, 'a part did not close cleanly'));
      await Promise.all(closers.map(guarded));
      if (deps !== null) await guarded(deps.close);
    })());
  // Ctrl-C below npm arrives twice; stopping is the same promise then.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => void stop(signal).then(() => process.exit(0)));
  // Started as a child with an IPC channel: the end of the parent is the end of the gateway, too.
  process.once('disconnect', () => void stop('the parent process is gone').then(() => process.exit(0)));
  const deps = await opening;
  try {
    const firstToken = await announceFirstToken(deps);
    deps.jobJars.warmUp().then(
      ({ root, connectors }) => log.info({ root, connectors: connectors.size }, 'Chunjun distribution opened'),
      (error: unknown) => log.warn({ reason: messageOf(error) }, 'no run can be submitted yet'),
    );
    if (config.ROLE !== 'api') {
      const workers = createWorkersOf(deps);
      closers.push(() => workers.close({ timeoutMs: closeTimeoutMs }));
      workers.start();
      await deps.producers.every('sweep', {}, config.SWEEP_MS, { reassertMs: config.SWEEP_MS });
    }
    if (config.ROLE !== 'worker') {
      const app = await buildApp(deps);
      closers.push(() => closeApp(app, { timeoutMs: closeTimeoutMs, log }));
      const address = await app.listen({ host: config.HOST, port: config.PORT });
      log.info({ address, docs: `${address}/docs` }, 'the gateway listens');
      process.send?.({ address, firstToken });
    } else if (config.OPS_PORT !== undefined) {
      const ops = await buildOps(deps);
      closers.push(() => closeApp(ops, { timeoutMs: closeTimeoutMs, log }));
      const address = await ops.listen({ host: config.HOST, port: config.OPS_PORT });
      log.info({ address }, 'health and metrics of this worker are served');
      process.send?.({ address, firstToken });
    }
  } catch (error) {
    await stop('start failed');
    throw error;
  }
}

/** Printed on standard output as a line of its own, once in the life of a database; never logged. */
async function announceFirstToken(deps: Deps): Promise<string | null> {
  const token = await deps.tokens.issueFirst();
  if (token !== null) console.log(`First start. The admin token, shown this once and stored nowhere:\n\n  ${token}\n`);
  return token;
}

try {
  await start(loadConfig());
} catch (error) {
  console.error(hasCode(error, 'config_invalid') ? `The configuration is wrong:\n${error.message}` : messageOf(error));
  if (error instanceof GatewayError && error.remedy !== undefined) console.error(error.remedy);
  if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') console.error('Set PORT to a free port (0 takes any).');
  process.exit(1);
}
