import { ByteSink } from '../byte-sink.ts';
import { writeByteRuns } from './byte-runs.ts';

/**
 * Bits, packed into bytes from the most significant on, which byte run-length encoding makes smaller. A byte that is
 * not full yet waits for the bits that come next, for a stream of booleans has no gaps.
 */
export class BitRuns {
  readonly #full = new ByteSink();
  #current = 0;
  /** How many bits the byte that is not full yet has. */
  pending = 0;

  push(bit: boolean): void {
    this.#current = (this.#current << 1) | (bit ? 1 : 0);
    if (++this.pending < 8) return;
    this.#full.push(this.#current);
    this.#current = 0;
    this.pending = 0;
  }

  /** The bits from `from` to `to` of a bitmap in Arrow's order, least significant bit first. */
  pushBitmap(bitmap: Uint8Array, from: number, to: number): void {
    for (let index = from; index < to; index++) this.push((((bitmap[index >> 3] ?? 0) >> (index & 7)) & 1) === 1);
  }

  /** `count` bits that are set. */
  pushOnes(count: number): void {
    let left = count;
    for (; left > 0 && this.pending > 0; left--) this.push(true);
    for (; left >= 8; left -= 8) this.#full.push(0xff);
    for (; left > 0; left--) this.push(true);
  }

  /** Encodes the bytes that are full. */
  flushTo(sink: ByteSink): void {
    writeByteRuns(sink, this.#full.bytes, this.#full.length);
    this.#full.length = 0;
  }

  /** Fills the last byte with zeros and encodes what is left. */
  finish(sink: ByteSink): void {
    while (this.pending > 0) this.push(false);
    this.flushTo(sink);
  }
}
