import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { createDirectoryWitness, createHistoryWitness, firstWitness } from '../flink/archive-witness.ts';
import type { ArchiveReader } from '../flink/archive.ts';
import type { FlinkClients } from './flink-clients.ts';
import type { ClusterConfig } from './schemas.ts';

/** The second witnesses of the clusters, one per place: what one remembers of its trouble is kept between looks. */
export interface Archives {
  /** null: none is configured. */
  of(cluster: { readonly config: ClusterConfig }): ArchiveReader | null;
}

interface ArchivesDeps {
  readonly flinkClients: Pick<FlinkClients, 'of'>;
  readonly clock: Clock;
  readonly log: Log;
}

export function createArchives(deps: ArchivesDeps): Archives {
  const known = new Map<string, ArchiveReader>();
  const kept = (key: string, make: () => ArchiveReader): ArchiveReader => {
    const witness = known.get(key) ?? make();
    known.set(key, witness);
    return witness;
  };
  return {
    of({ config: { archiveDirectory, historyServerUrl } }) {
      const witnesses: ArchiveReader[] = [];
      if (archiveDirectory !== undefined) {
        witnesses.push(kept(archiveDirectory, () => createDirectoryWitness(archiveDirectory, deps)));
      }
      if (historyServerUrl !== undefined) {
        const client = deps.flinkClients.of({ config: { restUrl: historyServerUrl } });
        witnesses.push(kept(historyServerUrl, () => createHistoryWitness(client, deps)));
      }
      return witnesses.length === 0 ? null : firstWitness(witnesses);
    },
  };
}
