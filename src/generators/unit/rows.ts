import { userError } from '../../core/errors.ts';
import { nearestOf } from '../../core/nearest.ts';
import type { LiteralData } from '../../formats/open-data.ts';
import { literalTable, type Cell } from './literal-table.ts';
import { kindOfValue } from './value-kind.ts';

export interface RowsOptions {
  /** Types by column, as in a scenario: `decimal(12,2)`, `string`. Columns that are not named get that of their values. */
  readonly types?: Readonly<Record<string, string>>;
}

/**
 * Literal rows as data. Columns are those of the first row, in its order; whole numbers are BIGINT, other numbers DOUBLE,
 * texts VARCHAR, a `Date` TIMESTAMP (UTC), arrays and objects lists and structs, where no type is stated. Throws a
 * `UserError`: `ROWS_RAGGED`, `ROWS_EMPTY`, `ROWS_VALUE`, `ROWS_TYPES_MIXED`, `COLUMN_UNKNOWN`, `TYPE_UNKNOWN`.
 *
 * @example rows([{ id: 1, amount: '10.50' }, { id: 2, amount: null }], { types: { amount: 'decimal(12,2)' } })
 */
export function rows(
  list: readonly Readonly<Record<string, unknown>>[],
  { types = {} }: RowsOptions = {},
): LiteralData {
  const [first] = list;
  const names = Object.keys(first ?? types);
  if (names.length === 0) throw noColumns();
  for (const name of Object.keys(types)) if (!names.includes(name)) throw unknownColumn(name, names);
  const cells = list.map((row, index) => cellsOf(row, names, index + 1));
  return literalTable(
    names.map((name) => ({ name, type: Object.hasOwn(types, name) ? types[name] : undefined })),
    cells,
  );
}

function cellsOf(row: Readonly<Record<string, unknown>>, names: readonly string[], number: number): Cell[] {
  const own = Object.keys(row).filter((name) => row[name] !== undefined);
  const missing = names.filter((name) => !own.includes(name));
  const more = own.filter((name) => !names.includes(name));
  if (missing.length > 0 || more.length > 0) throw ragged({ number, names, missing, more });
  return names.map((name) => {
    const value = row[name];
    const kind = kindOfValue(value);
    if (kind === undefined) throw badValue(name, number, value);
    return { value, kind };
  });
}

function ragged({
  number,
  names,
  missing,
  more,
}: {
  number: number;
  names: readonly string[];
  missing: readonly string[];
  more: readonly string[];
}): Error {
  return userError({
    code: 'ROWS_RAGGED',
    message: 'a row does not have the columns of the first',
    row: number,
    found: [
      ...missing.map((name) => `no ${JSON.stringify(name)}`),
      ...more.map((name) => `${JSON.stringify(name)} besides`),
    ].join(', '),
    expected: names.join(', '),
    ...nearestOf(more[0] ?? '', missing),
    hint: 'Write null for what is missing.',
  });
}

function badValue(column: string, row: number, value: unknown): Error {
  return userError({
    code: 'ROWS_VALUE',
    message: 'a value cannot be kept exactly in a column',
    row,
    column,
    found: typeof value === 'function' ? 'a function' : String(value),
    expected: 'text, a number, a bigint, a boolean, a Date, null, or arrays and objects of them',
    hint: 'Write a long whole number as a bigint (12345678901234567890n) or as text.',
  });
}

function noColumns(): Error {
  return userError({
    code: 'ROWS_EMPTY',
    message: 'there are no rows to tell the columns from',
    hint: "State them: rows([], { types: { id: 'bigint' } })",
  });
}

function unknownColumn(name: string, names: readonly string[]): Error {
  return userError({
    code: 'COLUMN_UNKNOWN',
    message: 'a type is stated for a column that the rows do not have',
    found: name,
    expected: names.join(', '),
    ...nearestOf(name, names),
  });
}
