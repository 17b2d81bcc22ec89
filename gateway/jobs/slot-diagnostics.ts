import type { Diagnostic } from '../chunjun/diagnostics.ts';

/** What is to be said of a run that needs more task slots than its cluster has now; `slots` undefined: not known. Pure. */
export function slotDiagnostics(needed: number, slots: number | undefined): Diagnostic[] {
  if (slots === undefined || slots <= 0 || needed <= slots) return [];
  return [
    {
      level: 'warning',
      code: 'more_channels_than_slots',
      pointer: '/job/setting/speed',
      message: `The job needs ${needed} task slots, the cluster has ${slots} now: a run waits until it has more`,
      remedy:
        `Use at most ${slots} channels. More are not faster: Flink would run them in waves, and while no task has a ` +
        'slot the job is RUNNING for Flink though nothing runs.',
      fact: 'channel-over-slots-chained',
    },
  ];
}
