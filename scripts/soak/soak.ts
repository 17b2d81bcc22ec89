/** `npm run soak`: short jobs and restarts for half an hour; every promise kept, memory of the gateways flat. */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { redisUrl } from '../../test/queues/engines.ts';
import { limits } from './flatness.ts';
import { figuresOf, livesTable, problemLines } from './report.ts';
import { runSoak } from './run-soak.ts';

const HELP = `A steady stream of short jobs on a real Flink 1.12.7 (Chunjun's stand-in, mode lib), with two gateways, and
restarts of a gateway, of the JobManager and of the queue in between.

  npm run soak                      30 minutes
  npm run soak -- --minutes N       so long; a gateway is judged when it lived 5 minutes
  npm run soak -- --seed N          the same choices again
  npm run soak -- --queue NAME      postgresql (default) or redis
  npm run soak -- --keep            keeps logs, samples and evidence

Flat: from the third minute of a process on, the heap after a full collection grows by less than ${limits.heap.perHour} MB an hour
and the open descriptors by less than ${limits.fds.perHour}; rises of less than ${limits.heap.leastRise} MB or ${limits.fds.leastRise} descriptors in all do not count. Needs Linux.

Exit codes: 0 every promise was kept and memory is flat, 1 not so, 2 wrong arguments.
`;

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    seed: { type: 'string' },
    queue: { type: 'string', default: 'postgresql' },
    keep: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

function refuse(why: string): never {
  console.error(`${why}\n\n${HELP}`);
  process.exit(2);
}

function wholeNumber(text: string, least: number): number {
  const value = Number(text);
  return Number.isInteger(value) && value >= least ? value : refuse(`${text} is not a whole number from ${least} on`);
}

if (options.help) {
  console.log(HELP);
  process.exit(0);
}
const minutes = wholeNumber(options.minutes, 1);
const seed = options.seed === undefined ? randomInt(2 ** 31) : wholeNumber(options.seed, 0);
const { queue } = options;
if (queue !== 'postgresql' && queue !== 'redis') refuse(`${queue} is no queue`);

console.log(`seed ${seed}, queue on ${queue}`);
const soak = await runSoak({ minutes, seed, queue, redisUrl, say: (line) => console.log(line) });
const problems = problemLines(soak);
const figures = figuresOf(soak, seed, minutes);
const kinds = Object.entries(soak.started).map(([kind, count]) => `${count} ${kind}`);
console.log(`\n${livesTable(soak.lives)}\n`);
console.log(`started: ${kinds.join(', ')}; samples missed: ${soak.samplesMissed}`);
if (figures.flat === null) console.log('no gateway lived 5 minutes: whether memory is flat was not judged');
problems.forEach((line) => console.log(line));
if (problems.length > 0 || options.keep) console.log(`logs, samples and evidence: ${soak.directory}`);
else await soak.remove();
console.log(JSON.stringify(figures));
process.exit(problems.length > 0 ? 1 : 0);
