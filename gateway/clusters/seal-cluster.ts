import { parseStored } from '../core/check.ts';
import type { Sealer } from '../core/secrets.ts';
import { ClusterSecretsSchema, type ClusterSecrets } from './schemas.ts';

const contextOf = (id: string): string => `cluster:${id}`;

/** null: there is nothing to seal. */
export function sealCluster(sealer: Sealer, id: string, secrets: ClusterSecrets | undefined): string | null {
  const isEmpty = secrets === undefined || Object.keys(secrets).length === 0;
  return isEmpty ? null : sealer.seal(JSON.stringify(secrets), contextOf(id));
}

/** Throws `secret_unreadable`. */
export function openCluster(sealer: Sealer, id: string, sealed: string | null): ClusterSecrets {
  const secrets: unknown = sealed === null ? {} : JSON.parse(sealer.open(sealed, contextOf(id)));
  return parseStored(ClusterSecretsSchema, secrets, `secrets of cluster ${id}`);
}
