import { alignRows, columnWidths, type Cell } from './align.ts';
import { formatCount } from './amounts.ts';
import { cellText } from './cell-text.ts';
import { fitWidth, printable } from './display-width.ts';
import type { Paint } from './paint.ts';

type SampleRow = Readonly<Record<string, unknown>>;

const MAX_ROWS = 3;
const MAX_CELL = 32;
const GAP = 2;
/** Added by ingestion, equal in every row of a run. */
const OF_THE_RUN = new Set(['_ingested_at', '_run_id']);

/**
 * The first rows of a sample as a small table: the row's place, the columns it is about, then the others as far as
 * `width` allows; and how many rows there are beyond those shown.
 */
export function sampleTable(
  rows: readonly SampleRow[],
  { total, about, width, paint }: { total: number; about: readonly string[]; width: number; paint: Paint },
): string[] {
  const shown = rows.slice(0, MAX_ROWS);
  if (shown.length === 0) return [];
  const lines = alignRows(fitColumns(toCells(shown, about, paint), width), { gap: GAP }).map((line) => line.trimEnd());
  const more = total - shown.length;
  return more > 0 ? [...lines, paint.dim(`… ${formatCount(more)} more`)] : lines;
}

function toCells(rows: readonly SampleRow[], about: readonly string[], paint: Paint): Cell[][] {
  const columns = orderColumns([...new Set(rows.flatMap((row) => Object.keys(row)))], about);
  const header = columns.map((name) => ({ text: fitWidth(printable(name), MAX_CELL), paint: paint.dim }));
  return [header, ...rows.map((row) => columns.map((name) => ({ text: fitWidth(cellText(row[name]), MAX_CELL) })))];
}

function orderColumns(columns: readonly string[], about: readonly string[]): string[] {
  const judged = new Set(about.map((name) => name.toLowerCase()));
  const rank = (name: string): number => {
    if (name === '_source_row') return 0;
    if (name === '_source_object') return 3;
    return judged.has(name.toLowerCase()) ? 1 : 2;
  };
  return columns.filter((name) => !OF_THE_RUN.has(name)).toSorted((a, b) => rank(a) - rank(b));
}

/** Leaves out columns from the right that do not fit, and marks that with `…`; the first one always stays. */
function fitColumns(rows: readonly (readonly Cell[])[], width: number): Cell[][] {
  const widths = columnWidths(rows);
  let used = widths[0] ?? 0;
  let count = 1;
  while (count < widths.length) {
    const reserve = count === widths.length - 1 ? 0 : GAP + 1;
    const next = used + GAP + (widths[count] ?? 0);
    if (next + reserve > width) break;
    used = next;
    count += 1;
  }
  const cut = count < widths.length;
  return rows.map((cells) => [...cells.slice(0, count), ...(cut ? [{ text: '…' }] : [])]);
}
