/**
 * Milliseconds from `then` to `now`. A stamp from the future (a clock was ahead, or was set back) tells nothing: Infinity,
 * so that nothing waits for it. Up to `aheadMs` ahead it is taken for one of now: so much may two clocks differ. Pure.
 */
export function ageMs(then: Date | number, now: Date | number, aheadMs = 0): number {
  const age = Number(now) - Number(then);
  if (age < -aheadMs) return Infinity;
  return Math.max(0, age);
}
