/**
 * The named moments of submission and tracking at which a gateway process can be made to end (SIGKILL) or to freeze
 * (SIGSTOP). They are recognised from outside by what the process sends: an event row of a move, or a call to Flink.
 */
const moves = {
  accept: 'QUEUED',
  /** The run that repeats an ended one, told from an accepted one by its reason. */
  retry: 'QUEUED',
  wait: 'WAITING',
  'write-ahead': 'SUBMITTING',
  uncertain: 'UNCERTAIN',
  running: 'RUNNING',
  stopping: 'STOPPING',
  lost: 'LOST',
  rejected: 'REJECTED',
  succeeded: 'SUCCEEDED',
  failed: 'FAILED',
  canceled: 'CANCELED',
} as const;

const id = '[0-9a-f]{32}';
const calls = {
  admission: ['GET', /^\/overview$/],
  upload: ['POST', /^\/jars\/upload$/],
  post: ['POST', /^\/jars\/[^/]+\/run$/],
  observe: ['GET', /^\/jobs\/overview$/],
  look: ['GET', new RegExp(`^/jobs/${id}$`)],
  snapshot: ['GET', new RegExp(`^/jobs/${id}/accumulators$`)],
  exceptions: ['GET', new RegExp(`^/jobs/${id}/exceptions$`)],
  savepoint: ['POST', new RegExp(`^/jobs/${id}/stop$`)],
  cancel: ['PATCH', new RegExp(`^/jobs/${id}\\b`)],
} as const satisfies Record<string, readonly [method: string, path: RegExp]>;

type MovePoint = `${keyof typeof moves}:${'before-commit' | 'after-commit'}`;
type CallPoint = `${keyof typeof calls}:${'before' | 'answered'}` | 'post:sent';
export type KillPoint = MovePoint | CallPoint;

const names = <T extends object>(of: T) => Object.keys(of) as (keyof T & string)[];

export const killPoints: readonly KillPoint[] = [
  ...names(moves).flatMap((name) => [`${name}:before-commit`, `${name}:after-commit`] as const),
  ...names(calls).flatMap((name) => [`${name}:before`, `${name}:answered`] as const),
  // The whole request has left this process, the answer is not there.
  'post:sent',
];

/** The name of a move's points, by the state and the reason that the event row tells. */
export function moveNamed(toState: string, why = ''): keyof typeof moves | undefined {
  if (toState === moves.retry && why === 'requested (retry)') return 'retry';
  return names(moves).find((name) => moves[name] === toState);
}

/** The name of a call's points. `path` may have a query. */
export function callNamed(method: string, path: string): keyof typeof calls | undefined {
  const [bare = ''] = path.split('?');
  return names(calls).find((name) => calls[name][0] === method && calls[name][1].test(bare));
}
