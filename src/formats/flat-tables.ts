/** A table of a FlatBuffers message: what is read of it lies within the bytes, or an `Error` is thrown. */
export class FlatTable {
  readonly #view: DataView;
  readonly #at: number;

  /** The table that the first bytes point at. */
  static root(bytes: Uint8Array): FlatTable {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return new FlatTable(view, offsetAt(view, 0));
  }

  private constructor(view: DataView, at: number) {
    this.#view = view;
    this.#at = at;
  }

  /** A field of one byte; 0 where it is left out. */
  byte(field: number): number {
    const at = this.#place(field);
    return at === undefined ? 0 : within(this.#view, at, 1).getUint8(at);
  }

  table(field: number): FlatTable | undefined {
    const at = this.#place(field);
    return at === undefined ? undefined : new FlatTable(this.#view, at + offsetAt(this.#view, at));
  }

  /** The tables of a vector. */
  tables(field: number): FlatTable[] {
    const { at, length } = this.vector(field, 4);
    return Array.from({ length }, (_, index) => {
      const place = at + 4 * index;
      return new FlatTable(this.#view, place + offsetAt(this.#view, place));
    });
  }

  /** Where the elements of a vector begin, each of so many bytes, and how many there are; they are all within the bytes. */
  vector(field: number, elementBytes: number): { readonly at: number; readonly length: number } {
    const place = this.#place(field);
    if (place === undefined) return { at: 0, length: 0 };
    const start = place + offsetAt(this.#view, place);
    const length = within(this.#view, start, 4).getUint32(start, true);
    within(this.#view, start + 4, length * elementBytes);
    return { at: start + 4, length };
  }

  /** By the table of offsets that stands before this one (FlatBuffers internals, "Tables"). */
  #place(field: number): number | undefined {
    const offsets = this.#at - within(this.#view, this.#at, 4).getInt32(this.#at, true);
    const bytes = within(this.#view, offsets, 4).getUint16(offsets, true);
    const entry = 4 + 2 * field;
    if (entry + 2 > bytes) return undefined;
    const offset = within(this.#view, offsets + entry, 2).getUint16(offsets + entry, true);
    return offset === 0 ? undefined : this.#at + offset;
  }
}

function offsetAt(view: DataView, at: number): number {
  return within(view, at, 4).getUint32(at, true);
}

function within(view: DataView, at: number, length: number): DataView {
  if (at >= 0 && at + length <= view.byteLength) return view;
  throw new Error('a length or a place in the metadata of a message is damaged');
}
