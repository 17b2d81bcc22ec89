import { readdirSync, readFileSync } from 'node:fs';
import type { JobDocument } from '../../gateway/chunjun/build-job-json.ts';
import type { SyncSpec } from '../../gateway/chunjun/version-spec.ts';
import type { ConnectionDetails } from '../../gateway/connectors/connector.ts';

const fixtures = new URL('../fixtures/', import.meta.url);

export function readFixture(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, fixtures), 'utf8'));
}

/** Every JSON file of a fixture folder, by its name without the ending. */
export function readFixtures<T>(folder: string): [string, T][] {
  return readdirSync(new URL(`${folder}/`, fixtures))
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => [file.replace('.json', ''), readFixture(`${folder}/${file}`) as T]);
}

/** A golden case: what goes into `buildJob` and what has to come out. */
export interface GoldenDocument {
  readonly spec: SyncSpec;
  readonly reader: ConnectionDetails | null;
  readonly writer: ConnectionDetails | null;
  readonly startLocation: string | null;
  readonly document: JobDocument;
  readonly confProp: Record<string, unknown>;
  readonly slots: number;
  readonly plugins: readonly string[];
}

/** A recorded run of the real Chunjun 1.12.8 (the fields that are read here). */
export interface RecordedVerdict {
  readonly id: string;
  readonly document: JobDocument;
  readonly confProp: Record<string, string | number | boolean>;
  readonly verdict: 'succeeded' | 'refused_at_submit' | 'failed_at_run' | 'runs_forever';
}

/** A distinct message of the recorded refusals and failures, and the code it has to get. */
export interface RecordedMessage {
  readonly case: string;
  readonly code: string;
  readonly verdict: string;
  readonly message: string;
}

/** Sets the value at an RFC 6901 pointer of a copy. */
export function withValue<T>(document: T, pointer: string, value: unknown): T {
  const copy = structuredClone(document);
  const path = pointer.split('/').slice(1);
  const last = path.pop() ?? '';
  let at = copy as Record<string, unknown>;
  for (const key of path) at = at[key] as Record<string, unknown>;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
}
