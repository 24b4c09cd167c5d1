import { alignRows, type Cell } from './align.ts';
import { counted, formatCount } from './amounts.ts';
import { cellText } from './cell-text.ts';
import { fitWidth } from './display-width.ts';
import type { Paint } from './paint.ts';

/** What is reported of a distribution: that of a `CheckResult` is one. */
export interface ReportedDistribution {
  readonly dataType: string;
  readonly binEdges: readonly (number | string)[];
  readonly counts: readonly number[];
  readonly nullCount: number;
  readonly tailCount: number;
}

const MAX_LABEL = 40;
const MAX_BAR = 24;

/** A distribution by its name: its type, and a line for each bin or value with its count and a bar. */
export function distributionLines(
  name: string,
  { dataType, binEdges, counts, nullCount, tailCount }: ReportedDistribution,
  paint: Paint,
): string[] {
  const highest = Math.max(1, ...counts);
  const bins = counts.map((count, index): Cell[] => [
    { text: labelOf(binEdges, counts.length, index) },
    { text: formatCount(count), align: 'right' },
    { text: '█'.repeat(Math.ceil((count / highest) * MAX_BAR)) },
  ]);
  const others = [
    ...(tailCount === 0 ? [] : [counted(tailCount, 'other value')]),
    ...(nullCount === 0 ? [] : [`${formatCount(nullCount)} NULL`]),
  ];
  return [
    [`${name}   ${dataType}`, ...others.map((other) => paint.dim(other))].join('   '),
    ...alignRows(bins).map((line) => `  ${line.trimEnd()}`),
  ];
}

/** Of a bin `[1, 5)`, of the last one `[5, 9]`; of a category its value. */
function labelOf(edges: readonly (number | string)[], bins: number, index: number): string {
  if (edges.length === bins) return fitWidth(cellText(edges[index]), MAX_LABEL);
  const [from, to] = [edges[index], edges[index + 1]].map((edge) => String(Number(Number(edge).toPrecision(6))));
  return `[${from}, ${to}${index === bins - 1 ? ']' : ')'}`;
}
