import { buildJob, type BuiltJob } from '../chunjun/build-job-json.ts';
import { assertVersionSpec, datasourceIdsOf } from '../chunjun/check-version-spec.ts';
import type { Diagnostic } from '../chunjun/diagnostics.ts';
import { fromValue } from '../chunjun/validate/parse-document.ts';
import { validateDocument } from '../chunjun/validate/validate-document.ts';
import type { VersionSpec } from '../chunjun/version-spec.ts';
import type { ConnectionDetails } from '../connectors/connector.ts';

export interface RenderDeps {
  readonly datasources: {
    /** Type and public fields by id; every secret is masked. */
    maskedConnections(
      ids: readonly string[],
    ): Promise<ReadonlyMap<string, { type: string; connection: ConnectionDetails }>>;
  };
  /** Connector directories of the distribution; undefined: not known now. */
  readonly plugins: () => Promise<ReadonlySet<string> | undefined>;
}

export interface RenderedVersion extends BuiltJob {
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Dry run: the document a version becomes, with masked secrets, and what Chunjun 1.12.8 will make of it. No secret is
 * opened, nothing is submitted. Throws `document_invalid` when the spec cannot become a document at all.
 */
export async function renderVersion(deps: RenderDeps, spec: VersionSpec): Promise<RenderedVersion> {
  const [connections, plugins] = await Promise.all([
    deps.datasources.maskedConnections(datasourceIdsOf(spec)),
    deps.plugins(),
  ]);
  assertVersionSpec(spec, new Map([...connections].map(([id, { type }]) => [id, type])), '');
  const connectionOf = (id: string | undefined) =>
    id === undefined ? null : (connections.get(id)?.connection ?? null);
  const built = buildJob({
    spec,
    reader: connectionOf(spec.reader.datasourceId),
    writer: connectionOf(spec.writer.datasourceId),
    startLocation: null,
  });
  const context = { confProp: built.confProp, ...(plugins === undefined ? {} : { plugins }) };
  return { ...built, diagnostics: validateDocument(fromValue(built.document), context) };
}
