/**
 * The moment, in milliseconds since 1970, at which clocks in a zone show a time. `local` is the time as if it were UTC.
 * As in Java, a time that is skipped in spring is later by as much as is skipped, and of two in autumn it is the first.
 */
export function momentIn(zone: string, local: number): number {
  const before = offsetOf(zone, local - DAY);
  const first = local - before;
  if (offsetOf(zone, first) === before) return first;
  const second = local - offsetOf(zone, local + DAY);
  return second + offsetOf(zone, second) === local ? second : first;
}

const DAY = 86_400_000;

/** How far the zone is ahead of UTC at a moment, in milliseconds. */
function offsetOf(zone: string, moment: number): number {
  const fixed = /^(?:UTC|GMT|UT)?([+-])(\d\d?):?(\d\d)?:?(\d\d)?$/.exec(zone);
  if (fixed) {
    const [, sign, hours, minutes = '0', seconds = '0'] = fixed;
    return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  }
  return /^(?:Z|UTC|GMT|UT)$/.test(zone) ? 0 : regionOffset(zone, moment);
}

function regionOffset(zone: string, moment: number): number {
  const second = Math.floor(moment / 1000) * 1000;
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(second);
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, at = 0] = NAMES.map((name) =>
    Number(parts.find(({ type }) => type === name)?.value),
  );
  return Date.UTC(year, month - 1, day, hour, minute, at) - second;
}

const NAMES = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;
