import { messageOf } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import type { FlinkClient } from '../flink/client.ts';
import type { UploadedJar } from '../flink/schemas.ts';

/** A file to submit with: its name is unique for its content. */
export interface JobJar {
  readonly path: string;
  readonly name: string;
}

export interface JarProvider {
  /**
   * The id under which this epoch of the cluster knows the jar; uploads it when it does not. One upload at a time per
   * cluster, epoch and jar. Throws `cluster_unreachable`, `cluster_answer_invalid`.
   */
  provide(flink: FlinkClient, epoch: string, jar: JobJar): Promise<string>;
  /** The cluster turned out not to have it any more. */
  forget(flink: Pick<FlinkClient, 'baseUrl'>, epoch: string, jar: JobJar): void;
}

/** Job jars of ours that may lie on a cluster at once; the least recently used go first. */
const keptJars = 20;
/** A jar that was used within this time stays in any case. */
const inUseMs = 10 * 60 * 1000;

const ours = /^chunjun-(?:core|bundle)-[0-9a-f]{16}\.jar$/;

/** `keepMs`: a jar used within this time is not deleted. */
export function createJarProvider(log: Log, keepMs = inUseMs): JarProvider {
  const known = new Map<string, Promise<string>>();
  const usedAt = new Map<string, number>();
  const keyOf = (flink: Pick<FlinkClient, 'baseUrl'>, epoch: string, jar: JobJar) =>
    `${flink.baseUrl} ${epoch} ${jar.name}`;

  async function findOrUpload(flink: FlinkClient, jar: JobJar): Promise<string> {
    const present = await flink.jars();
    const found = present.find(({ name }) => name === jar.name);
    if (found !== undefined) return found.id;
    const id = await flink.uploadJar(jar.path, jar.name);
    const lastUse = (jar: UploadedJar): number =>
      Math.max(jar.uploaded, usedAt.get(`${flink.baseUrl} ${jar.name}`) ?? 0);
    const old = present
      .filter(({ name }) => ours.test(name))
      .sort((a, b) => lastUse(b) - lastUse(a))
      .slice(keptJars - 1)
      .filter((jar) => Date.now() - lastUse(jar) > keepMs);
    for (const { id: oldId } of old) {
      // A submission that loses its jar this way is told so by Flink and uploads again.
      await flink.deleteJar(oldId).catch((error: unknown) => {
        log.warn({ jar: oldId, reason: messageOf(error) }, 'an old job jar could not be deleted');
      });
    }
    return id;
  }

  return {
    provide(flink, epoch, jar) {
      usedAt.set(`${flink.baseUrl} ${jar.name}`, Date.now());
      const key = keyOf(flink, epoch, jar);
      const before = known.get(key);
      if (before !== undefined) return before;
      const uploading = findOrUpload(flink, jar).catch((error: unknown) => {
        known.delete(key);
        throw error;
      });
      for (const other of known.keys()) {
        if (other.startsWith(`${flink.baseUrl} `) && !other.startsWith(`${flink.baseUrl} ${epoch} `))
          known.delete(other);
      }
      known.set(key, uploading);
      return uploading;
    },
    forget(flink, epoch, jar) {
      known.delete(keyOf(flink, epoch, jar));
    },
  };
}
