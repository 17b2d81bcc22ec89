import type { FuzzResult } from './run-fuzz.ts';

/** Operations that cannot be answered well here, and why. */
export const excused: Readonly<Record<string, string>> = {};

/** Operations that were never answered with 2xx, without an excuse. */
export function neverAnswered({ operations }: FuzzResult): string[] {
  return operations.filter(({ id, good }) => good === 0 && excused[id] === undefined).map(({ id }) => id);
}

/** A table of the operations, and the first fault of every sort. */
export function fuzzReport(result: FuzzResult): string {
  const head = ['operation', 'requests', '2xx', '4xx', '5xx', 'slowest ms'];
  const rows = result.operations.map(({ id, requests, good, refused, failed, slowestMs }) => [
    id,
    ...[requests, good, refused, failed, Math.round(slowestMs)].map(String),
  ]);
  const widths = head.map((_name, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((text, column) => (column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0)))
      .join('  ');
  const faults = result.faults.map(
    ({ kind, operation, detail, request }) => `${kind} ${operation}: ${detail}\n    ${request}`,
  );
  const never = neverAnswered(result).map((id) => {
    const { lastRefusal } = result.operations.find((one) => one.id === id) ?? {};
    return `never answered with 2xx: ${id}; last: ${lastRefusal ?? ''}`;
  });
  const valid = `valid requests that were refused for their shape: ${result.misunderstood}`;
  return [line(head), ...rows.map(line), '', ...faults, ...never, valid].join('\n');
}
