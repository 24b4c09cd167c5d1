import { alignRows, type Cell } from '../align.ts';
import { formatSeconds } from '../amounts.ts';
import { displayWidth, padding } from '../display-width.ts';
import type { Paint } from '../paint.ts';

/** A line of a block, its time at the right, and the lines that explain it below, further in. */
export interface BlockRow {
  readonly cells: readonly Cell[];
  readonly elapsedMs?: number;
  readonly details?: readonly string[];
}

/** A labelled part of a scenario's report: a stage, the defects, the expectations. */
export interface Block {
  readonly label: string;
  readonly rows: readonly BlockRow[];
}

const LABEL = 11;
/** How far the body of a block and its details stand in. */
const BODY_INDENT = ' '.repeat(LABEL + 2);
export const DETAIL_INDENT = `${BODY_INDENT}  `;

/** Blocks as lines: labels left, cells aligned within each block, times of all under each other. */
export function renderBlocks(blocks: readonly Block[], { paint, width }: { paint: Paint; width: number }): string[] {
  const plain = blocks.map(({ rows }) => alignRows(rows.map(({ cells }) => cells.map(unpainted))));
  const painted = blocks.map(({ rows }) => alignRows(rows.map(({ cells }) => cells)));
  const timed = blocks.flatMap(({ rows }, at) =>
    rows.flatMap(({ elapsedMs }, row) => (elapsedMs === undefined ? [] : (plain[at]?.[row] ?? ''))),
  );
  const body = Math.min(Math.max(0, ...timed.map(displayWidth)), width - BODY_INDENT.length - 10);
  return blocks.flatMap(({ label, rows }, at) =>
    rows.flatMap(({ elapsedMs, details = [] }, row) => {
      const start = `  ${(row === 0 ? label : '').padEnd(LABEL)}`;
      const text = painted[at]?.[row] ?? '';
      const time =
        elapsedMs === undefined
          ? ''
          : `${padding(plain[at]?.[row] ?? '', body)}   ${paint.dim(formatSeconds(elapsedMs).padStart(7))}`;
      return [(start + text + time).trimEnd(), ...details.map((line) => `${DETAIL_INDENT}${line}`)];
    }),
  );
}

function unpainted({ paint: _paint, ...cell }: Cell): Cell {
  return cell;
}
