import type { Column } from '../../duckdb/session.ts';
import { id, join, raw, sql, type Sql } from '../../duckdb/sql.ts';

/** A few rows by the types of their columns alone: numbers count up, texts say which column, moments are the clock. */
export function plainRows(columns: readonly Column[], { rows, clock }: { rows: number; clock: Date }): Sql {
  const list = columns.map(
    ({ name, type }) => sql`cast(${plainValue(name, type, clock)} as ${raw(type)}) as ${id(name)}`,
  );
  return sql`(select ${join(list)} from range(1, ${rows + 1}) as counted(n))`;
}

function plainValue(name: string, type: string, clock: Date): Sql {
  if (type === 'VARCHAR') return sql`${`${name} `} || n`;
  if (type === 'BOOLEAN') return sql`true`;
  if (type === 'DATE' || type.startsWith('TIMESTAMP')) return sql`${clock}`;
  return /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DECIMAL\(.*\)|DOUBLE|FLOAT)$/.test(type) ? sql`n` : sql`null`;
}
