import { table } from '../bench/stats.ts';
import type { RunState } from '../../gateway/runs/run-status.ts';
import { violationKinds, type ViolationKind } from './invariants.ts';
import { labelOf } from './kinds.ts';
import type { Outcome } from './round.ts';

/** More than this part of the scenarios without their fault, and the round has proved too little. */
const mostNotHappened = 0.1;

/** Of so many scenarios of one kind, half must have had their fault: one that never has tests nothing, however rare it is. */
const kindCounts = 4;

export interface Coverage {
  /** Scenarios whose fault happened and that the harness saw through: the others say nothing. */
  readonly tested: number;
  readonly notHappened: number;
  readonly tooFew: boolean;
  /** Kinds of fault of whose scenarios most had no fault. */
  readonly hollowKinds: readonly string[];
}

export function coverageOf(outcomes: readonly Pick<Outcome, 'plan' | 'happened' | 'broken'>[]): Coverage {
  const notHappened = outcomes.filter(({ happened }) => !happened).length;
  return {
    tested: outcomes.filter(({ happened, broken }) => happened && broken === null).length,
    notHappened,
    tooFew: notHappened > outcomes.length * mostNotHappened,
    hollowKinds: [...new Set(outcomes.map(({ plan }) => plan.kind))].filter((kind) => {
      const of = outcomes.filter(({ plan }) => plan.kind === kind);
      return of.length >= kindCounts && of.filter(({ happened }) => !happened).length > of.length / 2;
    }),
  };
}

const shown: readonly RunState[] = ['SUCCEEDED', 'FAILED', 'CANCELED', 'REJECTED', 'LOST'];

/** One line per kind of fault. */
export function kindTable(outcomes: readonly Outcome[]): string {
  const kinds = [...new Set(outcomes.map(({ plan }) => plan.kind))].sort();
  const line = (name: string, of: readonly Outcome[]): (string | number)[] => {
    const records = of.flatMap((outcome) => outcome.records);
    return [
      name,
      of.length,
      coverageOf(of).notHappened,
      records.length,
      of.reduce((sum, { submissions }) => sum + submissions, 0),
      ...shown.map((state) => records.filter((record) => record.state === state).length),
      records.filter(({ state }) => state === null || !shown.includes(state)).length,
      of.reduce((sum, { violations }) => sum + violations.length, 0),
    ];
  };
  return table([
    ['fault', 'scenarios', 'did not happen', 'records', 'submissions', ...shown, 'other', 'broken promises'],
    ...kinds.map((kind) =>
      line(
        kind,
        outcomes.filter(({ plan }) => plan.kind === kind),
      ),
    ),
    line('all', outcomes),
  ]);
}

/** What went wrong, with the label that asks for the scenario again. */
export function problemLines(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap(({ plan, violations, happened, broken }) => [
    ...violations.map(
      ({ kind, recordId, detail }) => `BROKEN PROMISE ${kind} ${labelOf(plan)} record ${recordId}: ${detail}`,
    ),
    ...(broken === null ? [] : [`the harness failed in ${labelOf(plan)}: ${broken}`]),
    ...(happened || broken !== null ? [] : [`the fault did not happen in ${labelOf(plan)}`]),
  ]);
}

export function countOf(outcomes: readonly Outcome[]): Record<ViolationKind, number> {
  const all = outcomes.flatMap(({ violations }) => violations);
  const entries = violationKinds.map((kind) => [kind, all.filter((one) => one.kind === kind).length] as const);
  return Object.fromEntries(entries) as Record<ViolationKind, number>;
}
