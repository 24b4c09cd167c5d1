const QUOTE = 34;
const LF = 10;
const CR = 13;

/** A cell whose text begins with a character that was asked for. */
export interface MarkedCell {
  /** Of its first character in the content, the quote not counted. */
  readonly offset: number;
  /** 1-based row of data; 0 is the header. Undefined where lines before it were not seen. */
  readonly row: number | undefined;
  /** 0-based. */
  readonly column: number;
  /** At most {@link LONGEST} characters of it, a byte each. */
  readonly text: string;
}

/** Of a cell, so much is looked at. */
const LONGEST = 512;

/**
 * Cuts the bytes of a CSV into cells as they come by, and hands over those that begin with one of some ASCII characters.
 * Quotes are `"`, doubled within a quoted cell. Blank lines are no rows where there are several columns.
 */
export class CsvCells {
  readonly #delimiter: number;
  readonly #blankIsRow: boolean;
  readonly #marked: ReadonlySet<number>;
  readonly #found: (cell: MarkedCell) => void;
  /** Where the next byte is: before a cell, in a bare or a quoted one, or behind a quote in a quoted one. */
  #state: 'start' | 'bare' | 'quoted' | 'quote' = 'start';
  #row: number | undefined = 0;
  #column = 0;
  #afterCr = false;
  #cell: { readonly offset: number; text: string } | undefined;

  constructor(
    { delimiter, columns, marked }: { readonly delimiter: string; readonly columns: number; readonly marked: string },
    found: (cell: MarkedCell) => void,
  ) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#blankIsRow = columns === 1;
    this.#marked = new Set(Buffer.from(marked, 'latin1'));
    this.#found = found;
  }

  /** Goes on behind a gap: rows are not counted any more, and what is there up to the first line end is left out. */
  skipTo(bytes: Buffer): number {
    this.#state = 'start';
    this.#row = undefined;
    this.#column = 0;
    this.#cell = undefined;
    return bytes.indexOf(LF) + 1;
  }

  take(bytes: Buffer, from: number, offset: number): void {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      if (this.#state === 'quoted') {
        const next = byte === QUOTE ? at : bytes.indexOf(QUOTE, at);
        const end = next === -1 ? bytes.length : next;
        if (end > at) this.#keep(bytes, at, end, offset);
        if (next !== -1) this.#state = 'quote';
        at = end;
      } else if (this.#state === 'quote' && byte === QUOTE) {
        this.#keep(bytes, at, at + 1, offset);
        this.#state = 'quoted';
      } else if (byte === this.#delimiter) {
        this.#endCell();
        this.#column++;
        this.#state = 'start';
        this.#afterCr = false;
      } else if (byte === LF || byte === CR) this.#endLine(byte);
      else if (this.#state === 'start' && byte === QUOTE) {
        this.#afterCr = false;
        this.#state = 'quoted';
        this.#cell = { offset: offset + at + 1, text: '' };
      } else at = this.#bare(bytes, at, offset);
    }
  }

  end(): void {
    this.#endCell();
  }

  /** From a bare cell's character to its last: a cell that begins with nothing of interest is passed over. */
  #bare(bytes: Buffer, at: number, offset: number): number {
    if (this.#state === 'start' && this.#marked.has(bytes[at] ?? 0)) this.#cell = { offset: offset + at, text: '' };
    this.#state = 'bare';
    this.#afterCr = false;
    let end = at + 1;
    while (end < bytes.length) {
      const byte = bytes[end];
      if (byte === this.#delimiter || byte === LF || byte === CR) break;
      end++;
    }
    this.#keep(bytes, at, end, offset);
    return end - 1;
  }

  #keep(bytes: Buffer, from: number, to: number, offset: number): void {
    const cell = this.#cell;
    if (!cell) return;
    if (cell.text === '' && offset + from === cell.offset && !this.#marked.has(bytes[from] ?? 0))
      this.#cell = undefined;
    else if (cell.text.length < LONGEST) cell.text += bytes.toString('latin1', from, Math.min(to, from + LONGEST));
  }

  #endLine(byte: number): void {
    const isSecond = byte === LF && this.#afterCr;
    const isBlank = this.#state === 'start' && this.#column === 0;
    this.#afterCr = byte === CR;
    if (isSecond) return;
    this.#endCell();
    this.#state = 'start';
    this.#column = 0;
    if (this.#row !== undefined && (!isBlank || (this.#blankIsRow && this.#row > 0))) this.#row++;
  }

  #endCell(): void {
    const cell = this.#cell;
    this.#cell = undefined;
    if (cell && cell.text !== '') this.#found({ ...cell, row: this.#row, column: this.#column });
  }
}
