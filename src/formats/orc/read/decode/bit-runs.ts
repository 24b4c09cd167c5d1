import type { ByteStream } from '../byte-stream.ts';
import { ByteRuns } from './byte-runs.ts';

/** ORC has the first bit highest in its byte, Arrow lowest. */
const REVERSED = Uint8Array.from({ length: 256 }, (_, byte) => {
  let reversed = 0;
  for (let bit = 0; bit < 8; bit++) if ((byte & (1 << bit)) !== 0) reversed |= 0x80 >> bit;
  return reversed;
});

/** Bits, eight a byte, the bytes in runs ("Boolean Run Length Encoding"). */
export class BitRuns {
  readonly #bytes: ByteRuns;
  readonly #byte = new Uint8Array(1);
  /** Bits that are left of `#byte`, the next one lowest. */
  #left = 0;

  constructor(stream: ByteStream) {
    this.#bytes = new ByteRuns(stream);
  }

  get stream(): ByteStream {
    return this.#bytes.stream;
  }

  /** The next `count` bits as a bitmap of Arrow, with zeros after its end. */
  read(count: number): Uint8Array {
    const bits = new Uint8Array((count + 7) >> 3);
    if (this.#left === 0) {
      const whole = count >> 3;
      this.#bytes.read(bits, whole);
      for (let index = 0; index < whole; index++) bits[index] = REVERSED[bits[index] ?? 0] ?? 0;
      this.#readBits(bits, whole << 3, count);
    } else {
      this.#readBits(bits, 0, count);
    }
    return bits;
  }

  skip(count: number): void {
    for (let left = count; left > 0; left -= 8192) this.read(Math.min(left, 8192));
  }

  reset(): void {
    this.#left = 0;
    this.#bytes.reset();
  }

  most(): number {
    return this.#left + this.#bytes.most() * 8;
  }

  /** The bits that fill the last byte do not count. */
  isDone(): boolean {
    return this.#bytes.isDone();
  }

  #readBits(bits: Uint8Array, from: number, to: number): void {
    let left = this.#left;
    let byte = this.#byte[0] ?? 0;
    for (let index = from; index < to; index++) {
      if (left === 0) {
        this.#bytes.read(this.#byte, 1);
        byte = REVERSED[this.#byte[0] ?? 0] ?? 0;
        left = 8;
      }
      if ((byte & 1) !== 0) bits[index >> 3] = (bits[index >> 3] ?? 0) | (1 << (index & 7));
      byte >>= 1;
      left--;
    }
    this.#byte[0] = byte;
    this.#left = left;
  }
}
