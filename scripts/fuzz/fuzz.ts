/**
 * `npm run test:fuzz -- [count] [--seed N]`: so many requests (20,000 unless told) to the whole API, made from its
 * OpenAPI document, half of them damaged; the same seed makes the same choices. Ends with one line of JSON.
 */
import { parseArgs } from 'node:util';
import { runFuzz } from './run-fuzz.ts';
import { startStand } from './stand.ts';
import { fuzzReport, neverAnswered } from './report.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { seed: { type: 'string' } } });
const count = Number(positionals[0] ?? 20_000);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed)) {
  console.error('npm run test:fuzz -- [count] [--seed N]: both are whole numbers');
  process.exit(2);
}
const stand = await startStand();
const from = performance.now();
try {
  const result = await runFuzz(stand, { count, seed, tell: (text) => console.error(text) });
  const seconds = Math.round((performance.now() - from) / 1000);
  console.log(fuzzReport(result));
  console.log(
    JSON.stringify({
      requests: count,
      operations: result.operations.length,
      answeredWell: result.operations.filter(({ good }) => good > 0).length,
      serverErrors: result.counts.serverError,
      invalidAnswers: result.counts.invalidAnswer,
      hangs: result.counts.hang,
      secretsSeen: result.counts.secretSeen,
      outgoingRefused: stand.outgoing(),
      seed,
      seconds,
    }),
  );
  const faults = Object.values(result.counts).reduce((sum, one) => sum + one, 0);
  if (faults > 0 || neverAnswered(result).length > 0) process.exitCode = 1;
} finally {
  await stand.close();
}
