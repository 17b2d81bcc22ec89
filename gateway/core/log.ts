import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;
export type { Logger } from 'pino';

/** Field names that never reach a log line, wherever they stand. Values inside free text are the redactor's work. */
const secretPaths = ['password', 'secret', 'token', 'authorization', 'secrets', 'cookie'].flatMap((name) => [
  name,
  `*.${name}`,
  `*.*.${name}`,
  `req.headers.${name}`,
]);

/** JSON lines on standard output, unless told where else; `level` is one of pino's. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    redact: { paths: secretPaths, censor: '******' },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
