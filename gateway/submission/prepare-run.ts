import { canonicalJson, sha256Hex } from '../core/ids.ts';
import { GatewayError } from '../core/errors.ts';
import { createRedactor, REDACTED } from '../core/redact.ts';
import { buildJob, type BuiltJob } from '../chunjun/build-job-json.ts';
import { assertVersionSpec, datasourceIdsOf } from '../chunjun/check-version-spec.ts';
import { flinkJobName, programArguments } from '../chunjun/program-arguments.ts';
import type { VersionSpec } from '../chunjun/version-spec.ts';
import type { ConnectionDetails } from '../connectors/connector.ts';
import type { RunRecord } from '../runs/run-store.ts';

/** A data source as submission needs it: opened, with the revision it had. */
export interface OpenedDatasource {
  readonly id: string;
  readonly type: string;
  readonly revision: number;
  readonly connection: ConnectionDetails;
}

export interface PrepareDeps {
  readonly jobs: {
    find(id: string): Promise<{ name: string } | null>;
    findVersion(jobId: string, number: number): Promise<{ spec: VersionSpec } | null>;
  };
  /** Opens sealed secrets: throws `secret_unreadable`. */
  readonly openDatasources: (ids: readonly string[]) => Promise<ReadonlyMap<string, OpenedDatasource>>;
  readonly lastOffset: (jobId: string) => Promise<{ offset: string; version: number } | null>;
}

/** Everything a submission needs of the stored version, with secrets: it never leaves this process but to Flink. */
export interface PreparedRun {
  readonly job: BuiltJob;
  readonly jobName: string;
  readonly programArgs: (distributionDirectory: string) => string[];
  /** The document with every secret replaced: what is stored and shown. */
  readonly redactedDocument: unknown;
  /** SHA-256 of the canonical redacted document and configuration: equal hash, equal work. */
  readonly documentHash: string;
  readonly datasourceRevisions: Record<string, number>;
  readonly offsetBefore: string | null;
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
  const [opened, offsetBefore] = await Promise.all([
    deps.openDatasources(datasourceIdsOf(spec)),
    isIncremental(spec) ? offsetOf(deps, record, spec) : null,
  ]);
  assertVersionSpec(spec, new Map([...opened.values()].map((one) => [one.id, one.type])), '');
  const connectionOf = (id: string | undefined, hide: boolean): ConnectionDetails | null => {
    const connection = id === undefined ? undefined : opened.get(id)?.connection;
    if (connection === undefined) return null;
    return hide ? { ...connection, secrets: masked(connection.secrets) } : connection;
  };
  const build = (hide: boolean): BuiltJob =>
    buildJob({
      spec,
      reader: connectionOf(spec.reader.datasourceId, hide),
      writer: connectionOf(spec.writer.datasourceId, hide),
      startLocation: offsetBefore,
    });
  const built = build(false);
  const redacted = build(true);
  const redactedDocument = { document: redacted.document, confProp: redacted.confProp };
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
    offsetBefore: offsetBefore ?? firstLocation(spec),
    redact: createRedactor([...opened.values()].flatMap(({ connection }) => Object.values(connection.secrets))),
  };
}

/** The bound of the last run, if it read the same place: a bound of another table or column means nothing here. */
async function offsetOf(deps: PrepareDeps, record: RunRecord, spec: VersionSpec): Promise<string | null> {
  const last = await deps.lastOffset(record.jobId);
  if (last === null || last.version === record.version) return last?.offset ?? null;
  const earlier = await deps.jobs.findVersion(record.jobId, last.version);
  return earlier !== null && placeOf(earlier.spec) === placeOf(spec) ? last.offset : null;
}

function placeOf({ reader: { connector, datasourceId, parameter } }: VersionSpec): string {
  const { schema, table, customSql, increColumn } = parameter;
  return canonicalJson([connector, datasourceId, schema, table, customSql, increColumn]);
}

function masked(secrets: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.keys(secrets).map((name) => [name, REDACTED]));
}

function isIncremental(spec: VersionSpec): boolean {
  return typeof spec.reader.parameter['increColumn'] === 'string';
}

function firstLocation(spec: VersionSpec): string | null {
  const location = spec.reader.parameter['startLocation'];
  return isIncremental(spec) && typeof location === 'string' && location !== '' ? location : null;
}
