import type { Diagnostic } from '../../diagnostics.ts';
import { at } from '../document-node.ts';
import type { JobView } from '../job-view.ts';
import { own } from '../own.ts';
import { parseDocument } from '../parse-document.ts';
import { didYouMean, error, info, quoted, warning } from '../rule.ts';
import { urlDecoded } from './conf-prop.ts';

/** The arguments are no part of the document; their diagnostics point to `/programArguments`. */
export const argumentsPointer = '/programArguments';
const base = argumentsPointer;

const known =
  'jobType mode job jobName confProp p pj chunjunDistDir remoteChunJunDistDir pluginLoadMode flinkConfDir flinkLibDir hadoopConfDir addjar addShipfile runMode'
    .split(' ')
    .map((name) => `-${name}`);

type Check = (value: string | null) => Iterable<Diagnostic>;

const checks: Readonly<Record<string, Check>> = {
  *'-jobType'(value) {
    if (value === 'sync') return;
    if (value === 'sql') {
      const message = 'With -jobType sql Chunjun reads -job as SQL statements; a document is none.';
      yield error('job_type', at(base, '-jobType'), message, 'Pass -jobType sync.', 'contract §1');
      return;
    }
    const message = 'Chunjun refuses to start without a job type.';
    yield error('job_type', at(base, '-jobType'), message, 'Pass -jobType sync.', 'verdicts/arg-jobtype-missing');
  },
  *'-mode'(value) {
    if (value !== null && value.trim() !== '' && value.toLowerCase() !== 'local') return;
    const message =
      'Chunjun builds an embedded cluster (mode local, also when -mode is left out) and Flink refuses that.';
    const fact = value === null ? 'verdicts/arg-mode-absent' : 'verdicts/arg-mode-local';
    yield error('mode', at(base, '-mode'), message, 'Pass -mode standalone or kubernetes-session.', fact);
  },
  *'-p'(value) {
    const wrong = (value ?? '').split(',').find((pair) => pair !== '' && !pair.includes('='));
    const cutOff = (value ?? '').split(',').find((pair) => pair.split('=').length > 2);
    if (cutOff !== undefined) {
      const message = 'A value of -p is cut at its second =.';
      yield warning('parameter_pair', at(base, '-p'), message, 'Pass such values with -pj.', 'contract §1');
    }
    if (wrong === undefined) return;
    const message = `A part of -p has no =; Chunjun stops with ArrayIndexOutOfBoundsException.`;
    yield error('parameter_pair', at(base, '-p'), message, 'Write k=v,k2=v2.', 'verdicts/param-p-no-equals');
  },
  *'-pj'(value) {
    if (value === null || value === '' || parseDocument(value).root?.kind === 'object') return;
    yield error('parameter_json', at(base, '-pj'), 'It is no JSON object.', 'Write {"k": "v"}.', 'contract §1');
  },
  *'-addShipfile'(value) {
    const names = (value ?? '').split(',').map((path) => path.trim().split('/').at(-1));
    if (value === null || value === '' || new Set(names).size === names.length) return;
    const message = 'Two files of -addShipfile have the same name; Chunjun refuses to start.';
    yield error('ship_file', at(base, '-addShipfile'), message, 'Give each file a name of its own.', 'contract §1');
  },
  *'-pluginLoadMode'(value) {
    if (value === null || value === '' || ['classpath', 'shipfile'].includes(value)) return;
    const message = `Chunjun knows the plugin load modes classpath and shipfile, not ${quoted(value)}.`;
    yield warning('unknown_word', at(base, '-pluginLoadMode'), message, 'Leave it out.', 'contract §1');
  },
  *'-job'(value) {
    if (value !== null) yield* urlDecoded(value, at(base, '-job'), 'verdicts/job-raw-percent').diagnostics;
  },
};

/** Not by Chunjun's main class in a sync job on a running cluster. */
const unread: Readonly<Record<string, string>> = {
  '-runMode': 'SQL jobs',
  '-remoteChunJunDistDir': 'SQL jobs',
  '-flinkConfDir': 'the local mode and the command line client',
  '-flinkLibDir': 'the command line client',
  '-hadoopConfDir': 'the command line client',
};

/** Arguments of Chunjun's main class, as far as the context has them. */
export function* programArguments({ context }: JobView): Generator<Diagnostic> {
  const given = context.programArguments ?? {};
  for (const [name, value] of Object.entries(given)) {
    if (!known.includes(name)) {
      const near = didYouMean(name, known);
      const remedy = near === undefined ? 'Leave it out.' : `Did you mean ${near}?`;
      const message = `Chunjun knows no argument ${quoted(name)} and refuses to start.`;
      yield error('unknown_argument', at(base, name), message, remedy, 'verdicts/arg-unknown-option');
    }
    yield* own(checks, name)?.(value) ?? [];
    const idle = value === null || value === '' ? undefined : own(unread, name);
    if (idle === undefined) continue;
    yield info('unread_argument', at(base, name), `${name} is read by ${idle} only.`, 'Leave it out.', 'contract §1');
  }
  yield* distribution(given);
}

function* distribution(given: Readonly<Record<string, string | null>>): Generator<Diagnostic> {
  if ((given['-chunjunDistDir'] ?? '').trim() === '') return;
  const pointer = at(base, '-chunjunDistDir');
  // The gateway's own mode is none of these when the caller says nothing.
  if (given['-mode'] !== 'kubernetes-application') {
    const message = 'With a plugin directory and this mode Chunjun stops with MalformedURLException: no protocol.';
    const remedy =
      'Pass -mode kubernetes-application, or put the plugins on the class path and leave the directory blank.';
    yield error('distribution_directory', pointer, message, remedy, 'verdicts/arg-distdir-bare');
    return;
  }
  const message =
    'A plugin directory works on Java 8 to 15 only, and with classloader.check-leaked-classloader false; otherwise ClassNotFoundException.';
  const remedy = "Put the plugins into the cluster's lib directory and leave this blank.";
  yield warning('distribution_directory', pointer, message, remedy, 'verdicts/arg-distdir-k8sapp');
}

/** What `${name}` is replaced by: -p after -pj, as Chunjun applies them. */
export function replacements(given: Readonly<Record<string, string | null>> | undefined): Map<string, string> {
  const values = new Map<string, string>();
  const json = given?.['-pj'];
  if (json) {
    for (const { key, value } of parseDocument(json).root?.members ?? []) values.set(key, value.text);
  }
  for (const pair of (given?.['-p'] ?? '').split(',')) {
    const [key, value] = pair.split('=');
    if (key !== undefined && value !== undefined) values.set(key, value);
  }
  return values;
}

/** The document's text with every known `${name}` replaced, as Chunjun does: plain text, nothing escaped. */
export function replaceParameters(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(/\$\{([^}]+)\}/g, (whole, name: string) => values.get(name) ?? whole);
}
