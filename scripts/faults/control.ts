import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KillPoint } from './kill-points.ts';

/** What a gateway process with the preload script is told, by files below one folder. */
export const controlVariable = 'FAULTS_CONTROL_DIR';
/** Which of the processes it is. */
export const nameVariable = 'FAULTS_PROCESS';

export interface Armed {
  readonly point: KillPoint;
  /** The nth time that the point is passed. */
  readonly nth: number;
  readonly signal: 'SIGKILL' | 'SIGSTOP';
}

export interface Hit extends Armed {
  readonly process: string;
  readonly pid: number;
}

const files = (directory: string) => ({
  armed: join(directory, 'armed.json'),
  hits: join(directory, 'hits.jsonl'),
  clock: (name: string) => join(directory, `clock-${name}`),
});

/** The harness's side. */
export interface Control {
  readonly directory: string;
  /** The next process that passes the point gets the signal; only one does. */
  arm(armed: Armed): void;
  /** Takes it back; false: it has been used. */
  disarm(): boolean;
  readonly hits: readonly Hit[];
  /** Milliseconds that the process's clock is ahead of this machine's (negative: behind). */
  setClock(name: string, offsetMs: number): void;
}

export function openControl(directory: string): Control {
  mkdirSync(directory, { recursive: true });
  const { armed, hits, clock } = files(directory);
  return {
    directory,
    arm: (one) => write(armed, JSON.stringify(one)),
    disarm() {
      const unused = existsSync(armed);
      rmSync(armed, { force: true });
      return unused;
    },
    get hits() {
      if (!existsSync(hits)) return [];
      const lines = readFileSync(hits, 'utf8').split('\n');
      return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Hit);
    },
    setClock: (name, offsetMs) => write(clock(name), String(offsetMs)),
  };
}

/** The process's side: cheap enough to be asked at every point. */
export function readControl(directory: string, name: string) {
  const { armed, hits, clock } = files(directory);
  let passed = 0;
  let last = '';
  return {
    /** Called at a point; does not return when it is a SIGKILL's turn. */
    pass(point: KillPoint): void {
      let text: string;
      try {
        text = readFileSync(armed, 'utf8');
      } catch {
        return;
      }
      if (text !== last) [passed, last] = [0, text];
      const one = JSON.parse(text) as Armed;
      if (one.point !== point || ++passed < one.nth) return;
      try {
        // Renaming is the claim: of two processes at the point one gets the signal.
        renameSync(armed, `${armed}.${process.pid}`);
      } catch {
        return;
      }
      appendFileSync(hits, `${JSON.stringify({ ...one, process: name, pid: process.pid } satisfies Hit)}\n`);
      process.kill(process.pid, one.signal);
    },
    clockOffset(): number {
      try {
        return Number(readFileSync(clock(name), 'utf8'));
      } catch {
        return 0;
      }
    },
  };
}

/** Whole or not at all: a process may read at any moment. */
function write(file: string, text: string): void {
  const fresh = `${file}.${randomUUID()}`;
  writeFileSync(fresh, text);
  renameSync(fresh, file);
}
