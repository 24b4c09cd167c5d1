import { AvroDamage } from './damage.ts';

/** Values of no bytes that a file may have, all told: a few bytes could state billions of them. */
const EMPTY_VALUES = 2 ** 24;

/**
 * Reads Avro's binary encoding (specification 1.12, "Binary Encoding"). A long is left in two halves, `low` and `high`,
 * so that no bit of it is lost and no BigInt is made.
 */
export class ByteReader {
  bytes: Uint8Array;
  view: DataView;
  pos = 0;
  low = 0;
  high = 0;
  #emptyValues = EMPTY_VALUES;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = viewOf(bytes);
  }

  /** Goes on with other bytes of the same file. */
  turnTo(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.view = viewOf(bytes);
    this.pos = 0;
  }

  get left(): number {
    return this.bytes.length - this.pos;
  }

  /** A zigzag number into `low` and `high`. */
  long(): void {
    const { bytes } = this;
    let at = this.pos;
    let byte = bytes[at++] ?? this.#end();
    if (byte < 0x80) {
      this.pos = at;
      this.low = (byte >> 1) ^ -(byte & 1);
      this.high = this.low >> 31;
      return;
    }
    let low = byte & 0x7f;
    let middle = 0;
    let high = 0;
    for (let shift = 7; byte >= 0x80; shift += 7) {
      byte = bytes[at++] ?? this.#end();
      const bits = byte & 0x7f;
      if (shift < 28) low |= bits << shift;
      else if (shift < 56) middle |= bits << (shift - 28);
      else if (shift === 56 || (shift === 63 && byte <= 1)) high |= bits << (shift - 56);
      else throw new AvroDamage('a number is longer than 64 bits', { at: this.pos });
    }
    this.pos = at;
    const first = low | (middle << 28);
    const second = (middle >>> 4) | (high << 24);
    const sign = -(first & 1);
    this.low = ((first >>> 1) | (second << 31)) ^ sign;
    this.high = (second >>> 1) ^ sign;
  }

  /** A number of 32 bits. */
  int(): number {
    const at = this.pos;
    this.long();
    if (this.high !== this.low >> 31) {
      throw new AvroDamage('a number does not fit', { at, found: String(this.longValue()), expected: '32 bits' });
    }
    return this.low;
  }

  /** The long that was read last. */
  longValue(): bigint {
    return (BigInt(this.high) << 32n) | BigInt(this.low >>> 0);
  }

  /** The length of what follows, in bytes, all of which is there. */
  size(): number {
    const at = this.pos;
    this.long();
    const { low, high } = this;
    if (high !== 0 || low < 0 || low > this.left) {
      const expected = `0 to the ${this.left} bytes that are left`;
      const found = String(this.longValue());
      throw new AvroDamage('a length is impossible', { at, found, expected, cutOff: high >= 0 });
    }
    return low;
  }

  /** Steps over `count` bytes and gives where they begin. */
  skip(count: number): number {
    const from = this.pos;
    if (count > this.left) this.#end();
    this.pos = from + count;
    return from;
  }

  /**
   * How many items follow in an array or a map, of at least `itemBytes` each; 0 at its end. A negative number has its
   * size in bytes behind it.
   */
  items(itemBytes: 0 | 1): number {
    const at = this.pos;
    this.long();
    const count = Math.abs(this.high * 2 ** 32 + (this.low >>> 0));
    if (this.high < 0) this.size();
    if (itemBytes === 0) this.empty(count);
    else if (count > this.left) {
      const expected = `at most the ${this.left} bytes that are left`;
      throw new AvroDamage('the number of items is impossible', { at, found: String(count), expected, cutOff: true });
    }
    return count;
  }

  /** Counts values that take no bytes. */
  empty(count: number): void {
    this.#emptyValues -= count;
    if (this.#emptyValues >= 0) return;
    const expected = `at most ${EMPTY_VALUES} in a file`;
    throw new AvroDamage('there are too many values of no bytes', { at: this.pos, found: String(count), expected });
  }

  #end(): never {
    throw new AvroDamage('the data end within a value', { at: this.pos, cutOff: true });
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
