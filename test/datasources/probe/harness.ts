import assert from 'node:assert/strict';
import { findProbe } from '../../../gateway/datasources/probe/families.ts';
import { runProbe } from '../../../gateway/datasources/probe/run-probe.ts';
import type { ProbeResult, StageName } from '../../../gateway/datasources/test-result-schema.ts';
import { closedPort, startSilentHost } from '../../helpers/silent-host.ts';

export interface Source {
  readonly type: string;
  readonly config: Record<string, unknown>;
  readonly secrets?: Record<string, string>;
}

export function probe(source: Source, timeoutMs = 10_000): Promise<ProbeResult> {
  const found = findProbe(source.type);
  assert.ok(found, `no probe for ${source.type}`);
  return runProbe(found, { secrets: {}, ...source }, { timeoutMs });
}

/** `resolve-connect+tls-login!` : + ok, - skipped, ! failed. */
export function line({ stages }: ProbeResult): string {
  const signs = { ok: '+', skipped: '-', failed: '!' };
  return stages.map(({ name, status }) => `${name}${signs[status]}`).join(' ');
}

export function failing(result: ProbeResult) {
  const [stage, ...others] = result.stages.filter(({ status }) => status === 'failed');
  assert.ok(stage, `nothing failed: ${line(result)}`);
  assert.deepEqual(others, []);
  assert.equal(result.ok, false);
  assert.ok(stage.reason && stage.remedy);
  return stage;
}

export function assertFails(result: ProbeResult, name: StageName, code: string): void {
  const stage = failing(result);
  assert.deepEqual({ name: stage.name, code: stage.code }, { name, code }, JSON.stringify(result.stages));
}

export function assertOk(result: ProbeResult, expected: string): void {
  assert.equal(line(result), expected, JSON.stringify(result.stages));
  assert.equal(result.ok, true);
}

/** Nothing of the secret stands anywhere in the answer. */
export function assertKeeps(result: ProbeResult, secret: string): void {
  assert.equal(JSON.stringify(result).includes(secret), false, 'the answer holds the secret');
}

/** What every kind of data source must do with hosts that are not what they should be. */
export async function judgeBadHosts(
  sourceAt: (host: string, port: number) => Source,
  silentStage: StageName | readonly StageName[],
): Promise<void> {
  assertFails(await probe(sourceAt('127.0.0.1', await closedPort())), 'connect', 'port_closed');
  assertFails(await probe(sourceAt('no-such-host.invalid', 1234)), 'resolve', 'name_unresolved');
  const silent = await startSilentHost();
  try {
    const began = performance.now();
    const result = await probe(sourceAt('127.0.0.1', silent.port), 700);
    const took = performance.now() - began;
    const stage = failing(result);
    assert.equal(stage.code, 'timeout', JSON.stringify(result.stages));
    assert.ok([silentStage].flat().includes(stage.name), stage.name);
    assert.ok(took >= 690 && took < 3_000, `it took ${took} ms`);
    assert.ok(silent.taken() >= 1);
    await silent.allGone();
  } finally {
    await silent.close();
  }
}
