import type { ArchiveReader } from '../flink/archive.ts';
import type { Finding } from './schemas.ts';

/** What is known of the second witness of ended jobs. */
export interface ArchiveFacts {
  /** config.archiveDirectory or config.historyServerUrl is set. */
  readonly configured: boolean;
  /** Why it cannot be read now; null: it can. */
  readonly trouble: string | null;
}

export const noArchive: ArchiveFacts = { configured: false, trouble: null };

export async function archiveFactsOf(reader: ArchiveReader | null): Promise<ArchiveFacts> {
  return reader === null ? noArchive : { configured: true, trouble: await reader.trouble() };
}

const settings = 'config.archiveDirectory (where the gateway sees that directory) or config.historyServerUrl';

/** Whether a job that Flink has forgotten can still be found: never an error, runs do without it. Pure. */
export function judgeArchive(config: ReadonlyMap<string, string>, { configured, trouble }: ArchiveFacts): Finding {
  const directory = config.get('jobmanager.archive.fs.dir');
  const code = 'job_archive';
  if (directory === undefined || directory === '') {
    return {
      level: configured ? 'warning' : 'info',
      code,
      message: `The cluster archives no ended jobs: a run that ends just before the JobManager is restarted is LOST${
        configured ? ', and what is configured to look them up stays empty' : ''
      }`,
      remedy: `Set jobmanager.archive.fs.dir in flink-conf.yaml and restart, then set ${settings} of the cluster.`,
    };
  }
  const place = withoutUser(directory);
  if (!configured) {
    return {
      level: 'info',
      code,
      message: `The cluster archives ended jobs in ${place}; the gateway could look up there what Flink has forgotten`,
      remedy: `Set ${settings} of the cluster.`,
    };
  }
  if (trouble !== null) {
    return {
      level: 'warning',
      code,
      message: `The archive of ended jobs cannot be read now: ${trouble}`,
      remedy: `Correct ${settings} of the cluster; it has to show what is in ${place}.`,
    };
  }
  return { level: 'ok', code, message: `Jobs that Flink has forgotten are looked up in its archive (${place})` };
}

/** Some file systems take a key in the address. */
function withoutUser(address: string): string {
  return address.replace(/\/\/[^/@]*@/, '//').replace(/\?.*$/, '');
}
