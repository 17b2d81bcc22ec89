import type { Clock } from '../core/clock.ts';
import { GatewayError } from '../core/errors.ts';
import type { Sealer } from '../core/secrets.ts';
import type { DatasourceStore } from './datasource-store.ts';
import type { LastTestStore } from './last-test-store.ts';
import { assertDatasource, openDatasource } from './manage-datasource.ts';
import type { TestInput, TestSavedInput } from './probe-schemas.ts';
import { findProbe } from './probe/families.ts';
import type { Probe, Target } from './probe/model.ts';
import { runProbe } from './probe/run-probe.ts';
import { assertSameHosts } from './same-hosts.ts';
import type { LastTest, ProbeResult } from './test-result-schema.ts';

interface Deps {
  readonly datasources: Pick<DatasourceStore, 'find'>;
  readonly lastTests: LastTestStore;
  readonly sealer: Sealer;
  readonly clock: Clock;
}

const defaultSeconds = 10;

/** Tries values that nobody has saved. Throws `validation_failed`. */
export async function testUnsaved(input: TestInput): Promise<ProbeResult> {
  const target = { type: input.type, config: input.config, secrets: input.secrets ?? {} };
  assertDatasource(target.type, target.config, target.secrets);
  return runProbe(probeOf(target.type), target, limitsOf(input));
}

/**
 * Tries a saved data source and notes how it went; with values of a form, tries these instead and notes nothing. The
 * stored secrets go along only to hosts they were stored for. Throws `not_found`, `validation_failed`.
 */
export async function testSaved(deps: Deps, id: string, input: TestSavedInput): Promise<ProbeResult> {
  const row = await deps.datasources.find(id);
  if (row === null) throw new GatewayError('not_found', `There is no data source ${id}`);
  const saved: Target = { type: row.type, ...openDatasource(deps.sealer, row) };
  const probe = probeOf(row.type);
  if (input.config === undefined && input.secrets === undefined) {
    const result = await runProbe(probe, saved, limitsOf(input));
    const test: LastTest = { ...result, at: deps.clock.now().toISOString(), revision: row.revision };
    await deps.lastTests.note(id, test);
    return result;
  }
  const target: Target = {
    type: row.type,
    config: input.config ?? saved.config,
    secrets: input.secrets ?? saved.secrets,
  };
  assertDatasource(target.type, { ...target.config }, { ...target.secrets });
  if (input.secrets === undefined) assertSameHosts(saved, target);
  return runProbe(probe, target, limitsOf(input));
}

export function probeOf(type: string): Probe {
  const probe = findProbe(type);
  if (probe !== undefined) return probe;
  throw new GatewayError('metadata_unsupported', `The type ${type} has nothing that could be tested`);
}

const limitsOf = ({ timeoutSeconds = defaultSeconds }: { readonly timeoutSeconds?: number }) => ({
  timeoutMs: timeoutSeconds * 1000,
});
