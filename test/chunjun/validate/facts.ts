/** Facts of the contract and of the catalogue, each with a job it is about and one it is not about. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { binlog, findings, testRows, type Job, type Parameter, type Row } from './jobs.ts';

/** The finding; then a job that differs in this one thing, without it. */
export type Fact = readonly [row: Row, without: Job];

export function testFacts(facts: readonly Fact[]): void {
  describe('facts', () => testRows(facts.map(([row]) => row)));

  describe('and where they do not hold', () => {
    for (const [[what, , level, code, pointer], without] of facts) {
      test(`no ${code}: ${what}`, () => {
        const again = findings(without).filter((each) => each.code === code && each.pointer === pointer);
        assert.deepEqual(
          again.filter((each) => each.level === level),
          [],
        );
      });
    }
  });
}

/** Channels of both sides, as `setting`. */
export const channels = (channel: number) => ({ speed: { channel } });
/** A writer's connection behind a change reader. */
export const star = [{ jdbcUrl: 'jdbc:mysql://h/b', table: ['*'] }];
/** binlogreader with rows that a JDBC writer takes. */
export const rowsOf = (more: Parameter = {}) => binlog({ pavingData: false, split: true, ...more });
