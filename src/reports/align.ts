import { displayWidth, padding } from './display-width.ts';

/** A cell of aligned text. `paint` is applied after the width was taken. */
export interface Cell {
  readonly text: string;
  readonly align?: 'left' | 'right';
  readonly paint?: (text: string) => string;
}

/** Rows of cells as lines whose columns stand under each other; the last cell of a line is not padded. */
export function alignRows(rows: readonly (readonly Cell[])[], { gap = 3 }: { gap?: number } = {}): string[] {
  const widths = columnWidths(rows);
  return rows.map((cells) =>
    cells.map((cell, index) => place(cell, widths[index] ?? 0, index === cells.length - 1)).join(' '.repeat(gap)),
  );
}

export function columnWidths(rows: readonly (readonly Cell[])[]): number[] {
  const count = Math.max(0, ...rows.map(({ length }) => length));
  return Array.from({ length: count }, (_, index) =>
    rows.reduce((widest, cells) => Math.max(widest, displayWidth(cells[index]?.text ?? '')), 0),
  );
}

function place({ text, align, paint }: Cell, width: number, last: boolean): string {
  const painted = paint ? paint(text) : text;
  if (align === 'right') return padding(text, width) + painted;
  return last ? painted : painted + padding(text, width);
}
