import { GatewayError, type FieldError } from '../core/errors.ts';
import type { Expected } from '../core/expected.ts';
import { canonicalJson, newId, sha256Hex } from '../core/ids.ts';
import { createRedactor } from '../core/redact.ts';
import type { Sealer } from '../core/secrets.ts';
import { checkVersion, datasourceIdsOf, factsOf } from '../chunjun/build-version.ts';
import type { Diagnostic } from '../chunjun/diagnostics.ts';
import { resolveParameters } from '../chunjun/parameters/parameter-values.ts';
import { movedSecrets } from '../chunjun/script/secret-places.ts';
import { sealScript, secretsOfScript } from '../chunjun/script/seal-script.ts';
import { isScript, type ScriptSpec, type VersionSpec } from '../chunjun/version-spec.ts';
import type { JobStore, JobVersion, NewVersion } from './job-store.ts';
import type { VersionInput } from './schemas.ts';
import { openVersionSecrets, sealVersionSecrets } from './version-secrets.ts';

export interface VersionDeps {
  readonly datasources: { typesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> };
  readonly sealer: Sealer;
}

interface Deps extends VersionDeps {
  readonly jobs: Pick<JobStore, 'find' | 'findVersion' | 'addVersion'>;
  /** Throws `document_invalid` when the version cannot become a document. */
  readonly diagnose: (version: Pick<JobVersion, 'jobId' | 'spec'>) => Promise<readonly Diagnostic[]>;
}

export interface PreparedVersion {
  readonly version: NewVersion;
  /** One warning for each secret that was taken out of a script. */
  readonly warnings: readonly Diagnostic[];
}

/**
 * Checks a version and stores it under the job's next number. Secrets in a script are sealed beside it, and the stored
 * text refers to them. Throws `not_found`, `validation_failed`, `document_invalid` with pointers into the request.
 */
export async function createVersion(
  deps: Deps,
  jobId: string,
  input: VersionInput,
  who: string,
  expected: Expected = 'any',
): Promise<{ version: JobVersion; diagnostics: readonly Diagnostic[] }> {
  const [job, newest] = await Promise.all([deps.jobs.find(jobId), deps.jobs.findVersion(jobId, 'newest')]);
  if (job === null) throw new GatewayError('not_found', `There is no job ${jobId}`);
  assertKind(job.kind, input.spec);
  const earlier =
    newest === null || !isScript(newest.spec)
      ? null
      : { script: newest.spec.script, secrets: openVersionSecrets(deps.sealer, newest) };
  const { version, warnings } = await prepareVersion(deps, input, earlier, who);
  const found = await inSpec(() => deps.diagnose({ jobId, spec: version.spec }));
  return { version: await deps.jobs.addVersion(jobId, version, expected), diagnostics: [...warnings, ...found] };
}

/** The version before: its secrets may go on being referred to, from the same places. */
export interface EarlierScript {
  readonly script: string;
  readonly secrets: Readonly<Record<string, string>>;
}

/** What a version becomes before it is stored. */
export async function prepareVersion(
  deps: VersionDeps,
  input: VersionInput,
  earlier: EarlierScript | null,
  who: string,
): Promise<PreparedVersion> {
  const id = newId();
  const { spec, secrets, warnings } = isScript(input.spec)
    ? await takeSecrets(input.spec, input.secrets ?? {}, earlier)
    : { spec: input.spec, secrets: noSecrets(input), warnings: [] };
  const datasourceTypes = await deps.datasources.typesOf(datasourceIdsOf(spec));
  const errors = checkVersion(spec, { datasourceTypes, secretNames: new Set(Object.keys(secrets)) });
  if (errors.length > 0) {
    throw new GatewayError('document_invalid', errors.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; '), {
      errors: errors.map((error) => ({ ...error, pointer: `/spec${error.pointer}` })),
    });
  }
  const version = {
    id,
    spec,
    contentHash: sha256Hex(canonicalJson(spec)),
    // A comment may repeat what was taken out of the script.
    comment: createRedactor(Object.values(secrets))(input.comment ?? ''),
    who,
    sealedSecrets: sealVersionSecrets(deps.sealer, id, secrets),
    datasources: factsOf(spec).datasources,
  };
  return { version, warnings };
}

/** A batch or stream job is a form, a script job a document. Throws `validation_failed`. */
export function assertKind(kind: string, spec: VersionSpec): void {
  if ((kind === 'script') === isScript(spec)) return;
  const detail = isScript(spec)
    ? `is a script, and the job is of kind ${kind}`
    : 'has no script, and the job is of kind script';
  const remedy = isScript(spec) ? 'Make a job of kind script for it.' : 'Write {"spec": {"script": "…"}}.';
  throw new GatewayError('validation_failed', `/spec ${detail}`, { errors: [{ pointer: '/spec', detail, remedy }] });
}

async function takeSecrets(
  spec: ScriptSpec,
  given: Readonly<Record<string, string>>,
  earlier: EarlierScript | null,
): Promise<{ spec: ScriptSpec; secrets: Record<string, string>; warnings: readonly Diagnostic[] }> {
  const before = earlier?.secrets ?? {};
  const { values: defaults } = resolveParameters([], spec.parameters);
  const taken = [...Object.keys(given), ...Object.keys(before)];
  const sealed = await inSpec(async () => sealScript(spec.script, taken, defaults));
  const known = new Map([...Object.entries(before), ...Object.entries(given), ...sealed.secrets]);
  const used = secretsOfScript(sealed.script);
  const unused = Object.keys(given).filter((name) => !used.includes(name));
  if (unused.length > 0) {
    const errors: FieldError[] = unused.map((name) => ({
      pointer: `/secrets/${name}`,
      detail: 'is not used by the script',
      remedy: `Write \${secret.${name}} where it belongs, or leave it out.`,
    }));
    throw new GatewayError('validation_failed', 'Secrets are given that the script does not use', { errors });
  }
  const kept = used.filter((name) => Object.hasOwn(before, name) && !Object.hasOwn(given, name));
  const moved = earlier === null ? [] : movedSecrets(earlier.script, sealed.script, kept);
  if (moved.length > 0) {
    const errors: FieldError[] = moved.map((name) => ({
      pointer: `/secrets/${name}`,
      detail: 'stands at another place, or beside another address, than in the version before',
      remedy: 'Give its value again: it would be sent elsewhere.',
    }));
    throw new GatewayError('validation_failed', `Secrets were moved: ${moved.join(', ')}`, { errors });
  }
  const secrets = used.flatMap((name) => {
    const value = known.get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return { spec: { ...spec, script: sealed.script }, secrets: Object.fromEntries(secrets), warnings: sealed.warnings };
}

/** Pointers of what is wrong with a script begin at the request's `spec`. */
async function inSpec<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    throw new GatewayError(error.code, error.message, {
      ...(error.remedy === undefined ? {} : { remedy: error.remedy }),
      errors: error.errors.map((one) => ({ ...one, pointer: `/spec${one.pointer}` })),
    });
  }
}

function noSecrets({ secrets = {} }: VersionInput): Record<string, string> {
  if (Object.keys(secrets).length === 0) return {};
  const detail = 'belong to scripts only';
  throw new GatewayError('validation_failed', `/secrets ${detail}`, {
    errors: [{ pointer: '/secrets', detail, remedy: 'Put them into the data source.' }],
  });
}
