/** Writes Avro's binary encoding into a buffer that grows. */
export class ByteWriter {
  #bytes = new Uint8Array(128 * 1024);
  #view = new DataView(this.#bytes.buffer);
  used = 0;

  /** Makes room for `count` bytes and gives where they begin; the caller writes them. */
  #room(count: number): number {
    const at = this.used;
    this.used = at + count;
    if (this.used > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.used, this.#bytes.length * 2));
      larger.set(this.#bytes.subarray(0, at));
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    return at;
  }

  byte(value: number): void {
    const at = this.#room(1);
    this.#bytes[at] = value;
  }

  /** A number of 32 bits, with a sign. */
  int(value: number): void {
    this.long(value, value >> 31);
  }

  /** A number from 0 to 2^53. */
  count(value: number): void {
    this.long(value | 0, Math.floor(value / 2 ** 32));
  }

  /** A number of 64 bits in two halves, as a zigzag number of seven bits a byte. */
  long(low: number, high: number): void {
    const sign = high >> 31;
    let first = ((low << 1) ^ sign) >>> 0;
    let second = (((high << 1) | (low >>> 31)) ^ sign) >>> 0;
    let at = this.#room(10);
    const bytes = this.#bytes;
    while (second !== 0 || first > 0x7f) {
      bytes[at++] = (first & 0x7f) | 0x80;
      first = ((first >>> 7) | (second << 25)) >>> 0;
      second >>>= 7;
    }
    bytes[at++] = first;
    this.used = at;
  }

  float(value: number): void {
    const at = this.#room(4);
    this.#view.setFloat32(at, value, true);
  }

  double(value: number): void {
    const at = this.#room(8);
    this.#view.setFloat64(at, value, true);
  }

  /** Bytes as they are, without their length. */
  raw(source: Uint8Array): void {
    const at = this.#room(source.length);
    this.#bytes.set(source, at);
  }

  /** Bytes behind their length. */
  bytes(source: Uint8Array, from: number, to: number): void {
    this.count(to - from);
    const at = this.#room(to - from);
    const target = this.#bytes;
    if (to - from > 32) target.set(source.subarray(from, to), at);
    else for (let index = from; index < to; index++) target[at + index - from] = source[index] ?? 0;
  }

  /** A little-endian number in two's complement as a big-endian one behind its length, as short as can be. */
  bigEndian(source: Uint8Array, from: number, size: number): void {
    const last = from + size - 1;
    const fill = (source[last] ?? 0) >= 0x80 ? 0xff : 0;
    let length = size;
    while (length > 1 && source[from + length - 1] === fill && ((source[from + length - 2] ?? 0) ^ fill) < 0x80)
      length--;
    this.count(length);
    const at = this.#room(length);
    for (let index = 0; index < length; index++) this.#bytes[at + index] = source[from + length - 1 - index] ?? 0;
  }

  /** A copy of what was written; the buffer is then empty. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.used);
    this.used = 0;
    return taken;
  }
}
