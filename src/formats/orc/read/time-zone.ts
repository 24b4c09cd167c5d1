const DAY = 86_400;
/** After 400 years the calendar and the days of the week are the same again. */
const CYCLE = 146_097 * DAY;
/** Before this year no zone had rules, and after that one the rules repeat. */
const FIRST = Date.UTC(1800) / 1000;
const LAST = Date.UTC(2400) / 1000;

/** The distance of a zone's clocks from UTC, at any second. */
export interface TimeZone {
  /** Seconds that the clocks are ahead at a second of UTC, since 1970. */
  offsetAt(second: number): number;
  /** The same at a second that the clocks themselves show, before any change within the day. */
  offsetOfWall(second: number): number;
}

const zones = new Map<string, TimeZone | undefined>();

/** The zone of a name of the IANA database; undefined for UTC. Throws a `RangeError` where there is none. */
export function timeZoneNamed(name: string): TimeZone | undefined {
  if (!zones.has(name)) zones.set(name, isUtc(name) ? undefined : zoneOf(name));
  return zones.get(name);
}

function isUtc(name: string): boolean {
  return /^(?:|Z|UTC|GMT|UCT|Zulu|Universal|Greenwich|GMT[+-]?0|Etc\/(?:UTC|GMT|UCT|Zulu|Universal|Greenwich|GMT[+-]?0))$/.test(
    name,
  );
}

/** A stretch of time with one offset, from a second on. */
interface Stretch {
  readonly from: number;
  readonly offset: number;
}

function zoneOf(name: string): TimeZone {
  const clock = clockOf(name);
  const periods = new Map<number, readonly Stretch[]>();
  const offsetAt = (second: number): number => {
    const within = intoRules(second);
    const number = Math.floor(within / PERIOD);
    let stretches = periods.get(number);
    if (!stretches) {
      stretches = stretchesOf(number * PERIOD, clock);
      periods.set(number, stretches);
    }
    let offset = 0;
    for (const stretch of stretches) {
      if (stretch.from > within) break;
      ({ offset } = stretch);
    }
    return offset;
  };
  return { offsetAt, offsetOfWall: (second) => offsetAt(second - offsetAt(second)) };
}

function intoRules(second: number): number {
  if (second < FIRST) return FIRST;
  return second < LAST ? second : LAST - CYCLE + ((second - LAST) % CYCLE);
}

/** What is looked at together, and how often within it: two changes are further apart. */
const PERIOD = 256 * DAY;
const STEP = 8 * DAY;

function stretchesOf(start: number, clock: (second: number) => number): Stretch[] {
  const stretches: Stretch[] = [{ from: start, offset: clock(start) }];
  for (let from = start; from < start + PERIOD; from += STEP) {
    const before = stretches.at(-1)?.offset ?? 0;
    const after = clock(from + STEP);
    if (after !== before) stretches.push({ from: changeWithin(from, from + STEP, before, clock), offset: after });
  }
  return stretches;
}

/** The first second with another offset. */
function changeWithin(from: number, to: number, before: number, clock: (second: number) => number): number {
  let same = from;
  let other = to;
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (clock(middle) === before) same = middle;
    else other = middle;
  }
  return other;
}

/** The offset at a second, of the platform's own database: slow. */
function clockOf(timeZone: string): (second: number) => number {
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
  return (second) => {
    const [month = 0, day = 0, year = 0, hour = 0, minute = 0, rest = 0] = (
      format.format(second * 1000).match(/\d+/g) ?? []
    ).map(Number);
    return Date.UTC(year, month - 1, day, hour, minute, rest) / 1000 - second;
  };
}
