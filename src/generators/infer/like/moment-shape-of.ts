import { id, sql } from '../../../duckdb/sql.ts';
import type { SeenColumn } from './seen-column.ts';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAY_MS = 86_400_000;

/** With fewer rows for each weight, chance alone gives a shape. */
const ROWS_A_WEIGHT = 50;
/** A shape is marked where the greatest weight is so many times the least. */
const MARKED = 1.5;
/** About a hundred years: more hours than that are not weighed one by one. */
const MOST_DAYS = 40_000;

/** How moments spread over days and hours, as a field states it; what is not marked is left out. */
export interface Shape {
  readonly ofDays: Readonly<Record<string, unknown>>;
  readonly ofHours: Readonly<Record<string, unknown>>;
  /** No value has a time of day. */
  readonly atMidnight: boolean;
}

/** The shape of a column of moments whose days are `range`. */
export async function momentShape(column: SeenColumn, range: { from: string; to: string }): Promise<Shape> {
  const [from, to] = [Date.parse(range.from), Date.parse(range.to)];
  const days = (to - from) / DAY_MS + 1;
  const { byWeekday, byMonth, byHour, later, atMidnight } = await counts(column, from + (to - from) / 2);
  if (days > MOST_DAYS) return { ofDays: {}, ofHours: {}, atMidnight };
  const weekdays =
    days >= 28
      ? weightsOf(
          byWeekday,
          WEEKDAYS.map(() => 1),
        )
      : undefined;
  const months = days >= 360 ? weightsOf(byMonth, daysOfMonths(from, to)) : undefined;
  const hours = atMidnight
    ? undefined
    : weightsOf(
        byHour,
        byHour.map(() => 1),
      );
  const growth = days >= 28 ? growthOf(later, days) : undefined;
  return {
    ofDays: {
      ...(growth === undefined ? {} : { growth }),
      ...(weekdays === undefined ? {} : { weekdays: named(weekdays, WEEKDAYS) }),
      ...(months === undefined ? {} : { months: named(months, MONTHS) }),
    },
    ofHours: hours === undefined ? {} : { hours },
    atMidnight,
  };
}

interface Counts {
  readonly byWeekday: readonly number[];
  readonly byMonth: readonly number[];
  readonly byHour: readonly number[];
  readonly later: { readonly rows: number; readonly of: number };
  readonly atMidnight: boolean;
}

async function counts({ data, name }: SeenColumn, middle: number): Promise<Counts> {
  const x = sql`${id(name)}::timestamp`;
  const [row] = await data.session.rows(sql`
    select [len(list_filter(d, lambda one: one = i)) for i in range(1, 8)] as weekdays,
      [len(list_filter(m, lambda one: one = i)) for i in range(1, 13)] as months,
      [len(list_filter(h, lambda one: one = i)) for i in range(0, 24)] as hours, later, "rows", midnight
    from (select list(isodow(x)) as d, list(month(x)) as m, list(hour(x)) as h, count(*) as "rows",
        count(*) filter (x > ${new Date(middle)}) as later, bool_and(x = x::date::timestamp) as midnight
      from (select ${x} as x from ${data.sample} where isfinite(${id(name)})))`);
  const list = (key: string) => {
    const found = row?.[key];
    return Array.isArray(found) ? found.map(Number) : [];
  };
  return {
    byWeekday: list('weekdays'),
    byMonth: list('months'),
    byHour: list('hours'),
    later: { rows: Number(row?.['later']), of: Number(row?.['rows']) },
    atMidnight: row?.['midnight'] === true,
  };
}

/** Rows for each weight over what there would be evenly, two digits; undefined where they hardly differ. */
function weightsOf(rows: readonly number[], evenly: readonly number[]): number[] | undefined {
  const total = rows.reduce((sum, count) => sum + count, 0);
  if (total < ROWS_A_WEIGHT * rows.length) return undefined;
  const rates = rows.map((count, index) => ((evenly[index] ?? 0) === 0 ? 0 : count / (evenly[index] ?? 1)));
  const greatest = Math.max(...rates);
  if (greatest <= MARKED * Math.min(...rates)) return undefined;
  const weights = rates.map((rate) => Number((rate / greatest).toFixed(2)));
  return weights.some((weight) => weight > 0) ? weights : undefined;
}

/** How often each month is among the days, in days. */
function daysOfMonths(from: number, to: number): number[] {
  const days = MONTHS.map(() => 0);
  for (let day = from; day <= to; day += DAY_MS) {
    const month = new Date(day).getUTCMonth();
    days[month] = (days[month] ?? 0) + 1;
  }
  return days;
}

/** The growth a day at which the later half has as many more rows than the earlier. */
function growthOf({ rows, of }: Counts['later'], days: number): number | undefined {
  const ratio = rows / (of - rows);
  if (of < ROWS_A_WEIGHT * 2 || !(ratio > 0) || !Number.isFinite(ratio)) return undefined;
  if (ratio < MARKED && ratio > 1 / MARKED) return undefined;
  return Number((ratio ** (2 / days) - 1).toPrecision(2));
}

function named(weights: readonly number[], names: readonly string[]): Record<string, number> {
  return Object.fromEntries(names.map((name, index) => [name, weights[index] ?? 0]));
}
