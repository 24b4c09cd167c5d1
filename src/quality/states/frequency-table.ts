import { id, raw, sql, type Sql } from '../../duckdb/sql.ts';
import type { Column } from '../../duckdb/session.ts';
import type { GroupingRequest } from '../analyzers/request.ts';
import type { Dataset } from '../dataset.ts';
import type { Source } from '../plan/statements.ts';
import { condition } from '../user-sql.ts';

/** What several groupings share: equal keys of the rows that meet one condition. */
export type KeySet = Pick<GroupingRequest, 'keys' | 'where'>;

/** Tells frequency tables apart, readable. */
export function tableKey({ keys, where }: KeySet): string {
  return [`group by ${keys.toSorted().join(', ')}`, ...(where === undefined ? [] : [`where ${where}`])].join(' ');
}

/** The groups of a relation: a row for each, with its keys as `k0`, `k1`… and its `size`. */
export function frequencies({ from }: Source, { keys, where }: KeySet): Sql {
  const columns = keys.toSorted().map((key) => `"primary".${key}`);
  const selected = columns.map((column, index) => `${column} as ${keyName(index)}`).join(', ');
  const filter = where === undefined ? '' : ` where ${condition(where)}`;
  return raw(`select ${selected}, count(*) as size from ${from}${filter} group by ${columns.join(', ')}`);
}

/** The groups of all parts from their frequency tables, with `size` and `all_null`, as the measures of groupings ask. */
export function mergedGroups({ keys }: KeySet, paths: readonly string[]): string {
  const names = keys.map((_, index) => keyName(index));
  const allNull = names.map((name) => `${name} is null`).join(' and ');
  const tables = sql`read_parquet([${paths}], hive_partitioning = false)`;
  return [
    `  select sum(size)::bigint as size, ${allNull} as all_null`,
    `  from ${tables.text}`,
    `  group by ${names.join(', ')}`,
  ].join('\n');
}

/** Whether Parquet gives back the keys as they are: equal ones are equal, different ones different. */
export function canBeKept({ keys }: KeySet, { primary }: Dataset): boolean {
  const columns = [...primary.columns, ...(primary.nested ?? [])];
  return keys.every((key) => columns.some((column) => id(column.name).text === key && isKeepable(column)));
}

function isKeepable({ type }: Column): boolean {
  return /^DECIMAL\(\d+, ?\d+\)$/.test(type) || KEEPABLE.has(type);
}

const KEEPABLE: ReadonlySet<string> = new Set([
  'BOOLEAN',
  'TINYINT',
  'SMALLINT',
  'INTEGER',
  'BIGINT',
  'UTINYINT',
  'USMALLINT',
  'UINTEGER',
  'UBIGINT',
  'FLOAT',
  'DOUBLE',
  'VARCHAR',
  'BLOB',
  'UUID',
  'DATE',
  'TIME',
  'TIMESTAMP',
  'TIMESTAMP WITH TIME ZONE',
]);

function keyName(index: number): string {
  return `k${index}`;
}
