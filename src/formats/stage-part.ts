import type { Column } from '../duckdb/session.ts';
import { id, join, raw, sql, type Sql } from '../duckdb/sql.ts';
import { fitOf } from './fit.ts';
import type { Field, Part } from './part.ts';
import { columnChecks, rowCheck } from './row-checks.ts';

/** The table that rows are typed into: values by place, the part they are of, and what is bad about them, if anything. */
export function stageTable(stage: string, columns: readonly Column[]): Sql {
  const values = columns.map(({ type }, index) => sql`${id(`c${index}`)} ${raw(type)}`);
  return sql`create or replace temp table ${id(stage)} (
    ${join([...values, sql`part integer`])}, bad ${BAD}
  )`;
}

const BAD = sql`struct(entries struct(column_name varchar, value varchar, reason varchar)[], raw varchar)`;

/** Makes a stage of a table whose columns are called as those of one: the rows of one part, all of them good. */
export function stageOfTable(table: string): Sql[] {
  return [sql`part integer default 0`, sql`bad ${BAD}`].map(
    (column) => sql`alter table ${id(table)} add column ${column}`,
  );
}

/**
 * Types the rows of one part into the stage, in order. `fields` are those of the columns, where the part has them.
 * The whole account of a bad row stands in one CASE, so that a good one costs the tests once and nothing more.
 */
export function insertPart(
  stage: string,
  {
    part,
    index,
    columns,
    fields,
    keepBadRows,
  }: {
    part: Part;
    index: number;
    columns: readonly Column[];
    fields: readonly (Field | undefined)[];
    keepBadRows: boolean;
  },
): Sql {
  const values = columns.map((column, at) => valueOf(part, column, fields[at], keepBadRows));
  const bad = badOf(part, columns, fields);
  return sql`insert into ${id(stage)} select ${join([...values, sql`${index}`, bad])} from ${part.from}`;
}

/** Of a row that is kept though it is bad, a value that does not fit is NULL. */
function valueOf(part: Part, { type }: Column, field: Field | undefined, keepBadRows: boolean): Sql {
  if (!field) return sql`null`;
  const { value, fits } = fitOf(field.value, field.type, type, part);
  return keepBadRows && fits.text !== 'true' ? sql`case when ${fits} then ${value} end` : value;
}

/** NULL for a good row, else its entries and its text. */
function badOf(part: Part, columns: readonly Column[], fields: readonly (Field | undefined)[]): Sql {
  const checks = [...part.rowTests.map(rowCheck), ...columnChecks(part, columns, fields)];
  if (checks.length === 0) return sql`null`;
  const allFit = join(
    checks.map(({ fits }) => fits),
    ' and ',
  );
  return sql`case when ${allFit} then null else {
    'entries': ${join(
      checks.map(({ entries }) => entries),
      ' || ',
    )}, 'raw': ${part.rawRow}} end`;
}
