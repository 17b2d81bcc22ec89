/**
 * Every error a person can meet, in one table. `status` is the HTTP status of the answer, `title` says in general what
 * went wrong; the instance adds what exactly (`detail`), where (`errors[].pointer`, an RFC 6901 pointer into the request
 * or document) and what to do (`remedy`). Codes are part of the API: they are added, never renamed.
 */
export const errorTable = {
  bad_request: { status: 400, title: 'The request cannot be understood' },
  validation_failed: { status: 400, title: 'The request does not have the expected shape' },
  unauthenticated: { status: 401, title: 'A valid bearer token is needed' },
  forbidden: { status: 403, title: 'The token has no right to do this' },
  not_found: { status: 404, title: 'There is no such thing' },
  route_not_found: { status: 404, title: 'There is no such route' },
  conflict: { status: 409, title: 'The request contradicts the present state' },
  name_taken: { status: 409, title: 'The name is already in use' },
  datasource_untested: { status: 409, title: 'A production data source has not passed its connection test' },
  in_use: { status: 409, title: 'It is still in use' },
  not_empty: { status: 409, title: 'There is something in it' },
  tree_cycle: { status: 409, title: 'A folder cannot go into itself or below itself' },
  tree_too_deep: { status: 409, title: 'The tree of folders would be too deep' },
  limit_reached: { status: 409, title: 'There can be no more of these' },
  idempotency_conflict: { status: 409, title: 'The Idempotency-Key was used for another request' },
  run_active: { status: 409, title: 'The job already has an active run' },
  illegal_move: { status: 409, title: 'The record cannot make this move from its present state' },
  job_alive: { status: 409, title: 'Flink shows a job of the record that is not over' },
  job_not_attachable: { status: 409, title: 'The Flink job cannot be tied to the record' },
  confirmation_needed: { status: 409, title: 'A person has to confirm this with force' },
  precondition_failed: { status: 412, title: 'It was changed meanwhile' },
  precondition_required: { status: 428, title: 'If-Match is needed' },
  request_timeout: { status: 408, title: 'The request did not arrive in time' },
  payload_too_large: { status: 413, title: 'The request body is too large' },
  unsupported_media_type: { status: 415, title: 'The media type of the body is not supported' },
  unknown_datasource: { status: 422, title: 'A data source that is referred to does not exist' },
  connector_unknown: { status: 422, title: 'There is no such connector' },
  connector_missing: { status: 422, title: 'The Chunjun distribution of the cluster lacks a connector' },
  document_invalid: { status: 422, title: 'The version cannot become a Chunjun document' },
  too_many_slots: { status: 422, title: 'The run needs more task slots than the cluster can have' },
  metadata_unsupported: { status: 422, title: 'The type of the data source does not offer this' },
  datasource_failed: { status: 424, title: 'The data source cannot be used as it is' },
  no_cluster: { status: 422, title: 'The job has no cluster to run on' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  headers_too_large: { status: 431, title: 'The request headers are too large' },
  config_invalid: { status: 500, title: 'The configuration is wrong' },
  secret_unreadable: { status: 500, title: 'A sealed secret cannot be opened with the configured key' },
  distribution_missing: { status: 503, title: 'No Chunjun distribution is configured' },
  distribution_invalid: { status: 503, title: 'The Chunjun distribution cannot be used' },
  cluster_unreachable: { status: 503, title: 'The Flink cluster cannot be reached' },
  cluster_answer_invalid: { status: 502, title: 'The Flink cluster answered with something unexpected' },
  identity_provider_unreachable: { status: 503, title: 'The identity provider cannot be asked for its keys' },
  audit_unavailable: { status: 503, title: 'The act cannot be put on record, so it was not done' },
  store_unavailable: { status: 503, title: 'The database cannot be reached' },
  queue_unavailable: { status: 503, title: 'The queue cannot be reached' },
  internal: { status: 500, title: 'An unexpected error happened' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof errorTable;

/** One wrong place: where (RFC 6901 pointer), what is wrong, what to do about it. */
export interface FieldError {
  readonly pointer: string;
  readonly detail: string;
  readonly remedy?: string;
}

export interface GatewayErrorOptions {
  readonly errors?: readonly FieldError[];
  readonly remedy?: string;
  readonly cause?: unknown;
  /** Plain, secret-free facts for the answer and the log (ids, limits, the root cause as Flink told it). */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** The only error class that routes, flows and adapters throw on purpose. `detail` must be free of secrets. */
export class GatewayError extends Error {
  readonly code: ErrorCode;
  readonly errors: readonly FieldError[];
  readonly remedy: string | undefined;
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, detail: string, options: GatewayErrorOptions = {}) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'GatewayError';
    this.code = code;
    this.errors = options.errors ?? [];
    this.remedy = options.remedy;
    this.facts = options.facts ?? {};
  }

  get status(): number {
    return errorTable[this.code].status;
  }
}

/** True for a GatewayError of that code: the one way flows ask what went wrong. */
export function hasCode(error: unknown, code: ErrorCode): error is GatewayError {
  return error instanceof GatewayError && error.code === code;
}

/** For the default branch of a switch over a union: the compiler refuses a forgotten case. */
export function exhausted(value: never): never {
  throw new GatewayError('internal', `Unhandled case: ${String(value)}`);
}

/** The message of anything that was thrown, for logs and evidence. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
