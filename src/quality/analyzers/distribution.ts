import type { Plain } from '../../duckdb/plain.ts';
import type { Column, Row } from '../../duckdb/session.ts';
import { id } from '../../duckdb/sql.ts';
import { isNumeric, sparkTypeOf } from '../column-type.ts';
import { doubleOf } from './double-of.ts';
import { findColumn, type Dataset } from '../dataset.ts';
import type { Distribution } from '../types.ts';
import { missingColumn } from './analyzer.ts';
import type { StatementRequest } from './request.ts';

/** Yields the distribution of one column from the rows of one statement. */
export interface DistributionAnalyzer {
  /** `Column.amount.Distribution` */
  readonly metric: string;
  readonly needs: readonly StatementRequest[];
  value(rows: readonly Row[]): Distribution;
  /** Why it cannot be measured. */
  readonly refused: string | undefined;
}

/** The most bins and categories, and as many bins as there are unless fewer are asked for (AWS Glue guide). */
export const MOST_BINS = 20;

/**
 * How the values of a column are distributed, without NULL. Numbers: how many fall into each of `bins` intervals of equal
 * width; other types: how often each of the 20 most frequent values is there, as text.
 */
export function distribution(name: string, bins: number, dataset: Dataset): DistributionAnalyzer {
  const metric = `Column.${name}.Distribution`;
  const column = findColumn(dataset.primary, name);
  if (column === undefined) {
    return { metric, needs: [], value: () => EMPTY, refused: missingColumn(name) };
  }
  const from = `${dataset.primary.relation.text} as source`;
  const dataType = sparkTypeOf(column.type);
  const reading = isNumeric(column.type) ? binned(column, bins, from) : categories(column, from);
  const about = `distribution of ${id(column.name)}`;
  const statement: StatementRequest = { kind: 'statement', about, sql: reading.sql };
  return { metric, needs: [statement], value: (rows) => ({ dataType, ...reading.read(rows) }), refused: undefined };
}

const EMPTY: Distribution = { dataType: '', binEdges: [], counts: [], nullCount: 0, tailCount: 0 };

interface Reading {
  readonly sql: string;
  read(rows: readonly Row[]): Omit<Distribution, 'dataType'>;
}

/**
 * A value is in the last bin whose lower edge it reaches: so NaN, the largest of all, and infinity are in the last one.
 * The edges are those of the finite values. The bin is found by division, and put right where that rounds past an edge.
 */
function binned(column: Column, bins: number, from: string): Reading {
  const values = `(select ${doubleOf(column)} as value from ${from}) as valued`;
  const last = bins - 1;
  const sql = `select bin, count(*) as size, any_value(low) as low, any_value(high) as high
from (
  select low, high, guess - (guess > 0 and value < low + guess * width)::integer
    + (guess < ${last} and value >= low + (guess + 1) * width)::integer as bin
  from (
    select *, case when value is not null then least(greatest(floor((value - low) / width), 0), ${last})::integer end as guess
    from ${values} cross join (
      select min(value) filter (where isfinite(value)) as low, max(value) filter (where isfinite(value)) as high,
        (high - low) / ${bins} as width
      from ${values}
    ) as bounds
  ) as guessed
) as binned
group by bin order by bin`;
  return {
    sql,
    read(rows) {
      const { low = null, high = null } = rows[0] ?? {};
      const shared = { nullCount: sizeOf(rows, null), tailCount: 0 };
      if (low === null || high === null) return { ...shared, binEdges: [], counts: [] };
      const [least, greatest] = [Number(low), Number(high)];
      const sizes = Array.from({ length: bins }, (_, bin) => sizeOf(rows, bin));
      if (least === greatest) {
        return { ...shared, binEdges: [least, greatest], counts: [sizes.reduce((sum, size) => sum + size, 0)] };
      }
      const width = (greatest - least) / bins;
      const lower = Array.from({ length: bins }, (_, bin) => least + bin * width);
      return { ...shared, binEdges: [...lower, greatest], counts: sizes };
    },
  };
}

function sizeOf(rows: readonly Row[], bin: number | null): number {
  return numberOf(rows.find((row) => row['bin'] === bin)?.['size']);
}

function categories(column: Column, from: string): Reading {
  const sql = `select * from (
  with sized as materialized (select ${id(column.name)}::varchar as value, count(*) as size from ${from} group by 1)
  (select value, size, (select sum(size) from sized) as total from sized where value is not null
    order by size desc, value limit ${MOST_BINS})
  union all (select value, size, (select sum(size) from sized) from sized where value is null)
) as listed order by value is null, size desc, value`;
  return {
    sql,
    read(rows) {
      const listed = rows.filter(({ value }) => value !== null);
      const counts = listed.map(({ size }) => numberOf(size));
      const nullCount = numberOf(rows.find(({ value }) => value === null)?.['size']);
      const known = counts.reduce((sum, count) => sum + count, nullCount);
      return {
        binEdges: listed.map(({ value }) => String(value)),
        counts,
        nullCount,
        tailCount: numberOf(rows[0]?.['total'] ?? known) - known,
      };
    },
  };
}

/** Large counts come as text. */
function numberOf(value: Plain | undefined): number {
  return value === null || value === undefined ? 0 : Number(value);
}
