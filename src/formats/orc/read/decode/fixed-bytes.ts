import type { ByteStream } from '../byte-stream.ts';

/** Values of `width` bytes each, one after another; of width 1 the bytes of texts. */
export class FixedBytes {
  readonly stream: ByteStream;
  readonly width: number;

  constructor(stream: ByteStream, width: number) {
    this.stream = stream;
    this.width = width;
  }

  /** Puts the next `count` values at the beginning of a target. */
  read(target: Uint8Array, count: number): void {
    this.stream.copy(target, 0, count * this.width);
  }

  skip(count: number): void {
    const { stream } = this;
    for (let left = count * this.width; left > 0;) {
      if (stream.at >= stream.end) stream.need(1);
      const piece = Math.min(left, stream.end - stream.at);
      stream.at += piece;
      left -= piece;
    }
  }

  reset(): void {
    // There are no runs.
  }

  most(): number {
    return this.stream.most() / this.width;
  }

  isDone(): boolean {
    return this.stream.isDone();
  }
}
