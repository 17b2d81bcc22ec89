/** Days and hours of a time zone as moments. Pure: the time zones are those that Node brings along. */

export interface Span {
  readonly from: Date;
  /** Not in it. */
  readonly to: Date;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Throws RangeError for a time zone that does not exist. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  // People can write any of the names, in any case; there are some hundred of them.
  if (formats.size > 1000) formats.clear();
  formats.set(timeZone, format);
  return format;
}

export function isTimeZone(text: string): boolean {
  try {
    formatOf(text);
    return true;
  } catch {
    return false;
  }
}

/** What the clock on the wall shows, as if it were UTC, in milliseconds. */
function wallTime(at: Date, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(at);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

/** Minutes that the zone is ahead of UTC at that moment. */
export function offsetMinutes(at: Date, timeZone: string): number {
  const whole = Math.floor(at.getTime() / 1000) * 1000;
  return Math.round((wallTime(at, timeZone) - whole) / 60_000);
}

const dayMs = 86_400_000;

/** The first moment of the day with that wall date; a day whose midnight is skipped begins after the gap. */
function midnight(wallDay: number, timeZone: string): Date {
  // Two looks settle it: the offset before midnight, then the one at the moment found with it.
  let at = wallDay - offsetMinutes(new Date(wallDay - dayMs / 2), timeZone) * 60_000;
  at = wallDay - offsetMinutes(new Date(at), timeZone) * 60_000;
  // In a gap the second look lies before it, on the day before.
  return wallTime(new Date(at), timeZone) < wallDay ? new Date(at + gapMs) : new Date(at);
}

/** By how much clocks are set forward. */
const gapMs = 3_600_000;

/** The day of the zone that the moment is in, and the `count - 1` before it, oldest first, with their dates. */
export function daysUntil(at: Date, count: number, timeZone: string): (Span & { readonly day: string })[] {
  const today = Math.floor(wallTime(at, timeZone) / dayMs) * dayMs;
  const starts = Array.from({ length: count + 1 }, (_, index) => today - (count - 1 - index) * dayMs);
  const moments = starts.map((wallDay) => midnight(wallDay, timeZone));
  return starts.slice(0, count).map((wallDay, index) => ({
    day: new Date(wallDay).toISOString().slice(0, 10),
    from: moments[index] ?? at,
    to: moments[index + 1] ?? at,
  }));
}

/** The hour of the zone that the moment is in, and the `count - 1` before it, oldest first. */
export function hoursUntil(at: Date, count: number, timeZone: string): Span[] {
  const hour = 3_600_000;
  const offset = offsetMinutes(at, timeZone) * 60_000;
  const last = Math.floor((at.getTime() + offset) / hour) * hour - offset;
  return Array.from({ length: count }, (_, index) => {
    const from = last - (count - 1 - index) * hour;
    return { from: new Date(from), to: new Date(from + hour) };
  });
}

/** Whether every span begins and ends with an hour of UTC: then rows of an hour add up to it, else those of a quarter. */
export function inWholeHours(spans: readonly Span[]): boolean {
  return spans.every(({ from, to }) => from.getTime() % 3_600_000 === 0 && to.getTime() % 3_600_000 === 0);
}
