import type { Finding } from '../core/finding.ts';
import type { Column } from '../duckdb/session.ts';
import { id, join, sql, type Sql } from '../duckdb/sql.ts';
import { uniqueNames, writtenAs } from './column-names.ts';
import type { Part } from './part.ts';

/** A relation whose columns have types already (Parquet, Arrow) as a part. */
export function typedPart(object: string, from: Sql, columns: readonly Column[]): { part: Part; findings: Finding[] } {
  const { names, findings } = uniqueNames(
    columns.map(({ name }) => name),
    object,
  );
  const fields = columns.map(({ name, type }, index) => ({
    name: names[index] ?? name,
    ...writtenAs(name, names[index]),
    value: id(name),
    type,
    typed: true as const,
  }));
  const pairs = fields.flatMap(({ name, value }) => [sql`${name}`, value]);
  const rawRow = sql`cast(json_object(${join(pairs)}) as varchar)`;
  return { part: { object, from, fields, rawRow, rowTests: [], emptyIsNull: false, sparse: false }, findings };
}
