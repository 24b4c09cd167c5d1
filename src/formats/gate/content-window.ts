/** A piece of the content of a file: of the file's bytes, or of what they are when they are expanded. */
export class ContentWindow {
  readonly bytes: Buffer;
  /** Of the first byte in the content. */
  readonly offset: number;
  /** How many of the first bytes were in the window before, too: what lies across the border of two is whole in one. */
  readonly seen: number;
  /** Whether offsets are those of bytes in the file: not where it was expanded or decoded. */
  readonly placed: boolean;
  #text: string | undefined;

  constructor(
    bytes: Uint8Array,
    { offset, seen = 0, placed = true }: { readonly offset: number; readonly seen?: number; readonly placed?: boolean },
  ) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.offset = offset;
    this.seen = seen;
    this.placed = placed;
  }

  /** A character for each byte: ASCII is itself, and nothing can fail. */
  get text(): string {
    this.#text ??= this.bytes.toString('latin1');
    return this.#text;
  }
}

/** `{ offset }` of a place in a window, for a finding; nothing where the file has no such byte. */
export function offsetAt(window: ContentWindow, index: number): { offset?: number } {
  return window.placed ? { offset: window.offset + index } : {};
}
