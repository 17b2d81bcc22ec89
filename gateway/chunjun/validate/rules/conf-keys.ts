import type { Diagnostic } from '../../diagnostics.ts';
import { at, textOf, type DocumentNode } from '../document-node.ts';
import { own } from '../own.ts';
import { error, info, quoted, warning } from '../rule.ts';
import { confPropPointer } from './conf-pointer.ts';

/** Keys of confProp that somebody else decides, that do nothing, and words of Flink 1.12 that it does not know. */
export function* checkConfKeys(node: DocumentNode): Generator<Diagnostic> {
  for (const { key, value } of node.members) {
    const pointer = at(confPropPointer, key);
    const owner = owned.find(([pattern]) => pattern.test(key));
    if (owner !== undefined) {
      const [, effect, remedy, fact] = owner;
      yield warning('platform_key', pointer, `${key} ${effect}`, remedy, fact);
    }
    const idle = ignored.find(([pattern]) => pattern.test(key));
    if (idle !== undefined) yield info('ignored_setting', pointer, `${key} ${idle[1]}`, idle[2], idle[3]);
    const text = textOf(value);
    if (text === undefined) continue;
    const known = own(flinkWords, key);
    if (known !== undefined && !known.includes(text.toLowerCase().replaceAll('_', '-'))) {
      const message = `Flink 1.12 does not know ${key} ${quoted(text)}; the job is refused.`;
      yield error('conf_prop_value', pointer, message, `Write one of ${known.join(', ')}.`, 'Flink 1.12 configuration');
    }
    if (durations.test(key) && !/^\s*\d{1,18}\s*[a-zµ]{0,20}\s*$/i.test(text)) {
      const message = `${quoted(text)} is no duration; Chunjun stops with NumberFormatException.`;
      const remedy = 'Write a number and a unit: "60 s", "5min".';
      yield error('conf_prop_value', pointer, message, remedy, 'verdicts/confprop-bad-checkpoint');
    }
    if (counts.test(key) && !/^\s*-?\d{1,10}\s*$/.test(text)) {
      const message = `${quoted(text)} is no whole number; Flink refuses the job.`;
      yield error('conf_prop_value', pointer, message, 'Write a whole number.', 'Flink 1.12 configuration');
    }
  }
}

type Entry = readonly [keys: RegExp, effect: string, remedy: string, fact: string];

/** Whoever submits the job decides these. */
const owned: readonly Entry[] = [
  [
    /^pipeline\.(?:jars|classpaths)$/,
    'names jars that the cluster loads; Chunjun appends its own to it.',
    'Remove it: the cluster decides which jars a job sees.',
    'contract §5 Class path',
  ],
  [
    /^execution\.savepoint\./,
    'is read by file writers alone, to leave a directory as it is; it does not restore a job.',
    'Remove it, and choose the savepoint when the job is run.',
    'contract §1 confProp',
  ],
  [
    /^chunjun\.dirty-data\.dir$/,
    'is set by Chunjun itself from -chunjunDistDir.',
    'Remove it.',
    'contract §1 dirty data',
  ],
  [
    /^(?:execution\.(?:target|attached)|\$internal\.|pipeline\.name)/,
    'belongs to whoever submits the job.',
    'Remove it.',
    'contract §1 confProp',
  ],
];

const ignored: readonly Entry[] = [
  [/^sample\.interval\.count$/, 'is read by SQL jobs only.', 'Remove it.', 'contract §1 confProp'],
  [
    /^(?:jobmanager|taskmanager|classloader|rest|web|high-availability|yarn|kubernetes)\./,
    'belongs to the cluster, which is running already; a job cannot set it.',
    "Set it in the cluster's flink-conf.yaml.",
    'contract §1 confProp',
  ],
  [/^parallelism\.default$/, 'is overwritten by setting.speed.channel.', 'Set channel.', 'contract §2 speed.channel'],
];

const flinkWords: Readonly<Record<string, readonly string[]>> = {
  'restart-strategy': ['none', 'off', 'disable', 'fixed-delay', 'fixeddelay', 'failure-rate', 'failurerate'],
  'execution.checkpointing.mode': ['exactly-once', 'at-least-once'],
  'execution.checkpointing.externalized-checkpoint-retention': ['delete-on-cancellation', 'retain-on-cancellation'],
};
const durations =
  /^(?:execution\.checkpointing\.(?:interval|timeout|min-pause)|restart-strategy\.(?:fixed-delay\.delay|failure-rate\.(?:delay|failure-rate-interval)))$/;
const counts =
  /^(?:restart-strategy\.(?:fixed-delay\.attempts|failure-rate\.max-failures-per-interval)|execution\.checkpointing\.(?:max-concurrent-checkpoints|tolerable-failed-checkpoints))$/;
