/** `npm run test:faults`: randomized faults between two gateways and a real Flink, promises checked on both sides. */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { redisMissing, redisUrl } from '../../test/queues/engines.ts';
import { killPoints } from './kill-points.ts';
import { planOf, type Plan } from './kinds.ts';
import { planRound, roundsOf, wholeRound } from './plan.ts';
import { chanceOf } from './random.ts';
import { countOf, coverageOf, kindTable, problemLines } from './report.ts';
import { runFaults } from './run-faults.ts';

const HELP = `Randomized faults between two gateways and a real Flink 1.12.7 (Chunjun's stand-in, mode lib).

  npm run test:faults                     every kind of fault and every kill point once (${wholeRound} scenarios)
  npm run test:faults -- 500              so many scenarios
  npm run test:faults -- --seed N         the same choices again
  npm run test:faults -- --only LABEL     only this scenario, as a line of the output names it; may be repeated
  npm run test:faults -- --queue NAME     postgresql or redis (default: in turns, when there is a Redis)
  npm run test:faults -- --keep           keeps the logs of the gateways

Exit codes: 0 every promise was kept, 1 one was broken, a kill point was missed, or too many faults did not happen (a tenth; half of one kind),
2 wrong arguments.
`;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string' },
    only: { type: 'string', multiple: true, default: [] as string[] },
    queue: { type: 'string' },
    keep: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

function refuse(why: string): never {
  console.error(`${why}\n\n${HELP}`);
  process.exit(2);
}

function wholeNumber(text: string): number {
  const value = Number(text);
  return Number.isInteger(value) && value >= 0 ? value : refuse(`${text} is not a whole number`);
}

if (options.help) {
  console.log(HELP);
  process.exit(0);
}
const from = performance.now();
const seed = options.seed === undefined ? randomInt(2 ** 31) : wholeNumber(options.seed);
const count = positionals[0] === undefined ? wholeRound : wholeNumber(positionals[0]);
const chance = chanceOf(seed);
const asked = options.only.map((label): Plan => planOf(label) ?? refuse(`${label} names no scenario`));
const rounds = asked.length > 0 ? [asked] : roundsOf(count).map((of) => planRound(of, chance));
const missing = await redisMissing();
const queues = (['postgresql', 'redis'] as const).filter((queue) =>
  options.queue === undefined ? queue !== 'redis' || missing === false : queue === options.queue,
);
if (queues.length === 0) refuse(`${options.queue ?? ''} is no queue`);

console.log(`seed ${seed}`);
const run = await runFaults(rounds, { seed, queues, redisUrl, say: (line) => console.log(line) });
const { outcomes, pointsHit } = run;
console.log(`\n${kindTable(outcomes)}\n`);
const problems = problemLines(outcomes);
problems.forEach((line) => console.log(line));
const missed = killPoints.filter((point) => !pointsHit.includes(point));
const whole = asked.length === 0 && count >= wholeRound;
if (whole && missed.length > 0) console.log(`kill points never hit: ${missed.join(', ')}`);
else console.log(`kill points hit: ${pointsHit.join(', ')}`);
const broken = countOf(outcomes);
const coverage = coverageOf(outcomes);
if (coverage.tooFew) console.log(`${coverage.notHappened} of ${outcomes.length} faults did not happen: too many`);
if (coverage.hollowKinds.length > 0) console.log(`most of these did not happen: ${coverage.hollowKinds.join(', ')}`);
const tooLittle = coverage.tooFew || coverage.hollowKinds.length > 0;
const anyBroken = Object.values(broken).some((one) => one > 0) || outcomes.some((outcome) => outcome.broken !== null);
const failed = anyBroken || tooLittle || (whole && missed.length > 0);
if (failed || options.keep) console.log(`logs of the gateways: ${run.directory}`);
else await run.remove();
const records = outcomes.flatMap((outcome) => outcome.records);
console.log(
  JSON.stringify({
    scenarios: coverage.tested,
    submissions: outcomes.reduce((sum, { submissions }) => sum + submissions, 0),
    doubles: broken.double,
    lost: broken.lost,
    wrongFinals: broken['wrong-final'],
    withoutEvidence: broken['no-evidence'],
    offsetsWithoutSuccess: broken.offset,
    backwards: broken.backwards,
    records: records.length,
    endedLost: records.filter(({ state }) => state === 'LOST').length,
    notHappened: coverage.notHappened,
    gatewayRestarts: run.restarts,
    killPointsHit: pointsHit.length,
    killPointsTotal: killPoints.length,
    seed,
    seconds: Math.round((performance.now() - from) / 1000),
  }),
);
process.exit(failed ? 1 : 0);
