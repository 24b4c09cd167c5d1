import type { ByteStream } from '../byte-stream.ts';

/** Bytes in runs of one value and lists of literals ("Byte Run Length Encoding"). */
export class ByteRuns {
  readonly stream: ByteStream;
  #left = 0;
  #isRun = false;
  #value = 0;

  constructor(stream: ByteStream) {
    this.stream = stream;
  }

  /** Puts the next `count` bytes at the beginning of a target. */
  read(target: Uint8Array | Int8Array, count: number): void {
    let done = 0;
    while (done < count) {
      if (this.#left === 0) this.#next();
      const piece = Math.min(count - done, this.#left);
      const { stream } = this;
      if (this.#isRun) {
        target.fill(this.#value, done, done + piece);
      } else {
        stream.need(piece);
        target.set(stream.bytes.subarray(stream.at, stream.at + piece), done);
        stream.at += piece;
      }
      done += piece;
      this.#left -= piece;
    }
  }

  skip(count: number): void {
    const passed = new Uint8Array(Math.min(count, 1024));
    for (let left = count; left > 0; left -= passed.length) this.read(passed, Math.min(left, passed.length));
  }

  /** Forgets what is left of a run: the stream was moved. */
  reset(): void {
    this.#left = 0;
  }

  /** A bound of the values that can come: a run of 130 is two bytes. */
  most(): number {
    return this.#left + this.stream.most() * 65;
  }

  isDone(): boolean {
    return this.#left === 0 && this.stream.isDone();
  }

  #next(): void {
    const { stream } = this;
    const header = stream.byte();
    this.#isRun = header < 0x80;
    this.#left = this.#isRun ? header + 3 : 0x100 - header;
    if (this.#isRun) this.#value = stream.byte();
  }
}
