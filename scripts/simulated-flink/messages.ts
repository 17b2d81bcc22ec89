/**
 * What a call was for. `look` is /jobs/:id of a job that runs or is unknown; `job`, `accumulators`, `exceptions`,
 * `config` and `log` are what is read of a job that ended (accumulators of a running one too, when somebody watches).
 */
export const callKinds = [
  'list',
  'overview',
  'epoch',
  'look',
  'job',
  'accumulators',
  'exceptions',
  'config',
  'log',
  'cancel',
  'other',
] as const;
export type CallKind = (typeof callKinds)[number];
export type CallCounts = Readonly<Record<CallKind, number>>;

export const emptyCounts = Object.fromEntries(callKinds.map((kind) => [kind, 0])) as CallCounts;

/** Calls that find out what changed; the others fetch what is kept of a job that ended. */
export const watchingKinds = ['list', 'overview', 'epoch', 'look', 'other'] as const satisfies readonly CallKind[];

export type EndState = 'FINISHED' | 'FAILED' | 'CANCELED';

export interface NewJob {
  readonly jid: string;
  readonly name: string;
  /** How long it has been running already. */
  readonly ageMs: number;
}

export interface EndedJob {
  readonly cluster: number;
  readonly jid: string;
  readonly state: EndState;
}

/** What the parent asks of the process. */
export type Request =
  | { readonly kind: 'start'; readonly clusters: number; readonly slots: number; readonly refreshIntervalMs: number }
  | { readonly kind: 'add'; readonly jobs: readonly (NewJob & { readonly cluster: number })[] }
  | { readonly kind: 'end'; readonly jobs: readonly EndedJob[] }
  | { readonly kind: 'report' };

export interface Report {
  readonly counts: readonly CallCounts[];
  /** Per cluster: milliseconds between requests for /jobs/overview since the last report. */
  readonly listIntervals: readonly (readonly number[])[];
}

export interface Answers {
  readonly start: readonly { readonly url: string; readonly epoch: string }[];
  readonly add: null;
  /** When the jobs ended, in milliseconds since 1970. */
  readonly end: number;
  readonly report: Report;
}
