import { counted, formatCount, formatSeconds } from '../../reports/amounts.ts';
import { printable } from '../../reports/display-width.ts';
import { MARKS, paintFor } from '../../reports/paint.ts';
import type { ShrinkResult, ShrunkTable } from '../../runner/shrink/options.ts';
import { farOf } from './far.ts';
import { layOutTable, tableHeader, tableLines } from '../cat/table-layout.ts';

const SHOWN_ROWS = 10;

/** How far it got, the smallest data, and how to run them. */
export function renderShrink(
  { rule, outcome, failureReason, source, tables, ended, tries, elapsedMs, folder }: ShrinkResult,
  { color, width }: { readonly color: boolean; readonly width: number },
): string {
  const paint = paintFor(color);
  const mark = ended === 'minimal' ? paint.good(MARKS.good) : paint.warn(MARKS.warn);
  const reason = failureReason === null ? [] : failureReason.split('\n').map((line) => `  ${printable(line)}`);
  return [
    `${paint.strong(printable(rule))}   ${outcome}   ${printable(source.replaceAll('`', ''))}`,
    ...reason,
    ...tables.flatMap((table) => ['', ...tableBlock(table, width, paint.dim)]),
    '',
    `${mark} ${farOf(ended, 'row or column')}   ${counted(tries, 'try', 'tries')}   ${formatSeconds(elapsedMs)}`,
    ...(folder === undefined ? [] : [`Run it: glue-replay run ${folder}`]),
    '',
  ].join('\n');
}

function tableBlock(
  { name, rows, columns, sample }: ShrunkTable,
  width: number,
  dim: (text: string) => string,
): string[] {
  const shown = sample.slice(0, SHOWN_ROWS);
  const layout = layOutTable(columns.to, shown, width - 2);
  const more = rows.to - shown.length;
  return [
    `${name}   ${formatCount(rows.from)} rows to ${formatCount(rows.to)}   ` +
      `${formatCount(columns.from)} columns to ${formatCount(columns.to.length)}`,
    ...[dim(tableHeader(layout)), ...tableLines(layout, shown).trimEnd().split('\n')].map((line) => `  ${line}`),
    ...(more > 0 ? [dim(`  … ${formatCount(more)} more`)] : []),
  ];
}
