import { killPoints, type KillPoint } from './kill-points.ts';

/**
 * How scenarios share the stand: `network` faults meet one record only and go on beside each other; `process` faults
 * follow one another; `flink` faults are grouped around one restart.
 */
export const kinds = {
  'answer-dropped': 'network',
  'answer-replaced-by-5xx': 'network',
  'answer-after-the-limit': 'network',
  'request-dropped': 'network',
  'main-outlasts-the-limit': 'network',
  'main-appears-after-rejection': 'network',
  'main-throws-after-execute': 'network',
  'main-throws-before-execute': 'network',
  'main-leaves-a-failed-job': 'network',
  'stopped-at-any-time': 'network',
  'upload-cut': 'process',
  'flink-unreachable': 'process',
  'gateway-killed-at-any-time': 'process',
  'both-gateways-killed': 'process',
  'two-workers-on-one-record': 'process',
  'queue-flushed': 'process',
  'database-cut': 'process',
  'clock-jump': 'process',
  'clock-jump-while-uncertain': 'process',
  'kill-point': 'process',
  'jobmanager-killed-before': 'flink',
  'jobmanager-killed-during': 'flink',
  'jobmanager-killed-after': 'flink',
  'jobmanager-killed-in-run': 'flink',
  'taskmanager-killed': 'flink',
  'finished-and-expired': 'flink',
} as const satisfies Record<string, 'network' | 'process' | 'flink'>;

export type Kind = keyof typeof kinds;

export function isKind(text: string): text is Kind {
  return Object.hasOwn(kinds, text);
}

/** A second fault, at a random moment of a network scenario. */
export const seconds = ['gateway-killed', 'database-cut', 'queue-flushed'] as const;

export interface Plan {
  readonly kind: Kind;
  readonly point: KillPoint | null;
  readonly second: (typeof seconds)[number] | null;
  readonly seed: number;
}

/** `kind[/point]#seed`: what is printed for a scenario, and asks for it again. */
export function labelOf({ kind, point, second, seed }: Plan): string {
  return `${kind}${point === null ? '' : `/${point}`}${second === null ? '' : `+${second}`}#${seed}`;
}

/** Undefined when it is not a label. */
export function planOf(label: string): Plan | undefined {
  const parts = /^([a-z0-9-]+)(?:\/([a-z:-]+))?(?:\+([a-z-]+))?#(\d+)$/.exec(label);
  const [, kind = '', pointText = null, secondText = null, seed = ''] = parts ?? [];
  const point = killPoints.find((one) => one === pointText) ?? null;
  const second = seconds.find((one) => one === secondText) ?? null;
  if (!isKind(kind) || point !== (pointText ?? null) || second !== (secondText ?? null)) return undefined;
  if ((kind === 'kill-point') !== (point !== null)) return undefined;
  return { kind, point, second, seed: Number(seed) };
}
