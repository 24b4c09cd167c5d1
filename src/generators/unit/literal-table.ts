import { userError } from '../../core/errors.ts';
import type { Column } from '../../duckdb/session.ts';
import { normalizeType } from '../../formats/declared-type.ts';
import type { LiteralData } from '../../formats/open-data.ts';
import { typeOfKinds } from './type-of-kinds.ts';
import type { ValueKind } from './value-kind.ts';

/** A value as it was written, and what it says of its column's type. */
export interface Cell {
  readonly value: unknown;
  readonly kind: ValueKind;
}

/** A column with the type that was stated, or none. */
export interface LiteralColumn {
  readonly name: string;
  readonly type: string | undefined;
}

/** Rows of cells as data, each column of its stated type or of that of its values. Throws a `UserError` `ROWS_TYPES_MIXED`. */
export function literalTable(columns: readonly LiteralColumn[], rows: readonly (readonly Cell[])[]): LiteralData {
  refuseTwice(columns);
  const typed = columns.map(({ name, type }, index): Column => {
    const cells = rows.map((row) => row[index]).filter((cell) => cell !== undefined);
    return { name, type: type === undefined ? inferredType(name, cells) : normalizeType(type) };
  });
  return {
    columns: typed,
    rows: rows.map((row) => typed.map(({ type }, index) => textOfMoment(row[index]?.value ?? null, type))),
  };
}

function inferredType(name: string, cells: readonly Cell[]): string {
  const type = typeOfKinds(cells.map(({ kind }) => kind));
  if (type !== undefined) return type;
  if (cells.every(({ value }) => value === null || typeof value === 'string')) return 'VARCHAR';
  const kinds = new Set(cells.map(({ kind }) => kind.kind).filter((kind) => kind !== 'none'));
  throw userError({
    code: 'ROWS_TYPES_MIXED',
    message: 'no one type holds the values of the column as they are',
    column: name,
    found: [...kinds].join(', '),
    hint: 'Write them alike, or state the type.',
  });
}

/** A moment as a column of that type takes it: in UTC, and without a zone where the column has none. */
function textOfMoment(value: unknown, type: string): unknown {
  if (!(value instanceof Date)) return value;
  const text = value.toISOString();
  if (type === 'DATE' && text.endsWith('T00:00:00.000Z')) return text.slice(0, 10);
  return /TIME ZONE/.test(type) ? text : text.slice(0, -1);
}

/** SQL does not tell names apart by case. */
function refuseTwice(columns: readonly LiteralColumn[]): void {
  const seen = new Set<string>();
  for (const { name } of columns) {
    if (seen.has(name.toLowerCase())) {
      throw userError({
        code: 'ROWS_COLUMN_TWICE',
        message: 'two columns have one name, letter case aside',
        column: name,
        found: columns.map((column) => column.name).join(', '),
      });
    }
    seen.add(name.toLowerCase());
  }
}
