import type { Column } from '../duckdb/session.ts';
import { join, raw, sql, type Sql } from '../duckdb/sql.ts';
import { fitOf } from './fit.ts';
import type { Field, Part } from './part.ts';

/** Something that a row must pass (TRUE or FALSE), and the list of what is bad where it does not. */
export interface RowCheck {
  readonly fits: Sql;
  readonly entries: Sql;
}

/** With more columns than this, those of one type are checked as one list: DuckDB plans a list faster than its items. */
const WIDE = 100;

/** A test of the row as a whole. */
export function rowCheck({ fits, reason }: { fits: Sql; reason: string }): RowCheck {
  return { fits, entries: sql`case when ${fits} then [] else [${entry(sql`null`, sql`null`, reason)}] end` };
}

/** A check a column, or a type where columns are very many; none where every value fits. */
export function columnChecks(
  part: Part,
  columns: readonly Column[],
  fields: readonly (Field | undefined)[],
): RowCheck[] {
  const cells = columns.flatMap(({ name, type }, at): Cell[] => {
    const field = fields[at];
    if (!field || fitOf(field.value, field.type, type, part).fits.text === 'true') return [];
    return [{ name, value: field.value, original: field.original ?? field.value, from: field.type, to: type }];
  });
  return cells.length > WIDE
    ? byType(cells).map((group) => listCheck(group, part))
    : cells.map((cell) => cellCheck(cell, part));
}

interface Cell {
  readonly name: string;
  readonly value: Sql;
  /** What a bad row's account shows. */
  readonly original: Sql;
  readonly from: string;
  readonly to: string;
}

function cellCheck({ name, value, original, from, to }: Cell, part: Part): RowCheck {
  const { fits } = fitOf(value, from, to, part);
  return { fits, entries: sql`case when ${fits} then [] else [${entry(sql`${name}`, original, reasonFor(to))}] end` };
}

function listCheck(cells: readonly Cell[], part: Part): RowCheck {
  const [{ from, to } = { from: 'VARCHAR', to: 'VARCHAR' }] = cells;
  const values = join(cells.map(({ value }) => value));
  const originals = join(cells.map(({ original }) => original));
  const cleaned = cells.some(({ value, original }) => value.text !== original.text);
  const names = join(cells.map(({ name }) => sql`${name}`));
  const { fits } = fitOf(raw('cell'), from, to, part);
  const unfit = fitOf(raw('pair[2]'), from, to, part).fits;
  return {
    fits: sql`list_bool_and(list_transform([${values}], lambda cell: ${fits}))`,
    entries: sql`list_transform(list_filter(list_zip([${names}], [${values}]${cleaned ? sql`, [${originals}]` : sql``}), lambda pair: not ${unfit}),
      lambda pair: ${entry(raw('pair[1]'), raw(cleaned ? 'pair[3]' : 'pair[2]'), reasonFor(to))})`,
  };
}

function byType(cells: readonly Cell[]): Cell[][] {
  const groups = new Map<string, Cell[]>();
  for (const cell of cells) {
    const key = JSON.stringify([cell.from, cell.to]);
    groups.set(key, [...(groups.get(key) ?? []), cell]);
  }
  return [...groups.values()];
}

function entry(column: Sql, value: Sql, reason: string): Sql {
  return sql`{'column_name': ${column}, 'value': cast(${value} as varchar), 'reason': ${reason}}`;
}

function reasonFor(type: string): string {
  return `not ${/^[AEIO]/.test(type) ? 'an' : 'a'} ${type}`;
}
