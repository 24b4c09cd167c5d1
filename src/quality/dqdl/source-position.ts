import type { Position, Range } from '../../core/finding.ts';

/** Offsets of one text as lines, which end in LF, and columns. */
export class SourcePositions {
  readonly #starts: Uint32Array;
  /** The line asked for last: the next question is most often about the same one. */
  #line = 0;

  constructor(text: string) {
    const starts = [0];
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#starts = Uint32Array.from(starts);
  }

  rangeOf(start: number, end: number): Range {
    return { start: this.#positionOf(start), end: this.#positionOf(end) };
  }

  #positionOf(offset: number): Position {
    if (offset < this.#startOf(this.#line) || offset >= this.#startOf(this.#line + 1))
      this.#line = this.#lineOf(offset);
    return { line: this.#line + 1, column: offset - this.#startOf(this.#line) + 1, offset };
  }

  #startOf(line: number): number {
    return this.#starts[line] ?? Number.POSITIVE_INFINITY;
  }

  #lineOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#startOf(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
