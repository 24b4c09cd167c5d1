/** Whether the text of a time literal names a time, as Java's `HH:mm` and `h:mm a` read it (`24:00` and `0:30 AM` do). */
export function isTimeOfDay(text: string): boolean {
  const half = /^(\d{1,2}):(\d\d) [AP]M$/.exec(text);
  if (half) return Number(half[1]) <= 12 && Number(half[2]) <= 59;
  const [hour = Number.NaN, minute = Number.NaN] = text.split(':').map(Number);
  return (hour <= 23 && minute <= 59) || (hour === 24 && minute === 0);
}

/** Whether `yyyy-mm-dd` is a day of the calendar. */
export function isCalendarDate(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  if (month < 1 || month > 12 || day < 1) return false;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (days[month - 1] ?? 0);
}

/** Names that a browser may take and Java's `ZoneId.of` does not. */
const SHORT_NAMES =
  /^(?:ACT|AET|AGT|ART|AST|BET|BST|CAT|CNT|CST|CTT|EAT|ECT|EST|HST|IET|IST|JST|MIT|MST|NET|NST|PLT|PNT|PRT|PST|SST|VST)$/;

/** Whether Java's `ZoneId.of` knows the zone: `Z`, `UTC`, an offset up to 18 hours, or a region in its own case. */
export function isTimeZone(name: string): boolean {
  const offset = OFFSET.exec(name);
  if (offset) return isOffset(offset);
  if (/^(?:Z|UTC|GMT|UT)$/.test(name)) return true;
  if (!/^[A-Z]/.test(name) || SHORT_NAMES.test(name)) return false;
  const canonical = canonicalZone(name);
  return canonical !== undefined && (canonical === name || canonical.toLowerCase() !== name.toLowerCase());
}

const OFFSET = /^(?:UTC|GMT|UT)?[+-](?:(\d)|(\d\d)|(\d\d)(\d\d)(\d\d)?|(\d\d):(\d\d)(?::(\d\d))?)$/;

function isOffset([, one, two, hour, minute, second, hour2, minute2, second2]: readonly (
  string | undefined
)[]): boolean {
  const hours = Number(one ?? two ?? hour ?? hour2);
  const minutes = Number(minute ?? minute2 ?? 0);
  const seconds = Number(second ?? second2 ?? 0);
  return minutes <= 59 && seconds <= 59 && hours * 3600 + minutes * 60 + seconds <= 18 * 3600;
}

function canonicalZone(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
