// oxlint-disable-next-line triple-slash-reference -- the package has no types, and whoever compiles this file alone needs ours
/// <reference path="./seek-bzip.d.ts" />
import type Bunzip from 'seek-bzip';
import { CodecError, damaged, tooLong, type Codec } from './codec.ts';

/** bzip2, of one stream or several one behind the other. */
export async function loadBzip2(): Promise<Codec> {
  const { default: decoder } = await import('seek-bzip');
  return {
    decompress(bytes, limit) {
      let at = 0;
      let length = 0;
      const pieces: Uint8Array[] = [];
      for (const piece of decode(decoder, () => bytes[at++])) {
        length += piece.length;
        if (length > limit) throw tooLong('bzip2', limit);
        pieces.push(piece);
      }
      return Buffer.concat(pieces);
    },
  };
}

/**
 * The original block by block (900 kB, and more where a byte is repeated), so that a file of any size is read in flat
 * memory. `nextByte` gives undefined at the end. Iterating throws a {@link CodecError} where the bytes are damaged.
 */
export async function blocksOfBzip2(nextByte: () => number | undefined): Promise<Iterable<Uint8Array>> {
  const { default: decoder } = await import('seek-bzip');
  return decode(decoder, nextByte);
}

function* decode(decoder: typeof Bunzip, nextByte: () => number | undefined): Generator<Uint8Array> {
  const output = new Pieces();
  const input = new Input(nextByte);
  do {
    const readByte = (): number => input.readByte();
    const stream = guarded(() => new decoder(Object.assign(new decoder.Stream(), { readByte }), output));
    yield* decodeStream(stream, output);
  } while (!input.atEnd);
}

/** Bytes that know their end: the library would go on with bits of its own. */
class Input {
  private readonly nextByte: () => number | undefined;
  private next: number | undefined;

  constructor(nextByte: () => number | undefined) {
    this.nextByte = nextByte;
    this.next = nextByte();
  }

  get atEnd(): boolean {
    return this.next === undefined;
  }

  readByte(): number {
    const byte = this.next;
    if (byte === undefined) throw new CodecError('bzip2: the compressed bytes are damaged: they are cut off');
    this.next = this.nextByte();
    return byte;
  }
}

function* decodeStream(stream: Bunzip, output: Pieces): Generator<Uint8Array> {
  for (;;) {
    const isMore = guarded(() => {
      const found = stream._init_block();
      if (found) stream._read_bunzip();
      else if (stream.reader.read(32) >>> 0 !== stream.streamCRC) throw new Error('the checksum does not fit');
      return found;
    });
    yield* output.take();
    if (!isMore) return;
  }
}

function guarded<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw error instanceof CodecError ? error : damaged('bzip2', error);
  }
}

const PIECE_BYTES = 1 << 20;

/** Bytes as they are written, in pieces. */
class Pieces {
  private full: Uint8Array[] = [];
  private piece = new Uint8Array(PIECE_BYTES);
  private length = 0;

  writeByte(byte: number): void {
    if (this.length === PIECE_BYTES) {
      this.full.push(this.piece);
      this.piece = new Uint8Array(PIECE_BYTES);
      this.length = 0;
    }
    this.piece[this.length++] = byte;
  }

  /** Hands over what was written. */
  take(): Uint8Array[] {
    const pieces = [...this.full, this.piece.slice(0, this.length)];
    this.full = [];
    this.length = 0;
    return pieces;
  }
}
