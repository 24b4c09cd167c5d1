import { userError } from '../../core/errors.ts';
import type { LiteralData } from '../../formats/open-data.ts';
import { literalTable, type Cell, type LiteralColumn } from './literal-table.ts';
import { tableLines, type TablePiece } from './table-lines.ts';
import { kindOfText, kindOfValue } from './value-kind.ts';

/**
 * A table as it is drawn: a line with the names of the columns, a line for each row, cells parted by `|`. A name may have
 * a type behind it (`amount: decimal(12,2)`); where it has none the type is that of the values. A blank cell is NULL, `''`
 * an empty text, and what stands in quotes is text with its spaces. `\|`, `\'`, `\\`, `\n`, `\r` and `\t` are characters. A
 * value alone in its cell keeps its JavaScript value. Throws a `UserError`: `TABLE_RAGGED`, `TABLE_CELL`, `ROWS_TYPES_MIXED`,
 * `TYPE_UNKNOWN`.
 *
 * @example table`
 *   id | amount | day
 *   1  | 10.50  | 2023-01-01
 *   2  |        | ${someDay}
 * `
 */
export function table(strings: TemplateStringsArray, ...values: readonly unknown[]): LiteralData {
  const [header, ...lines] = tableLines(strings.raw, values);
  if (header === undefined) {
    throw userError({
      code: 'TABLE_RAGGED',
      message: 'the table is empty',
      expected: 'a line with the names of the columns',
    });
  }
  const columns = header.map(columnOf);
  const rows = lines.map((cells, index) => {
    if (cells.length === columns.length) return cells.map((pieces) => cellOf(pieces, index + 1));
    throw userError({
      code: 'TABLE_RAGGED',
      message: 'a row does not have a cell for each column',
      row: index + 1,
      found: `${cells.length} cells`,
      expected: `${columns.length}: ${columns.map(({ name }) => name).join(' | ')}`,
      hint: String.raw`A | inside a cell is written \|.`,
    });
  });
  return literalTable(columns, rows);
}

function columnOf(pieces: readonly TablePiece[]): LiteralColumn {
  const text = pieces.map((piece) => (piece.kind === 'value' ? String(piece.value) : piece.text)).join('');
  const [, name = '', type] = /^([^:]*?)\s*(?::\s*(.+))?$/s.exec(text.trim()) ?? [];
  if (name !== '') return { name, type };
  throw userError({ code: 'TABLE_RAGGED', message: 'a column has no name', found: JSON.stringify(text) });
}

function cellOf(pieces: readonly TablePiece[], row: number): Cell {
  const [first, ...others] = pieces;
  if (first === undefined) return { value: null, kind: { kind: 'none' } };
  if (others.length > 0) {
    const text = pieces.map((piece) => (piece.kind === 'value' ? String(piece.value) : piece.text)).join('');
    return { value: text, kind: kindOfText(text) };
  }
  if (first.kind !== 'value') {
    return { value: first.text, kind: first.kind === 'quoted' ? { kind: 'text' } : kindOfText(first.text) };
  }
  const value = first.value ?? null;
  const kind = kindOfValue(value);
  if (kind !== undefined) return { value, kind };
  throw userError({
    code: 'TABLE_CELL',
    message: 'a value cannot be kept exactly in a column',
    row,
    found: String(value),
  });
}
