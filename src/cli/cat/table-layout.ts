import type { Column, Row } from '../../duckdb/session.ts';
import { columnWidths } from '../../reports/align.ts';
import { cellText } from '../../reports/cell-text.ts';
import { displayWidth, fitWidth, padding, printable } from '../../reports/display-width.ts';

const MAX_CELL = 40;
const GAP = '  ';
const NUMBERS = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL)/;

/** How a table is laid out: settled by its first rows, so that the others need not be held. */
export interface TableLayout {
  /** The columns shown, with the cells each takes. */
  readonly columns: readonly (Column & { readonly width: number })[];
  /** Names of those that do not fit. */
  readonly leftOut: readonly string[];
}

/** Lays a table out by its first rows; `maxWidth` is what a terminal has. The first column is always shown. */
export function layOutTable(columns: readonly Column[], first: readonly Row[], maxWidth: number): TableLayout {
  const cells = [columns.map(({ name }) => printable(name)), ...first.map((row) => textsOf(row, columns))];
  const widths = columnWidths(cells.map((texts) => texts.map((text) => ({ text: fitWidth(text, MAX_CELL) }))));
  let used = -GAP.length;
  const shown = columns
    .map((column, index) => ({ ...column, width: widths[index] ?? 0 }))
    .filter(({ width }, index) => {
      used += GAP.length + width;
      return index === 0 || used <= maxWidth;
    });
  return { columns: shown, leftOut: columns.slice(shown.length).map(({ name }) => name) };
}

export function tableHeader({ columns }: TableLayout): string {
  return columns
    .map((column) => align(printable(column.name), column))
    .join(GAP)
    .trimEnd();
}

/** Rows as lines. A cell wider than its column, which the first rows could not know, moves only its own line. */
export function tableLines({ columns }: TableLayout, rows: readonly Row[]): string {
  return rows
    .map((row) => textsOf(row, columns))
    .map((texts) =>
      columns
        .map((column, index) => align(texts[index] ?? '', column))
        .join(GAP)
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

function textsOf(row: Row, columns: readonly Column[]): string[] {
  return columns.map(({ name }) => cellText(row[name]));
}

function align(text: string, { width, type }: TableLayout['columns'][number]): string {
  const fitted = fitWidth(text, Math.max(width, MAX_CELL));
  if (displayWidth(fitted) >= width) return fitted;
  return NUMBERS.test(type) ? padding(fitted, width) + fitted : fitted + padding(fitted, width);
}
