/** What every kind of data source is asked for, and in which words it answers. */
import type { ConnectionDetails } from '../../connectors/connector.ts';
import type { ColumnInfo, SchemaInfo, TableInfo } from '../probe-schemas.ts';
import type { ProbeCode, ProbeDepth, StageName } from '../test-result-schema.ts';

export interface Failure {
  readonly code: ProbeCode;
  /** A sentence for a person, free of secrets. */
  readonly reason: string;
  readonly remedy: string;
  /** Where it belongs when that is not the stage at hand, e.g. an unknown database that the login tells of. */
  readonly stage?: StageName;
}

/** What an adapter throws when it knows what is wrong. */
export class ProbeFailure extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, cause?: unknown) {
    super(failure.reason, { cause });
    this.name = 'ProbeFailure';
    this.failure = failure;
  }
}

/** A data source to be asked: its type, public fields and opened secrets. */
export interface Target extends ConnectionDetails {
  readonly type: string;
}

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** Where an adapter says how far it has come. What is thrown belongs to the stage entered last. */
export interface Steps {
  /** Aborted when the time is over: whatever is open is to be destroyed then. */
  readonly signal: AbortSignal;
  /** The whole time, for drivers that count it themselves. */
  readonly timeoutMs: number;
  enter(stage: StageName): void;
  skip(stage: StageName, reason: string): void;
  /** Beside a stage that goes well. */
  note(stage: StageName, reason: string): void;
}

export interface TableQuery {
  /** null: the data source's own. */
  readonly schema: string | null;
  /** Part of the name, in any letter case. */
  readonly search: string | null;
  /** Name of the last table of the page before. */
  readonly after: string | null;
  readonly limit: number;
}

export interface PreviewQuery {
  readonly schema: string | null;
  readonly table: string;
  readonly rows: number;
  /** Longer texts are cut by the server where it can do that. */
  readonly cellLength: number;
  readonly timeoutMs: number;
}

export interface RawPreview {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** As the driver gives them. */
  readonly rows: readonly (readonly unknown[])[];
}

/** Questions about what is in there. Lists come sorted by name. */
export interface Browser {
  schemas(limit: number): Promise<readonly SchemaInfo[]>;
  tables(query: TableQuery): Promise<readonly TableInfo[]>;
  /** Empty: there is no such table, or the user does not see it. */
  columns?(schema: string | null, table: string, limit: number): Promise<readonly ColumnInfo[]>;
  preview?(query: PreviewQuery): Promise<RawPreview>;
}

/** One connection that is logged in. */
export interface Session {
  /** What the server says it is. */
  readonly server?: string | undefined;
  /** The smallest question that needs a right; what is worth knowing, if anything. Throws ProbeFailure. */
  permission(): Promise<string | undefined>;
  /** Absent: this kind of data source has nothing to browse. */
  readonly browser?: Browser;
  /** At once, whatever is under way: the socket is destroyed. Never throws. */
  close(): void;
}

/** One kind of data source. */
export interface Probe {
  readonly depth: ProbeDepth;
  /** Brings the driver into memory: before the clock runs, as it is no fault of the server. */
  load?(target: Target): Promise<unknown>;
  /** Every host a secret may be sent to; throws ProbeFailure when the config names none that can be read. */
  endpoints(target: Target): readonly Endpoint[];
  /** Connects and logs in. Throws ProbeFailure, or what the driver throws: `explain` has words for it. */
  open(target: Target, steps: Steps): Promise<Session>;
  /** Words for an error of the driver; undefined: it is none that the driver alone would know. */
  explain?(error: unknown): Failure | undefined;
}
