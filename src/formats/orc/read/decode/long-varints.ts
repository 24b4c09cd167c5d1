import type { ByteStream } from '../byte-stream.ts';

/** The most bytes that 128 bits need. */
const LONGEST = 19;

/** Signed base 128 varints of up to 128 bits, as decimals are written. */
export class LongVarints {
  readonly stream: ByteStream;
  readonly #words = new Uint32Array(5);

  constructor(stream: ByteStream) {
    this.stream = stream;
  }

  /** Puts the next `count` numbers at the beginning of a target: four words each, the lowest first. */
  read(target: Uint32Array, count: number): void {
    const { stream } = this;
    for (let index = 0; index < count; index++) {
      if (stream.end - stream.at < LONGEST) stream.want(LONGEST * 64);
      const { bytes, end } = stream;
      let at = stream.at;
      let low = 0;
      let factor = 1;
      let byte = 0x80;
      // Up to 49 bits a number of JavaScript is exact.
      while (byte >= 0x80 && at < end && factor < 2 ** 49) {
        byte = bytes[at++] ?? 0;
        low += (byte & 0x7f) * factor;
        factor *= 128;
      }
      if (byte < 0x80) {
        stream.at = at;
        putShort(target, index * 4, low);
      } else {
        this.#readLong(target, index * 4);
      }
    }
  }

  skip(count: number): void {
    const passed = new Uint32Array(4);
    for (let index = 0; index < count; index++) this.read(passed, 1);
  }

  reset(): void {
    // There are no runs.
  }

  most(): number {
    return this.stream.most();
  }

  isDone(): boolean {
    return this.stream.isDone();
  }

  #readLong(target: Uint32Array, to: number): void {
    const { stream } = this;
    const words = this.#words.fill(0);
    for (let index = 0; index < LONGEST; index++) {
      const byte = stream.byte();
      const bits = byte & 0x7f;
      const shift = (index * 7) & 31;
      const word = (index * 7) >> 5;
      words[word] = (words[word] ?? 0) | (bits << shift);
      if (shift > 25) words[word + 1] = (words[word + 1] ?? 0) | (bits >>> (32 - shift));
      if (byte < 0x80) {
        if ((words[4] ?? 0) !== 0) break;
        const sign = -((words[0] ?? 0) & 1);
        for (let part = 0; part < 4; part++) {
          target[to + part] = (((words[part] ?? 0) >>> 1) | ((part < 3 ? (words[part + 1] ?? 0) : 0) << 31)) ^ sign;
        }
        return;
      }
    }
    throw stream.fail('a decimal is longer than 128 bits');
  }
}

/** The signed number that an unsigned one of at most 49 bits stands for, as four words. */
function putShort(target: Uint32Array, to: number, unsigned: number): void {
  const half = Math.floor(unsigned / 2);
  const high = Math.floor(half / 2 ** 32);
  const sign = -(unsigned % 2) | 0;
  target[to] = (half | 0) ^ sign;
  target[to + 1] = high ^ sign;
  target[to + 2] = sign;
  target[to + 3] = sign;
}
