import type { Column } from '../duckdb/session.ts';
import { id, join, raw, sql, type Sql } from '../duckdb/sql.ts';
import { fitOf } from './fit.ts';
import type { Field, Part } from './part.ts';
import type { Fit } from './text-fit.ts';

/** The table that rows are typed into: values by place, the part they are of, and what is bad about them, if anything. */
export function stageTable(stage: string, columns: readonly Column[]): Sql {
  const values = columns.map(({ type }, index) => sql`${id(`c${index}`)} ${raw(type)}`);
  return sql`create or replace temp table ${id(stage)} (
    ${join([...values, sql`part integer`])},
    bad struct(entries struct(column_name varchar, value varchar, reason varchar)[], raw varchar)
  )`;
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
  const cells = columns.map((column, at) => cellOf(part, column, fields[at]));
  const rowTests = part.rowTests.map((test) => ({ ...test, column: sql`null`, text: sql`null` }));
  const tests = [...rowTests, ...cells.flatMap(({ test }) => test ?? [])];
  const kept = cells.map(({ value, test }) =>
    keepBadRows && test ? sql`case when ${test.fits} then ${value} end` : value,
  );
  const values = [...kept, sql`${index}`, badOf(part, tests)];
  return sql`insert into ${id(stage)} select ${join(values)} from ${part.from}`;
}

interface Test {
  readonly fits: Sql;
  readonly column: Sql;
  readonly text: Sql;
  readonly reason: string;
}

/** The value of a column, and its test where not every value fits. */
function cellOf(part: Part, { name, type }: Column, field: Field | undefined): { value: Sql; test?: Test } {
  if (!field) return { value: sql`null` };
  const { value, fits }: Fit = fitOf(field.value, field.type, type, { emptyIsNull: part.emptyIsNull });
  if (fits.text === 'true') return { value };
  const reason = `not ${/^[AEIO]/.test(type) ? 'an' : 'a'} ${type}`;
  return { value, test: { fits, column: sql`${name}`, text: sql`cast(${field.value} as varchar)`, reason } };
}

function badOf(part: Part, tests: readonly Test[]): Sql {
  if (tests.length === 0) return sql`null`;
  const allFit = join(
    tests.map(({ fits }) => fits),
    ' and ',
  );
  const entries = tests.map(
    ({ fits, column, text, reason }) => sql`case when not ${fits} then
      {'column_name': ${column}, 'value': ${text}, 'reason': ${reason}} end`,
  );
  return sql`case when ${allFit} then null else {
    'entries': list_filter([${join(entries)}], lambda entry: entry is not null), 'raw': ${part.rawRow}} end`;
}
