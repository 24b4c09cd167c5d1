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
  const { sql, read } = isNumeric(column.type) ? binned(column, bins, from) : categories(column, from);
  const statement: StatementRequest = { kind: 'statement', about: `distribution of ${id(column.name)}`, sql };
  return { metric, needs: [statement], value: (rows) => ({ dataType, ...read(rows) }), refused: undefined };
}

const EMPTY: Distribution = { dataType: '', binEdges: [], counts: [], nullCount: 0, tailCount: 0 };

interface Reading {
  readonly sql: string;
  read(rows: readonly Row[]): Omit<Distribution, 'dataType'>;
}

/**
 * A value is in the last bin whose lower edge it reaches: so NaN, the largest of all, and infinity are in the last one.
 * The edges are those of the finite values.
 */
function binned(column: Column, bins: number, from: string): Reading {
  const edge = (index: number): string => `low + ${index} * ((high - low) / ${bins})`;
  const reaching = Array.from(
    { length: bins - 1 },
    (_, index) => `count(*) filter (where value >= ${edge(index + 1)})`,
  );
  const edges = [...Array.from({ length: bins }, (_, index) => edge(index)), 'high'];
  const sql = `select any_value([${edges.join(', ')}]) as edges, count(*) as total, count(value) as present,
  [${reaching.join(', ')}]::bigint[] as reaching
from (select ${doubleOf(column)} as value from ${from}) as valued
cross join (
  select min(value) filter (where isfinite(value)) as low, max(value) filter (where isfinite(value)) as high
  from (select ${doubleOf(column)} as value from ${from}) as valued
) as bounds`;
  return {
    sql,
    read([row = {}]) {
      const present = numberOf(row['present']);
      const nullCount = numberOf(row['total']) - present;
      const found = numbersOf(row['edges']);
      const [low, high] = [found[0], found.at(-1)];
      if (low === undefined || high === undefined || Number.isNaN(low)) {
        return { binEdges: [], counts: [], nullCount, tailCount: 0 };
      }
      if (low === high) return { binEdges: [low, high], counts: [present], nullCount, tailCount: 0 };
      const reached = [present, ...numbersOf(row['reaching']), 0];
      const counts = found.slice(1).map((_, index) => (reached[index] ?? 0) - (reached[index + 1] ?? 0));
      return { binEdges: found, counts, nullCount, tailCount: 0 };
    },
  };
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

function numbersOf(list: Plain | undefined): number[] {
  return Array.isArray(list) ? list.map((each: Plain) => (each === null ? Number.NaN : Number(each))) : [];
}

/** Large counts come as text. */
function numberOf(value: Plain | undefined): number {
  return value === null || value === undefined ? 0 : Number(value);
}
