import { ByteSink } from './byte-sink.ts';
import type { CompressBlock } from './compress-block.ts';

/** How the bytes of a file are cut and compressed. */
export interface Blocks {
  readonly size: number;
  readonly compress: CompressBlock | undefined;
}

/** A stream whose bytes are ready to be stored. */
export interface StoredStream {
  readonly chunks: readonly Uint8Array[];
  readonly length: number;
  /** What the row index says of the places that were marked, in their order. */
  readonly positions: readonly (readonly number[])[];
}

interface Mark {
  /** Bytes before compression. */
  readonly offset: number;
  readonly within: readonly number[];
}

/** One stream of a stripe: encoders write to `sink`, blocks that are full are compressed as soon as it is settled. */
export class OutStream {
  readonly sink = new ByteSink();
  readonly #blocks: Blocks;
  readonly #chunks: Promise<Uint8Array>[] = [];
  readonly #marks: Mark[] = [];
  #cut = 0;

  constructor(blocks: Blocks) {
    this.#blocks = blocks;
  }

  /** Bytes before compression. */
  get length(): number {
    return this.#cut + this.sink.length;
  }

  /** A row group begins here; `within` says where in the run that begins here (always 0) and in its byte. */
  mark(...within: number[]): void {
    this.#marks.push({ offset: this.length, within });
  }

  /** Hands the blocks that are full to the compressor. */
  settle(): void {
    const { size, compress } = this.#blocks;
    const { sink } = this;
    if (!compress || sink.length < size) return;
    let from = 0;
    for (; sink.length - from >= size; from += size) this.#send(compress, sink.bytes.slice(from, from + size));
    sink.bytes.copyWithin(0, from, sink.length);
    sink.length -= from;
    this.#cut += from;
  }

  async finish(): Promise<StoredStream> {
    const { compress } = this.#blocks;
    if (!compress) {
      const positions = this.#marks.map(({ offset, within }) => [offset, ...within]);
      return { chunks: [this.sink.written()], length: this.sink.length, positions };
    }
    this.settle();
    if (this.sink.length > 0) this.#send(compress, this.sink.written());
    const chunks = await Promise.all(this.#chunks);
    return this.#stored(chunks);
  }

  #send(compress: CompressBlock, block: Uint8Array): void {
    const chunk = compress(block);
    // It is awaited in finish(); until then a failure is nobody's.
    chunk.catch(() => {});
    this.#chunks.push(chunk);
  }

  #stored(chunks: readonly Uint8Array[]): StoredStream {
    const starts = [0];
    for (const chunk of chunks) starts.push((starts.at(-1) ?? 0) + chunk.length);
    const { size } = this.#blocks;
    const positions = this.#marks.map(({ offset, within }) => {
      const block = Math.floor(offset / size);
      return [starts[block] ?? 0, offset % size, ...within];
    });
    return { chunks, length: starts.at(-1) ?? 0, positions };
  }
}
