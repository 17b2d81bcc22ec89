/** The states of a record: this list, the moves below and one writer (run-store.ts). The diagram is docs/states.md. */
export const runStates = [
  'QUEUED',
  'WAITING',
  'SUBMITTING',
  'UNCERTAIN',
  'RUNNING',
  'STOPPING',
  'LOST',
  'SUCCEEDED',
  'FAILED',
  'CANCELED',
  'REJECTED',
  'CLOSED',
] as const;
export type RunState = (typeof runStates)[number];

/** Who may make a move: the API (a person), submission, or tracking. */
export type Mover = 'api' | 'submission' | 'tracking';

export interface Move {
  readonly from: RunState;
  readonly to: RunState;
  readonly by: readonly Mover[];
  readonly when: string;
}

const move = (from: RunState, to: RunState, by: Mover | readonly Mover[], when: string): Move => ({
  from,
  to,
  by: typeof by === 'string' ? [by] : by,
  when,
});

const closedByPerson = 'a person gave up finding out: Flink does not show the job alive, or cannot be asked any more';

/** Every allowed move. What is not here cannot happen. */
export const moves: readonly Move[] = [
  move('QUEUED', 'WAITING', 'submission', 'it cannot start now: the reason is kept'),
  move('QUEUED', 'SUBMITTING', 'submission', 'admitted; the Flink job id is written before anything is sent'),
  move('QUEUED', 'REJECTED', 'submission', 'it can never start as it is'),
  move('QUEUED', 'CANCELED', ['api', 'submission'], 'stopped, or skipped by its job, before it was submitted'),
  move('WAITING', 'SUBMITTING', 'submission', 'admitted; the Flink job id is written before anything is sent'),
  move('WAITING', 'RUNNING', 'api', 'a person attached a job of an earlier attempt that Flink shows'),
  move('WAITING', 'REJECTED', 'submission', 'it can never start as it is'),
  move('WAITING', 'CANCELED', ['api', 'submission'], 'stopped, or skipped by its job, before it was submitted'),
  move('SUBMITTING', 'RUNNING', 'submission', 'Flink accepted the job'),
  move('SUBMITTING', 'UNCERTAIN', 'submission', 'the answer was lost or was an error: Flink is asked'),
  move('SUBMITTING', 'WAITING', 'submission', 'the request provably never left'),
  move('UNCERTAIN', 'RUNNING', ['submission', 'tracking', 'api'], 'Flink knows the job'),
  move('UNCERTAIN', 'REJECTED', 'submission', 'proved absent: it never ran'),
  move(
    'UNCERTAIN',
    'LOST',
    'submission',
    'Flink restarted, or may have forgotten the job, and does not know it: it may have run before',
  ),
  move('UNCERTAIN', 'WAITING', 'submission', 'proved absent for a reason of the cluster, not of the job'),
  move('UNCERTAIN', 'SUCCEEDED', 'tracking', 'Flink or its archive knows the job as FINISHED'),
  move('UNCERTAIN', 'FAILED', 'tracking', 'Flink or its archive knows the job as FAILED'),
  move('UNCERTAIN', 'CANCELED', 'tracking', 'Flink or its archive knows the job as CANCELED'),
  move('RUNNING', 'SUCCEEDED', 'tracking', 'Flink or its archive says FINISHED'),
  move('RUNNING', 'FAILED', 'tracking', 'Flink or its archive says FAILED'),
  move('RUNNING', 'CANCELED', 'tracking', 'Flink or its archive says CANCELED'),
  move('RUNNING', 'STOPPING', ['api', 'submission'], 'a person asked to stop it'),
  move('RUNNING', 'LOST', 'tracking', 'Flink answered and does not know the job, nor does an archive'),
  move('STOPPING', 'SUCCEEDED', 'tracking', 'Flink or its archive says FINISHED'),
  move('STOPPING', 'FAILED', 'tracking', 'Flink or its archive says FAILED'),
  move('STOPPING', 'CANCELED', 'tracking', 'Flink or its archive says CANCELED'),
  move('STOPPING', 'RUNNING', ['tracking', 'submission'], 'the savepoint it was to stop with failed: the job goes on'),
  move('STOPPING', 'LOST', 'tracking', 'Flink answered and does not know the job, nor does an archive'),
  move('LOST', 'RUNNING', ['tracking', 'api'], 'Flink knows the job again, or a person attached one that it shows'),
  move('LOST', 'SUCCEEDED', 'tracking', 'Flink knows the job again, or its archive does, as FINISHED'),
  move('LOST', 'FAILED', 'tracking', 'Flink knows the job again, or its archive does, as FAILED'),
  move('LOST', 'CANCELED', 'tracking', 'Flink knows the job again, or its archive does, as CANCELED'),
  move('UNCERTAIN', 'CLOSED', 'api', closedByPerson),
  move('RUNNING', 'CLOSED', 'api', closedByPerson),
  move('STOPPING', 'CLOSED', 'api', closedByPerson),
  move('LOST', 'CLOSED', 'api', closedByPerson),
];

const allowed = new Map(moves.map((one) => [`${one.from}>${one.to}`, one]));

export function mayMove(from: RunState, to: RunState, by: Mover): boolean {
  return allowed.get(`${from}>${to}`)?.by.includes(by) ?? false;
}

/** States without a move out of them: the run is over. */
export const finalStates = runStates.filter((state) => !moves.some((one) => one.from === state));

/** The run holds its job's place: a second one cannot start. LOST lets go, the evidence is that Flink has no such job. */
export const activeStates = runStates.filter((state) => !finalStates.includes(state) && state !== 'LOST');

/** States in which Flink may have a job of the record. */
export const onFlinkStates = ['UNCERTAIN', 'RUNNING', 'STOPPING'] as const satisfies readonly RunState[];

/** Ends that a policy may have repeated. */
export const repeatableStates = ['FAILED', 'REJECTED', 'LOST'] as const satisfies readonly RunState[];

export function isRepeatable(state: RunState): boolean {
  return repeatableStates.some((one) => one === state);
}

export function isFinal(state: RunState): boolean {
  return finalStates.includes(state);
}

export function isActive(state: RunState): boolean {
  return activeStates.includes(state);
}
