import { parseStored } from '../core/check.ts';
import type { Sealer } from '../core/secrets.ts';
import { StoredSecretsSchema } from './schemas.ts';

/** null: there are none. */
export function sealVersionSecrets(
  sealer: Sealer,
  versionId: string,
  secrets: Readonly<Record<string, string>>,
): string | null {
  return Object.keys(secrets).length === 0 ? null : sealer.seal(JSON.stringify(secrets), contextOf(versionId));
}

/** Secrets of a script by name. Throws `secret_unreadable`. */
export function openVersionSecrets(
  sealer: Sealer,
  version: { readonly id: string; readonly sealedSecrets: string | null },
): Record<string, string> {
  if (version.sealedSecrets === null) return {};
  const opened: unknown = JSON.parse(sealer.open(version.sealedSecrets, contextOf(version.id)));
  return parseStored(StoredSecretsSchema, opened, `secrets of version ${version.id}`);
}

const contextOf = (versionId: string): string => `version:${versionId}`;
