import { killPoints } from './kill-points.ts';
import { kinds, seconds, type Kind, type Plan } from './kinds.ts';
import type { Chance } from './random.ts';

/** Scenarios of one round: every kind and every kill point once come first, then as chance has it. */
export function planRound(count: number, chance: Chance): Plan[] {
  const others = (Object.keys(kinds) as Kind[]).filter((kind) => kind !== 'kill-point');
  const make = (kind: Kind, point: Plan['point'] = null): Plan => ({
    kind,
    point,
    second: kinds[kind] === 'network' && chance.chance(0.3) ? chance.pick(seconds) : null,
    seed: chance.between(0, 2 ** 31 - 1),
  });
  const once = [
    ...others.map((kind) => make(kind)),
    ...chance.shuffle(killPoints).map((point) => make('kill-point', point)),
  ];
  const planned = once.slice(0, count);
  while (planned.length < count) {
    const kind = chance.pick(chance.chance(0.3) ? (['kill-point'] as const) : others);
    planned.push(make(kind, kind === 'kill-point' ? chance.pick(killPoints) : null));
  }
  return chance.shuffle(planned);
}

/** How many scenarios a round needs to have every kind and every kill point. */
export const wholeRound = Object.keys(kinds).length - 1 + killPoints.length;

/** Rounds of at most `wholeRound`, as equal as they can be. */
export function roundsOf(count: number): number[] {
  const rounds = Math.max(1, Math.round(count / wholeRound));
  return Array.from(
    { length: rounds },
    (_, index) => Math.floor(((index + 1) * count) / rounds) - Math.floor((index * count) / rounds),
  );
}
