import { id, join, lit, sql, type Sql } from '../../duckdb/sql.ts';
import { isDated, isNumber } from './column-types.ts';
import { columnNamed, unfit } from './damaged-column.ts';
import type { DefectContext } from './defect-kind.ts';
import type { CommonSettings } from './settings.ts';

/** In which order rows are taken, and which cannot be. */
export interface RowOrder {
  readonly by: Sql;
  readonly eligible: Sql;
  /** A predicate that holds for about this share of the rows: the first in order, and no others. */
  readonly within?: (share: number) => Sql;
}

/**
 * The order in which a defect takes rows: by a hash of seed and row, so that the first so many are a sample. MD5, since
 * DuckDB's own hash may change with its version.
 */
export async function rowOrder({ random = 'uniform' }: CommonSettings, context: DefectContext): Promise<RowOrder> {
  const hashOf = (value: Sql) => sql`md5(${`${context.seed}:`} || ${value})`;
  if (random === 'uniform') {
    const hash = hashOf(sql`__row`);
    const within = (share: number) =>
      sql`${hash} < ${Math.floor(share * 2 ** 32)
        .toString(16)
        .padStart(8, '0')}`;
    return { by: sql`${hash}, __row`, eligible: sql`true`, within };
  }
  if ('bursts' in random) {
    return { by: sql`${hashOf(sql`((__row - 1) // ${random.bursts})`)}, __row`, eligible: sql`true` };
  }
  const weight = random.weights ? weightByValue(random.by, random.weights, context) : await rising(random.by, context);
  // Efraimidis and Spirakis, Weighted random sampling with a reservoir (2006): the keys ln(u) / w, the highest first.
  const chance = sql`((cast(md5_number_lower(${`${context.seed}:`} || __row) as double) + 1) / 18446744073709551616)`;
  return { by: sql`-ln(${chance}) / ${weight}, __row`, eligible: sql`${weight} > 0` };
}

function weightByValue(name: string, weights: Readonly<Record<string, number>>, context: DefectContext): Sql {
  const column = columnNamed(name, context);
  const cases = Object.entries(weights).map(([value, weight]) => sql`when ${value} then ${lit(weight)}::double`);
  if (cases.length === 0) {
    throw unfit(column, context, { message: 'no value has a weight', expected: '`weights` such as { US: 3, DE: 1 }' });
  }
  return sql`(case cast(${id(name)} as varchar) ${join(cases, ' ')} else 0 end)`;
}

/** From the lowest value to the highest the weight rises from nearly 0 to 1; without a value it is the lowest. */
async function rising(name: string, context: DefectContext): Promise<Sql> {
  const column = columnNamed(name, context);
  if (!isNumber(column) && !isDated(column)) {
    const expected = 'a column of numbers or dates, or `weights` by value';
    throw unfit(column, context, { message: 'its values do not say how likely a row is', expected });
  }
  const value = isDated(column) ? sql`epoch(${id(name)})` : sql`cast(${id(name)} as double)`;
  const [row] = await context.session.rows(
    sql`select min(${value}) as low, max(${value}) as high from ${context.numbered} where isfinite(${value})`,
  );
  const [low, high] = [Number(row?.['low'] ?? 0), Number(row?.['high'] ?? 0)];
  if (low === high) return sql`1.0::double`;
  return sql`greatest(coalesce(least((${value} - ${low}) / ${high - low}, 1), 0), 1e-9::double)`;
}
