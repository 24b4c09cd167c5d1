import { readPiece } from '../../file-ends.ts';

const WINDOW = 8 * 1024 * 1024;

/** A file read piece by piece from its beginning to its end, eight megabytes ahead. */
export class FileWindow {
  readonly size: number;
  readonly #path: string;
  #bytes: Uint8Array = new Uint8Array(0);
  #from = 0;

  constructor(path: string, size: number) {
    this.#path = path;
    this.size = size;
  }

  /** The `count` bytes from an offset, or what there is of them; their memory stays theirs. */
  async bytes(offset: number, count: number): Promise<Uint8Array> {
    const end = Math.min(offset + count, this.size);
    if (offset < this.#from || end > this.#from + this.#bytes.length) {
      this.#bytes = await readPiece(this.#path, offset, Math.max(end - offset, WINDOW));
      this.#from = offset;
    }
    return this.#bytes.subarray(offset - this.#from, end - this.#from);
  }
}
