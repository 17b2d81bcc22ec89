/** A program that owns a cluster, to be killed by a test: starts one in the folder it is given, says so, and stays. */
import { startLocalFlink } from '../../../scripts/flink/local-cluster.ts';
import { CACHE_DIR } from './cache-dir.ts';

const [workDir = '', taskManagers = '1'] = process.argv.slice(2);
const flink = await startLocalFlink({ workDir, cacheDir: CACHE_DIR, taskManagers: Number(taskManagers) });
process.stdout.write(`${JSON.stringify({ pids: [flink.jobManagerPid, ...flink.taskManagerPids] })}\n`);
setInterval(() => undefined, 60_000);
