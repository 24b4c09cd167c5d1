import type { ColumnProfile } from './column-profile.ts';
import { quoted, whereThere } from './dqdl-text.ts';

const DAY_MS = 86_400_000;

/** Rules on dates and moments: none before the first, none in the future, none after the last. */
export function dateCandidates(profile: ColumnProfile, clock: Date): string[] {
  const { kind, column, least, greatest } = profile;
  if ((kind !== 'date' && kind !== 'timestamp') || least === undefined || greatest === undefined) return [];
  const name = quoted(column.name);
  const there = whereThere(profile);
  const [first, last] = [dayOf(least), dayOf(greatest)];
  if (first === undefined || last === undefined) return [];
  const after = `"${shifted(first, -1)}"`;
  const before = `"${shifted(last, 2)}"`;
  return [
    ...(last <= clock ? [`ColumnValues ${name} <= now()${there}`] : []),
    `ColumnValues ${name} > ${after}${there}`,
    `ColumnValues ${name} < ${before}${there}`,
    `ColumnValues ${name} between ${after} and ${before}${there}`,
  ];
}

/** Undefined for a date that DQDL cannot write: before the year 0, after 9999, or infinite. */
function dayOf(text: string): Date | undefined {
  const [day] = /^\d{4}-\d{2}-\d{2}/.exec(text) ?? [];
  return day === undefined ? undefined : new Date(`${day}T00:00:00Z`);
}

function shifted(day: Date, days: number): string {
  return new Date(day.getTime() + days * DAY_MS).toISOString().slice(0, 10);
}
