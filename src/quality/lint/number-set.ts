/**
 * A set of numbers, as intervals in ascending order with a gap between any two, with or without NaN and NULL beside
 * them. What a condition lets pass, and what a metric can be, are such sets.
 */
export interface NumberSet {
  readonly kind: 'numbers';
  readonly intervals: readonly Interval[];
  readonly nan: boolean;
  readonly null: boolean;
}

/** All between two places of the number line, infinities included. */
export interface Interval {
  readonly from: Cut;
  readonly to: Cut;
}

/** A place just before a number, or just after it: `[5, 6)` runs from before 5 to before 6. */
export interface Cut {
  readonly at: number;
  readonly after: boolean;
}

export function before(at: number): Cut {
  return { at, after: false };
}

export function after(at: number): Cut {
  return { at, after: true };
}

export const LEAST = before(Number.NEGATIVE_INFINITY);
export const MOST = after(Number.POSITIVE_INFINITY);

/** The set of these intervals, in any order; those that end before they begin are left out. */
export function numberSet(
  intervals: readonly Interval[],
  { nan = false, null: holdsNull = false }: { readonly nan?: boolean; readonly null?: boolean } = {},
): NumberSet {
  return { kind: 'numbers', intervals: joined(intervals), nan, null: holdsNull };
}

export function pointsOf(values: readonly number[]): Interval[] {
  return values.map((value) => ({ from: before(value), to: after(value) }));
}

/** What is left of the number line without these points. */
export function gapsOf(values: readonly number[]): Interval[] {
  return gapsBetween(pointsOf(values));
}

/** What is left of the number line without these intervals. */
export function gapsBetween(intervals: readonly Interval[]): Interval[] {
  const taken = joined(intervals);
  return [...taken.map(({ from }) => from), MOST].map((to, index) => ({ from: taken[index - 1]?.to ?? LEAST, to }));
}

/** The whole numbers of a set, whose bounds are small enough to be told apart from their neighbours. */
export function wholeNumbersOf(set: NumberSet): NumberSet {
  const intervals: Interval[] = [];
  for (const { from, to } of set.intervals) {
    const low = from.after && Number.isInteger(from.at) ? from.at + 1 : Math.ceil(from.at);
    const high = !to.after && Number.isInteger(to.at) ? to.at - 1 : Math.floor(to.at);
    const last = intervals.at(-1);
    if (low > high) continue;
    const touches = last !== undefined && last.to.at + 1 >= low;
    if (touches) intervals[intervals.length - 1] = { from: last.from, to: after(high) };
    else intervals.push({ from: before(low), to: after(high) });
  }
  return { ...set, intervals };
}

/** What is in both. */
export function intersection(one: NumberSet, other: NumberSet): NumberSet {
  const intervals: Interval[] = [];
  let index = 0;
  for (const { from, to } of one.intervals) {
    for (let next = other.intervals[index]; next !== undefined; next = other.intervals[++index]) {
      const common = { from: isBefore(from, next.from) ? next.from : from, to: isBefore(to, next.to) ? to : next.to };
      if (isBefore(common.from, common.to)) intervals.push(common);
      if (isBefore(to, next.to)) break;
    }
  }
  return { kind: 'numbers', intervals, nan: one.nan && other.nan, null: one.null && other.null };
}

/** Whether nothing is in both. */
export function areDisjoint(one: NumberSet, other: NumberSet): boolean {
  return isEmpty(intersection(one, other));
}

/** Whether all of `inner` is in `outer`. */
export function contains(outer: NumberSet, inner: NumberSet): boolean {
  if ((inner.nan && !outer.nan) || (inner.null && !outer.null)) return false;
  let index = 0;
  return inner.intervals.every(({ from, to }) => {
    let around = outer.intervals[index];
    while (around !== undefined && isBefore(around.to, to)) around = outer.intervals[++index];
    return around !== undefined && !isBefore(from, around.from);
  });
}

export function isEmpty({ intervals, nan, null: holdsNull }: NumberSet): boolean {
  return intervals.length === 0 && !nan && !holdsNull;
}

/** Equal for equal sets. */
export function keyOfNumbers({ intervals, nan, null: holdsNull }: NumberSet): string {
  const bounds = intervals.map(({ from, to }) => `${from.at}${from.after ? '+' : '-'}${to.at}${to.after ? '+' : '-'}`);
  return `${bounds.join(' ')}${nan ? ' NaN' : ''}${holdsNull ? ' NULL' : ''}`;
}

function joined(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals
    .filter(({ from, to }) => isBefore(from, to))
    .toSorted((a, b) => a.from.at - b.from.at || Number(a.from.after) - Number(b.from.after));
  const apart: Interval[] = [];
  for (const interval of sorted) {
    const last = apart.at(-1);
    if (last === undefined || isBefore(last.to, interval.from)) apart.push(interval);
    else if (isBefore(last.to, interval.to)) apart[apart.length - 1] = { from: last.from, to: interval.to };
  }
  return apart;
}

function isBefore(one: Cut, other: Cut): boolean {
  return one.at < other.at || (one.at === other.at && !one.after && other.after);
}
