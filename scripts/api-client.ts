/** A thin caller of the gateway's own HTTP API for scripts and tests: JSON in, JSON out, problems as errors. */
export interface ApiClient {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown, headers?: Record<string, string>): Promise<T>;
  /** Without `ifMatch` it overwrites whatever is there. */
  patch<T>(path: string, body: unknown, ifMatch?: string): Promise<T>;
  delete(path: string): Promise<void>;
}

export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly remedy?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

export class ApiError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(`${problem.status} ${problem.code}: ${problem.detail}`);
    this.problem = problem;
  }
}

/** `baseUrl` without the prefix; paths begin behind /api/v1. Throws ApiError for every answer that is not 2xx. */
export function createApiClient(baseUrl: string, token: string): ApiClient {
  async function call<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<T> {
    const answer = await fetch(`${baseUrl}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const value: unknown = text === '' ? null : JSON.parse(text);
    if (!answer.ok) throw new ApiError(value as Problem);
    return value as T;
  }
  return {
    get: (path) => call('GET', path),
    post: (path, body, headers) => call('POST', path, body, headers),
    patch: (path, body, ifMatch = '*') => call('PATCH', path, body, { 'if-match': ifMatch }),
    delete: (path) => call('DELETE', path),
  };
}
