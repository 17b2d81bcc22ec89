import { GatewayError } from '../core/errors.ts';

interface InvalidOptions {
  readonly remedy: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** A GatewayError `distribution_invalid`; `detail` names the file, the entry and what is wrong. */
export function distributionInvalid(detail: string, options: InvalidOptions): GatewayError {
  return new GatewayError('distribution_invalid', detail, options);
}

/** The system's code of a failed file operation (`ENOENT`, `ENOSPC`, …), or undefined for anything else. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

const systemWords: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  EACCES: 'this process may not access it',
  EPERM: 'this process may not access it',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the file system is read-only',
  EIO: 'the disk reports an error',
  ENAMETOOLONG: 'a name in it is too long for this file system',
};

/** Why a file operation failed, in a person's words where they are known. */
export function reasonOf(error: unknown): string {
  const code = systemCode(error);
  const words = code === undefined ? undefined : systemWords[code];
  if (words !== undefined) return words;
  return error instanceof Error ? error.message : String(error);
}
