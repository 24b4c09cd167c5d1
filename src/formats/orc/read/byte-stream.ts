import type { Codec } from '../../codecs/codec.ts';
import { OrcError, type OrcErrorOptions, type OrcPlace } from '../orc-error.ts';

/** How the streams of a file are compressed. */
export interface Compression {
  /** Undefined: not at all, and streams have no chunks. */
  readonly codec: Codec | undefined;
  /** No chunk has a longer original. */
  readonly blockSize: number;
}

/**
 * The bytes of one stream in their order. Compressed chunks are decompressed one at a time as they are needed; `bytes`
 * from `at` up to `end` is what is at hand of them.
 */
export class ByteStream {
  bytes: Uint8Array;
  at = 0;
  end: number;
  readonly place: OrcPlace;
  readonly #raw: Uint8Array;
  #rawAt = 0;
  readonly #compression: Compression;

  constructor(raw: Uint8Array, compression: Compression, place: OrcPlace) {
    this.place = place;
    this.#raw = raw;
    this.#compression = compression;
    this.bytes = compression.codec ? new Uint8Array(0) : raw;
    this.end = this.bytes.length;
  }

  /** Puts up to `length` bytes at hand, and says how many are. */
  want(length: number): number {
    while (this.end - this.at < length && this.#nextChunk());
    return this.end - this.at;
  }

  /** Puts `length` bytes at hand. */
  need(length: number): void {
    if (this.end - this.at < length && this.want(length) < length) throw this.endsEarly();
  }

  byte(): number {
    if (this.at >= this.end) this.need(1);
    return this.bytes[this.at++] ?? 0;
  }

  /** Copies the next bytes to a place of a target. */
  copy(target: Uint8Array, from: number, length: number): void {
    let done = 0;
    while (done < length) {
      if (this.at >= this.end) this.need(1);
      const piece = Math.min(length - done, this.end - this.at);
      target.set(this.bytes.subarray(this.at, this.at + piece), from + done);
      this.at += piece;
      done += piece;
    }
  }

  /** Goes to a byte of the chunk that begins at a place of the compressed stream; without chunks to a byte. */
  seek(chunk: number, byte: number): void {
    if (!this.#compression.codec) {
      if (chunk > this.#raw.length) throw this.endsEarly();
      this.at = chunk;
      return;
    }
    if (chunk > this.#raw.length) throw this.endsEarly();
    this.#rawAt = chunk;
    this.at = 0;
    this.end = 0;
    this.need(byte);
    this.at = byte;
  }

  /** No more bytes than this can come: a bound, got from the headers of the chunks. */
  most(): number {
    let most = this.end - this.at;
    if (!this.#compression.codec) return most;
    for (let at = this.#rawAt; at + 3 <= this.#raw.length;) {
      const { length, isOriginal } = this.#header(at);
      most += isOriginal ? length : this.#compression.blockSize;
      at += 3 + length;
    }
    return most;
  }

  /** Whether every byte was taken. */
  isDone(): boolean {
    return this.at >= this.end && this.want(1) === 0;
  }

  fail(reason: string, options?: OrcErrorOptions): OrcError {
    return new OrcError(this.place, reason, options);
  }

  endsEarly(): OrcError {
    if (this.#raw.length === 0) return this.fail('the stream is missing or empty, and values are expected of it');
    return this.fail('the stream ends before the last of its values');
  }

  #nextChunk(): boolean {
    const { codec, blockSize } = this.#compression;
    if (!codec || this.#rawAt >= this.#raw.length) return false;
    if (this.#rawAt + 3 > this.#raw.length) throw this.fail('it ends within the header of a chunk');
    const { length, isOriginal } = this.#header(this.#rawAt);
    const start = this.#rawAt + 3;
    if (length > this.#raw.length - start) {
      throw this.fail(`a chunk of ${length} bytes is declared where ${this.#raw.length - start} are left`);
    }
    const piece = this.#raw.subarray(start, start + length);
    this.#rawAt = start + length;
    if (isOriginal && length > blockSize) {
      throw this.fail(`a chunk of ${length} bytes is declared where the longest is ${blockSize}`);
    }
    this.#append(isOriginal ? piece : this.#decompress(codec, piece));
    return true;
  }

  #header(at: number): { readonly length: number; readonly isOriginal: boolean } {
    const raw = this.#raw;
    const header = (raw[at] ?? 0) | ((raw[at + 1] ?? 0) << 8) | ((raw[at + 2] ?? 0) << 16);
    return { length: header >> 1, isOriginal: (header & 1) === 1 };
  }

  #decompress(codec: Codec, piece: Uint8Array): Uint8Array {
    try {
      return codec.decompress(piece, this.#compression.blockSize);
    } catch (error) {
      throw this.fail(error instanceof Error ? error.message : String(error), { cause: error });
    }
  }

  #append(chunk: Uint8Array): void {
    const left = this.end - this.at;
    if (left === 0) {
      this.bytes = chunk;
    } else {
      const both = new Uint8Array(left + chunk.length);
      both.set(this.bytes.subarray(this.at, this.end));
      both.set(chunk, left);
      this.bytes = both;
    }
    this.at = 0;
    this.end = this.bytes.length;
  }
}
