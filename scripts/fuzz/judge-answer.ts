import { errorTable } from '../../gateway/core/errors.ts';
import type { Operation } from './operations.ts';
import type { Check } from './schema-checks.ts';

export interface FuzzAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly ms: number;
}

export interface Fault {
  readonly kind: 'serverError' | 'invalidAnswer' | 'hang' | 'secretSeen';
  readonly detail: string;
}

/** What is not the gateway's fault: a cluster or data source that cannot be used, a distribution that nobody configured. */
const excusable: readonly string[] = [
  'datasource_failed',
  'cluster_unreachable',
  'cluster_answer_invalid',
  'distribution_missing',
  'distribution_invalid',
];

/** Everything that is wrong with an answer but what only the log knows. */
export function judgeAnswer(
  operation: Operation,
  answer: FuzzAnswer,
  limitMs: number,
  checkOf: (schema: unknown) => Check,
): Fault[] {
  const faults: Fault[] = [];
  const wrong = (detail: string): void => void faults.push({ kind: 'invalidAnswer', detail });
  const { status, body, type } = answer;
  if (answer.ms > limitMs) faults.push({ kind: 'hang', detail: `answered after ${Math.round(answer.ms)} ms` });
  const declared =
    operation.answers.find((one) => one.status === String(status)) ??
    operation.answers.find((one) => one.status === `${String(status)[0]}XX`);
  if (declared === undefined) {
    if (status >= 500) faults.push({ kind: 'serverError', detail: `${status} ${body.slice(0, 300)}` });
    else wrong(`status ${status} is not declared`);
    return faults;
  }
  const bare = type.split(';')[0]?.trim().toLowerCase() ?? '';
  const content = declared.contents.find((one) => one.type === bare);
  if (declared.contents.length === 0) {
    if (body !== '') wrong(`${status} has a body`);
    return faults;
  }
  if (content === undefined) {
    wrong(
      `${status} is ${bare || 'without a content type'}, not ${declared.contents.map((one) => one.type).join(' or ')}`,
    );
    return faults;
  }
  const isJson = /[/+]json$/.test(bare);
  const value = isJson ? parsed(body) : body;
  if (value === undefined) wrong(`${status} is no JSON: ${body.slice(0, 200)}`);
  else {
    const found = checkOf(content.schema)(value);
    if (found !== null) wrong(`${status}: ${found}`);
  }
  if (status >= 400 && bare === 'application/problem+json') faults.push(...judgeProblem(status, value));
  return faults;
}

function* judgeProblem(status: number, value: unknown): Generator<Fault> {
  const {
    code = '',
    requestId,
    status: told,
  } = (value ?? {}) as { code?: string; requestId?: string; status?: number };
  const known = (errorTable as Readonly<Record<string, { status: number }>>)[code];
  if (known?.status !== status || told !== status) {
    yield { kind: 'invalidAnswer', detail: `${status} with the code ${code} and the status ${told}` };
  }
  if (!requestId) yield { kind: 'invalidAnswer', detail: `${status} ${code} has no requestId` };
  if ((status >= 500 || status === 424) && !excusable.includes(code)) {
    yield { kind: 'serverError', detail: `${status} ${code}` };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
