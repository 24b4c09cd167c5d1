import { OutStream, type Blocks } from './out-stream.ts';
import { BitRuns } from './rle/bit-runs.ts';

interface Group {
  readonly rows: number;
  /** Undefined where every row has a value. */
  readonly bits: Uint8Array | undefined;
}

/** Which rows of a column have a value. Becomes a stream only where some row of the stripe has none. */
export class Presence {
  #groups: Group[] = [];
  #bits: Uint8Array | undefined;
  #rows = 0;
  #values = 0;
  #hasNulls = false;

  addValues(count: number): void {
    if (this.#bits) this.#reserve(count).fill(1, this.#rows, this.#rows + count);
    this.#rows += count;
    this.#values += count;
  }

  addNulls(count: number): void {
    if (count === 0) return;
    this.#bits ??= new Uint8Array(Math.max(this.#rows, 16)).fill(1, 0, this.#rows);
    this.#reserve(count).fill(0, this.#rows, this.#rows + count);
    this.#rows += count;
    this.#hasNulls = true;
  }

  #reserve(count: number): Uint8Array {
    const bits = this.#bits ?? new Uint8Array(0);
    if (this.#rows + count <= bits.length) return bits;
    const grown = new Uint8Array(Math.max(this.#rows + count, bits.length * 2));
    grown.set(bits.subarray(0, this.#rows));
    this.#bits = grown;
    return grown;
  }

  /** Ends a row group. */
  endGroup(): { readonly values: number; readonly hasNull: boolean } {
    const ended = { values: this.#values, hasNull: this.#bits !== undefined };
    this.#groups.push({ rows: this.#rows, bits: this.#bits?.subarray(0, this.#rows) });
    this.#bits = undefined;
    this.#rows = 0;
    this.#values = 0;
    return ended;
  }

  /** The stream of the stripe, undefined where it needs none; begins the next stripe. */
  endStripe(blocks: Blocks): OutStream | undefined {
    const groups = this.#groups;
    const { hasNulls } = { hasNulls: this.#hasNulls };
    this.#groups = [];
    this.#hasNulls = false;
    if (!hasNulls) return undefined;
    const stream = new OutStream(blocks);
    const runs = new BitRuns();
    for (const { rows, bits } of groups) {
      stream.mark(0, runs.pending);
      if (bits) for (const bit of bits) runs.push(bit === 1);
      else runs.pushOnes(rows);
      runs.flushTo(stream.sink);
    }
    runs.finish(stream.sink);
    return stream;
  }
}
