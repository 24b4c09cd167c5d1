import { id, join, sql } from '../../../duckdb/sql.ts';
import type { FieldInput } from '../../field-schema.ts';
import { coarsenPoints } from '../coarsen.ts';
import { lawOf } from './fit-law.ts';
import { digitsField, scientificField } from './wide-number.ts';
import { withTails, type Quantiles } from './long-tails.ts';
import { asDouble } from './measure-extents.ts';
import type { SeenColumn } from './seen-column.ts';

const MOST_DECIMALS = 9;
/** Shares whose quantiles are kept, where rows are many enough: close at the ends, where few rows make up much. */
const SHARES = [
  0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8,
  0.85, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999,
];
/** Points of a distribution lie at least so many rows of the sample apart. */
const ROWS_BETWEEN = 10;

/** Numbers that spread as those of the column: from its least to its greatest, by its quantiles or a law that fits them. */
export async function likeNumber(column: SeenColumn): Promise<FieldInput> {
  const { min, max } = column;
  if (typeof min !== 'number' || typeof max !== 'number') return { literal: [null] };
  const greatest = Math.max(Math.abs(min), Math.abs(max));
  if (!/^(FLOAT|DOUBLE)$/.test(column.type) && greatest > Number.MAX_SAFE_INTEGER / 2)
    return digitsField(greatest, column);
  const { points, shares, mean, sd, decimals, rows } = await measure(column, greatest);
  const isTiny = greatest > 0 && greatest < 10 ** -(MOST_DECIMALS - 2);
  if (isTiny || greatest > Number.MAX_SAFE_INTEGER / 2) return scientificField(points);
  if (column.isUnique && decimals === 0) return uniqueNumber(column, rows);
  const values = coarsenPoints(points, { decimals, rowsBetween: rows < 2 * ROWS_BETWEEN ? rows : ROWS_BETWEEN });
  const bounds = { min: values[0] ?? 0, max: values.at(-1) ?? 0 };
  const law = points.length === 2 ? 'uniform' : lawOf({ points, shares, mean, sd, rows });
  const distribution = law ?? { empirical: withoutRepeats(withTails({ values, shares }, column.present)) };
  return {
    number: {
      ...bounds,
      ...(decimals === 0 ? {} : { decimals }),
      ...(distribution === 'uniform' ? {} : { distribution }),
    },
  };
}

/** Of equal values in a row the first and the last say as much. */
function withoutRepeats({ values, shares }: Quantiles) {
  const isKept = values.map((value, index) => value !== values[index - 1] || value !== values[index + 1]);
  const only = (list: readonly number[]) => list.filter((_, index) => isKept[index]);
  return { values: only(values), shares: only(shares) };
}

/** Whole numbers, none twice: one after another where all between the least and the greatest are there. */
function uniqueNumber({ min, max, data }: SeenColumn, rows: number): FieldInput {
  const [least, greatest] = [Number(min), Number(max)];
  if (greatest - least + 1 === data.rows) return { sequence: { start: least } };
  const [low = least, high = greatest] = coarsenPoints([least, greatest], { decimals: 0, rowsBetween: rows });
  const room = high - low + 1 >= data.rows ? high : low + data.rows - 1;
  return { number: { min: low, max: room }, unique: true };
}

interface Measured {
  /** Values at the shares; the first and the last are the least and the greatest of all rows. */
  readonly points: readonly number[];
  readonly shares: readonly number[];
  readonly mean: number;
  readonly sd: number;
  readonly decimals: number;
  /** Of the sample. */
  readonly rows: number;
}

async function measure({ data, name, type, min, max }: SeenColumn, greatest: number): Promise<Measured> {
  const value = asDouble(name, type);
  const source = sql`(select ${value} as x from ${data.sample} where isfinite(${value}))`;
  const digits = Array.from({ length: MOST_DECIMALS + 1 }, (_, index) => index);
  const isSingle = type === 'FLOAT';
  const [row = {}] = await data.session.rows(sql`
    select count(*) as "rows", avg(x) as mean, coalesce(stddev_pop(x), 0) as sd,
      ${join(digits.map((places) => sql`bool_and(${isSingle ? sql`round(x, ${places})::float = x::float` : sql`round(x, ${places}) = x`}) as ${id(`exact ${places}`)}`))}
    from ${source}`);
  const rows = Number(row['rows']);
  const inner = sharesFor(rows);
  const [found] =
    inner.length === 0
      ? []
      : await data.session.rows(sql`select quantile_cont(x, [${inner}]::double[]) as points from ${source}`);
  const between = Array.isArray(found?.['points']) ? found['points'].map(Number) : [];
  const exact = digits.find((places) => row[`exact ${places}`] === true) ?? MOST_DECIMALS;
  return {
    points: [Number(min), ...between, Number(max)],
    shares: [0, ...inner, 1],
    mean: Number(row['mean']),
    sd: Number(row['sd']),
    decimals: Math.min(exact, decimalsOfType(type), roomFor(greatest)),
    rows,
  };
}

/** The shares that lie so many rows apart as points must. */
function sharesFor(rows: number): number[] {
  let before = 0;
  return SHARES.filter((share) => {
    const isApart = Math.min(share - before, 1 - share) * rows >= ROWS_BETWEEN;
    if (isApart) before = share;
    return isApart;
  });
}

function decimalsOfType(type: string): number {
  if (isWhole(type)) return 0;
  const [, scale] = /^DECIMAL\(\d+,(\d+)\)$/.exec(type) ?? [];
  return scale === undefined ? MOST_DECIMALS : Math.min(Number(scale), MOST_DECIMALS);
}

/** As many decimals as a double still tells apart at this size. */
function roomFor(greatest: number): number {
  return greatest < 1 ? MOST_DECIMALS : Math.max(0, 14 - Math.ceil(Math.log10(greatest)));
}

function isWhole(type: string): boolean {
  return type.includes('INT');
}
