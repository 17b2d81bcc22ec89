import { canonicalJson, sha256Hex } from '../core/ids.ts';
import { parseStored } from '../core/check.ts';
import { GatewayError, type FieldError } from '../core/errors.ts';
import { createRedactor, REDACTED } from '../core/redact.ts';
import {
  buildVersion,
  checkVersion,
  datasourceIdsOf,
  factsOf,
  incrementOf,
  type BuiltVersion,
  type Increment,
} from '../chunjun/build-version.ts';
import type { ParameterValue } from '../chunjun/parameters/fill-text.ts';
import { missingErrors, resolveParameters } from '../chunjun/parameters/parameter-values.ts';
import { flinkJobName, programArguments } from '../chunjun/program-arguments.ts';
import type { VersionSpec } from '../chunjun/version-spec.ts';
import type { ConnectionDetails } from '../connectors/connector.ts';
import { restoreFromOf, type RestoreFrom } from '../runs/restore-schema.ts';
import type { RunRecord } from '../runs/run-store.ts';
import { StoredParametersSchema } from '../runs/schemas.ts';

/** A data source as submission needs it: opened, with the revision it had. */
export interface OpenedDatasource {
  readonly id: string;
  readonly type: string;
  readonly revision: number;
  readonly connection: ConnectionDetails;
}

interface StoredVersion {
  readonly id: string;
  readonly spec: VersionSpec;
  readonly sealedSecrets: string | null;
}

export interface PrepareDeps {
  readonly jobs: {
    find(id: string): Promise<{ id: string; name: string; kind: string; policy: unknown } | null>;
    findVersion(jobId: string, number: number): Promise<StoredVersion | null>;
  };
  /** Opens what a script's version sealed: throws `secret_unreadable`. */
  readonly openVersionSecrets: (version: StoredVersion) => Readonly<Record<string, string>>;
  /** Opens sealed secrets: throws `secret_unreadable`. */
  readonly openDatasources: (ids: readonly string[]) => Promise<ReadonlyMap<string, OpenedDatasource>>;
  readonly lastOffset: (jobId: string) => Promise<{ offset: string; version: number; params: unknown } | null>;
}

/** Everything a submission needs of the stored version, with secrets: it never leaves this process but to Flink. */
export interface PreparedRun {
  readonly job: BuiltVersion;
  readonly jobName: string;
  readonly programArgs: (distributionDirectory: string) => string[];
  /** The document with every secret replaced: what is stored and shown. */
  readonly redactedDocument: unknown;
  /** SHA-256 of the canonical redacted document and configuration: equal hash, equal work. */
  readonly documentHash: string;
  readonly datasourceRevisions: Record<string, number>;
  readonly offsetBefore: string | null;
  /** It does not end by itself. A script says so by `setting.restore.isStream`, as the documents of stream jobs do. */
  readonly streaming: boolean;
  /** Takes the run's secrets out of text that Flink returns. */
  readonly redact: (text: string) => string;
}

/** Builds a record's document. Throws `not_found`, `document_invalid`, `secret_unreadable`. */
export async function prepareRun(deps: PrepareDeps, record: RunRecord): Promise<PreparedRun> {
  const [job, version] = await Promise.all([
    deps.jobs.find(record.jobId),
    deps.jobs.findVersion(record.jobId, record.version),
  ]);
  if (job === null || version === null) {
    throw new GatewayError('not_found', `Version ${record.version} of job ${record.jobId} does not exist any more`);
  }
  const { spec } = version;
  const { parameterUses } = factsOf(spec);
  const parameters = resolveParameters(parameterUses, spec.parameters, givenOf(record.params));
  assertNone([...parameters.errors, ...missingErrors(parameters.missing)]);
  const increment = incrementOf(spec, parameters.values);
  const [opened, offsetBefore] = await Promise.all([
    deps.openDatasources(datasourceIdsOf(spec)),
    increment === null ? null : offsetOf(deps, record, increment),
  ]);
  const secrets = deps.openVersionSecrets(version);
  const datasourceTypes = new Map([...opened.values()].map((one) => [one.id, one.type]));
  assertNone(checkVersion(spec, { datasourceTypes, secretNames: new Set(Object.keys(secrets)) }));
  const restoring = restoringConf(restoreFromOf(record));
  const build = (hide: boolean): BuiltVersion => {
    const built = buildVersion({
      spec,
      isStream: job.kind === 'stream',
      values: parameters.values,
      secrets: hide ? masked(secrets) : secrets,
      connections: new Map(
        [...opened.values()].map(({ id, connection }) => [
          id,
          hide ? { ...connection, secrets: masked(connection.secrets) } : connection,
        ]),
      ),
      startLocation: offsetBefore,
    });
    return { ...built, confProp: { ...built.confProp, ...restoring } };
  };
  const built = build(false);
  assertNone(built.errors);
  const redacted = build(true);
  const redactedDocument = { document: JSON.parse(redacted.documentText) as unknown, confProp: redacted.confProp };
  const jobName = flinkJobName(job.name, record.id);
  return {
    job: built,
    jobName,
    programArgs: (distributionDirectory) =>
      programArguments({
        job: built,
        jobName,
        mode: distributionDirectory === '' ? 'standalone' : 'kubernetes-application',
        distributionDirectory,
      }),
    redactedDocument,
    documentHash: sha256Hex(canonicalJson(redactedDocument)),
    datasourceRevisions: Object.fromEntries([...opened.values()].map(({ id, revision }) => [id, revision])),
    offsetBefore: offsetBefore ?? increment?.first ?? null,
    streaming: isStreaming(job.kind, redactedDocument.document),
    redact: createRedactor([
      ...[...opened.values()].flatMap(({ connection }) => Object.values(connection.secrets)),
      ...Object.values(secrets),
    ]),
  };
}

/**
 * Flink takes the path of the submission; Chunjun's file writers read this one, and without it a writer in overwrite
 * mode would empty the directory that the run goes on with.
 */
function restoringConf(restore: RestoreFrom | null): Record<string, string | boolean> {
  if (restore === null) return {};
  return {
    'execution.savepoint.path': restore.path,
    'execution.savepoint.ignore-unclaimed-state': restore.allowNonRestoredState,
  };
}

function isStreaming(kind: string, document: unknown): boolean {
  if (kind !== 'script') return kind === 'stream';
  const { job } = document as { job?: { setting?: { restore?: { isStream?: unknown } } } };
  return job?.setting?.restore?.isStream === true;
}

/** The bound of the last run, if it read the same place: a bound of another table or column means nothing here. */
async function offsetOf(deps: PrepareDeps, record: RunRecord, { place }: Increment): Promise<string | null> {
  const last = await deps.lastOffset(record.jobId);
  const earlier = last === null ? null : await deps.jobs.findVersion(record.jobId, last.version);
  if (last === null || earlier === null) return null;
  const { values } = resolveParameters(
    factsOf(earlier.spec).parameterUses,
    earlier.spec.parameters,
    givenOf(last.params),
  );
  return incrementOf(earlier.spec, values)?.place === place ? last.offset : null;
}

function givenOf(params: unknown): Record<string, ParameterValue> {
  return params === null ? {} : parseStored(StoredParametersSchema, params, 'parameters of a record');
}

function assertNone(errors: readonly FieldError[]): void {
  if (errors.length === 0) return;
  const detail = errors.map((error) => `${error.pointer} ${error.detail}`).join('; ');
  throw new GatewayError('document_invalid', detail, { errors });
}

function masked(secrets: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.keys(secrets).map((name) => [name, REDACTED]));
}
