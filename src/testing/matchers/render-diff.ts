import type { Plain } from '../../duckdb/plain.ts';
import { alignRows } from '../../reports/align.ts';
import { counted } from '../../reports/amounts.ts';
import { cellText } from '../../reports/cell-text.ts';
import { fitWidth, printable } from '../../reports/display-width.ts';
import type { ComparedColumn } from './comparable-columns.ts';
import type { ChangedRow, RowsDiff } from './diff-rows.ts';

const MAX_CELL = 40;
const MAX_COLUMNS = 10;

/** The rows that differ as a table: changed cells as `expected → found`, with a mark before each row. */
export function renderDiff(
  { equal, changed, missing, added, movedAt }: RowsDiff,
  columns: readonly ComparedColumn[],
  show: number,
): string[] {
  if (movedAt !== undefined) {
    return [`the rows are the same ${equal}, in another order: the first that differs is row ${movedAt + 1}`];
  }
  const marked = [
    ...changed.map((row) => ({ mark: '~', at: row.expected.at, cells: changedCells(row) })),
    ...missing.map(({ at, row }) => ({ mark: '-', at, cells: row.cells.map(shown) })),
    ...added.map(({ at, row }) => ({ mark: '+', at, cells: row.cells.map(shown) })),
  ].toSorted((one, other) => one.at - other.at);
  const first = marked.slice(0, show);
  const places = shownColumns(columns, changed);
  const header = ['', 'row', ...places.map((index) => printable(columns[index]?.name ?? ''))];
  const lines = first.map(({ mark, at, cells }) => [
    mark,
    String(at + 1),
    ...places.map((index) => fitWidth(cells[index] ?? '', MAX_CELL * 2)),
  ]);
  const hidden = columns.length - places.length;
  return [
    `${counts({ changed, missing, added })}; ${equal} equal`,
    ...alignRows(
      [header, ...lines].map((line) => line.map((text) => ({ text }))),
      { gap: 2 },
    ).map((line) => `  ${line.trimEnd()}`),
    ...(marked.length > first.length ? [`  … ${counted(marked.length - first.length, 'more row')}`] : []),
    ...(hidden > 0 ? [`  … ${counted(hidden, 'more column')}`] : []),
    '  ~ expected → found   - expected, not found   + found, not expected',
  ];
}

function counts({ changed, missing, added }: Pick<RowsDiff, 'changed' | 'missing' | 'added'>): string {
  return [
    ...(changed.length > 0 ? [`${counted(changed.length, 'row')} changed`] : []),
    ...(missing.length > 0 ? [`${counted(missing.length, 'row')} missing`] : []),
    ...(added.length > 0 ? [`${counted(added.length, 'row')} added`] : []),
  ].join(', ');
}

function changedCells({ found, expected, columns }: ChangedRow): string[] {
  return expected.row.cells.map((cell, index) =>
    columns.includes(index) ? `${shown(cell)} → ${shown(found.row.cells[index] ?? null)}` : shown(cell),
  );
}

/** NULL, an empty text and a text with space at its ends are not taken for each other. */
function shown(cell: Plain): string {
  const isPlain = typeof cell !== 'string' || (cell !== '' && cell.trim() === cell);
  return fitWidth(isPlain ? cellText(cell) : `'${printable(cell)}'`, MAX_CELL);
}

/** Where there are many: keys, and those with changes, before the others. */
function shownColumns(columns: readonly ComparedColumn[], changed: readonly ChangedRow[]): number[] {
  const places = [...columns.keys()];
  if (places.length <= MAX_COLUMNS) return places;
  const touched = new Set(changed.flatMap((row) => row.columns));
  const rank = (index: number): number => (columns[index]?.isKey ? 0 : touched.has(index) ? 1 : 2);
  return places
    .toSorted((one, other) => rank(one) - rank(other))
    .slice(0, MAX_COLUMNS)
    .toSorted((one, other) => one - other);
}
