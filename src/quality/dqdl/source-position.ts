import type { Position, Range } from '../../core/finding.ts';

/** The offset at which each line starts; lines end in LF. */
export function lineStartsOf(text: string): Uint32Array {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return Uint32Array.from(starts);
}

/** Offsets as lines and columns. */
export function rangeIn(lineStarts: Uint32Array, span: { start: number; end: number }): Range {
  return { start: positionIn(lineStarts, span.start), end: positionIn(lineStarts, span.end) };
}

function positionIn(lineStarts: Uint32Array, offset: number): Position {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1, offset };
}
