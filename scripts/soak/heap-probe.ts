/**
 * Loaded into a gateway process before its own code (`--import`): every few seconds it collects all garbage and writes
 * down what of the heap is left. What grows then is held by something; between collections the heap grows in any process.
 * The gateway itself knows nothing of it.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';
import { controlVariable } from '../faults/control.ts';

export const probeEveryMs = 10_000;

const fileOf = (directory: string, pid: number): string => join(directory, `heap-${pid}`);

/** Heap after the last full collection of the process, MB; null before its first one. */
export async function readHeapMb(directory: string, pid: number): Promise<number | null> {
  const text = await readFile(fileOf(directory, pid), 'utf8').catch(() => null);
  return text === null ? null : Number(text);
}

function probe(directory: string): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const file = fileOf(directory, process.pid);
  setInterval(() => {
    collect();
    // Whole or not at all: it may be read at any moment.
    writeFileSync(`${file}.new`, String(process.memoryUsage().heapUsed / 2 ** 20));
    renameSync(`${file}.new`, file);
  }, probeEveryMs).unref();
}

const directory = process.env[controlVariable];
if (isMainThread && directory !== undefined) probe(directory);
