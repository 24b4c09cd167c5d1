import type { ByteStream } from '../byte-stream.ts';
import { RunBuffer } from './run-buffer.ts';
import { readRunV1 } from './run-v1.ts';
import { readRunV2 } from './run-v2.ts';

const TWO_32 = 2 ** 32;

/** Integers in runs of either version, signed or not. */
export class Integers {
  readonly stream: ByteStream;
  readonly #isSigned: boolean;
  readonly #readRun: (stream: ByteStream, run: RunBuffer, isSigned: boolean) => void;
  readonly #run = new RunBuffer();
  #used = 0;

  constructor(stream: ByteStream, { version, isSigned }: { version: 1 | 2; isSigned: boolean }) {
    this.stream = stream;
    this.#isSigned = isSigned;
    this.#readRun = version === 1 ? readRunV1 : readRunV2;
  }

  /** Puts the next `count` values at the beginning of a target; one that is not within the bounds is an error. */
  read32(target: Int32Array | Int16Array, count: number, least = -0x8000_0000, most = 0x7fff_ffff): void {
    const { low, high } = this.#run;
    for (let done = 0; done < count;) {
      const piece = this.#piece(count - done);
      const end = this.#used;
      for (let index = end - piece; index < end; index++) {
        const value = low[index] ?? 0;
        if (high[index] !== value >> 31 || value < least || value > most) throw this.#outside(index, least, most);
        target[done++] = value;
      }
    }
  }

  /** Puts the next `count` values at the beginning of a target as 64-bit numbers, each as a low and a high half. */
  read64(target: Int32Array, count: number): void {
    const { low, high } = this.#run;
    for (let done = 0; done < count;) {
      const piece = this.#piece(count - done);
      const end = this.#used;
      for (let index = end - piece; index < end; index++, done++) {
        target[done * 2] = low[index] ?? 0;
        target[done * 2 + 1] = high[index] ?? 0;
      }
    }
  }

  /** Puts the next `count` values at the beginning of a target; one beyond 2^53 is an error. */
  readNumbers(target: Float64Array, count: number): void {
    const { low, high } = this.#run;
    for (let done = 0; done < count;) {
      const piece = this.#piece(count - done);
      const end = this.#used;
      for (let index = end - piece; index < end; index++) {
        const top = high[index] ?? 0;
        if (top >= 0x20_0000 || top < -0x20_0000) throw this.#outside(index, -(2 ** 53), 2 ** 53 - 1);
        target[done++] = top * TWO_32 + ((low[index] ?? 0) >>> 0);
      }
    }
  }

  skip(count: number): void {
    for (let done = 0; done < count;) done += this.#piece(count - done);
  }

  /** Forgets what is left of a run: the stream was moved. */
  reset(): void {
    this.#used = 0;
    this.#run.length = 0;
  }

  /** A bound of the values that can come: 512 of equal distance are four bytes. */
  most(): number {
    return this.#run.length - this.#used + this.stream.most() * 128;
  }

  isDone(): boolean {
    return this.#used >= this.#run.length && this.stream.isDone();
  }

  /** Takes up to `count` values of the run, or of the next one: they end before `#used`. */
  #piece(count: number): number {
    if (this.#used >= this.#run.length) {
      this.#readRun(this.stream, this.#run, this.#isSigned);
      this.#used = 0;
    }
    const piece = Math.min(count, this.#run.length - this.#used);
    this.#used += piece;
    return piece;
  }

  #outside(index: number, least: number, most: number): Error {
    const { low, high } = this.#run;
    const value = BigInt(high[index] ?? 0) * BigInt(TWO_32) + BigInt((low[index] ?? 0) >>> 0);
    return this.stream.fail(`the value ${value} is not within ${least} and ${most}`);
  }
}
