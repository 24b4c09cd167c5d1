/** Whether it is worth a native copy. */
const LONG = 32;

/** The numbers of a row group, as many as there are. */
export class NumberBuffer {
  values = new Float64Array(1024);
  length = 0;

  reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.values.length) return;
    const grown = new Float64Array(Math.max(needed, this.values.length * 2));
    grown.set(this.values.subarray(0, this.length));
    this.values = grown;
  }

  push(value: number): void {
    this.reserve(1);
    this.values[this.length++] = value;
  }

  append(source: NumberArray, from: number, to: number): void {
    this.reserve(to - from);
    if (to - from >= LONG) {
      this.values.set(source.subarray(from, to), this.length);
      this.length += to - from;
      return;
    }
    for (let index = from; index < to; index++) this.values[this.length++] = source[index] ?? 0;
  }
}

export type NumberArray =
  Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;
