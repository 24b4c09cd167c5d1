import type { SourceFile } from '../../format.ts';
import { CodecError } from '../../codecs/codec.ts';
import { ByteReader } from '../byte-reader.ts';
import { AvroDamage } from '../damage.ts';
import { decompressorOf } from './block-codecs.ts';
import { FileWindow } from './file-window.ts';
import { hasMagic, readHeader, SYNC_BYTES, type Header } from './header.ts';
import { unreadable } from './unreadable.ts';

/** The most bytes that a block may have when it is decompressed: 256 MiB. Writers make blocks of some 64 KiB. */
const MOST_BLOCK_BYTES = 256 * 1024 * 1024;

/** The most bytes that a header may have: 64 MiB. */
const MOST_HEADER_BYTES = 64 * 1024 * 1024;

/** A count and a length, ten bytes each at most. */
const BLOCK_HEAD_BYTES = 20;

/** One block, decompressed. */
export interface Block {
  /** 1-based. */
  readonly number: number;
  /** Where its data begin in the file. */
  readonly offset: number;
  /** How many values it states. */
  readonly count: number;
  readonly bytes: Uint8Array;
  /** Whether the bytes are those of the file. */
  readonly plain: boolean;
}

/** An object container file whose header is read. */
export class AvroFile {
  readonly header: Header;
  readonly #source: SourceFile;
  readonly #window: FileWindow;

  private constructor(source: SourceFile, window: FileWindow, header: Header) {
    this.#source = source;
    this.#window = window;
    this.header = header;
  }

  /** Reads the header. Throws a `UserError` (`AVRO_UNREADABLE`). */
  static async open(source: SourceFile, size: number): Promise<AvroFile> {
    const window = new FileWindow(source.path, size);
    for (let bytes = 64 * 1024; ; bytes *= 8) {
      try {
        return new AvroFile(source, window, readHeader(await window.bytes(0, bytes)));
      } catch (error) {
        if (!(error instanceof AvroDamage)) throw error;
        const longer = error.cutOff && bytes < Math.min(size, MOST_HEADER_BYTES);
        if (!longer) throw unreadable(source.object, error, { where: 'the header', offset: error.at });
      }
    }
  }

  /** The text of an entry of the header. */
  text(key: string): string | undefined {
    const bytes = this.header.metadata.get(key);
    return bytes && Buffer.from(bytes).toString('utf8');
  }

  /** The blocks, one at a time. Throws a `UserError` (`AVRO_UNREADABLE`, `AVRO_CODEC_UNKNOWN`). */
  async *blocks(): AsyncGenerator<Block> {
    const codec = this.text('avro.codec') ?? 'null';
    const decompress = await decompressorOf(codec, this.#source.object);
    const window = this.#window;
    let offset = this.header.length;
    for (let number = 1; offset < window.size; number++) {
      try {
        const { count, start, stored } = await this.#stored(offset);
        const bytes = await decompress(stored, MOST_BLOCK_BYTES);
        if (bytes.length > MOST_BLOCK_BYTES) throw new CodecError(`the block is longer than ${MOST_BLOCK_BYTES} bytes`);
        yield { number, offset: start, count, bytes, plain: codec === 'null' };
        offset = start + stored.length + SYNC_BYTES;
      } catch (error) {
        if (error instanceof CodecError || error instanceof AvroDamage) {
          const at = error instanceof AvroDamage ? error.at : offset;
          throw unreadable(this.#source.object, error, { where: `block ${number}`, offset: at });
        }
        throw error;
      }
    }
  }

  /** A block as it is stored, its end checked. Offsets of damage are those in the file. */
  async #stored(offset: number): Promise<{ count: number; start: number; stored: Uint8Array }> {
    const head = await this.#window.bytes(offset, BLOCK_HEAD_BYTES);
    if (hasMagic(head)) {
      const reason = 'another Avro file begins where a block should: two files were put together';
      throw new AvroDamage(reason, { at: offset });
    }
    const input = new ByteReader(head);
    const count = numberAt(input, offset, 'the number of values', 2 ** 53);
    const most = this.#window.size - offset - input.pos - SYNC_BYTES;
    const length = numberAt(input, offset, 'the length of the block', most);
    const start = offset + input.pos;
    const whole = await this.#window.bytes(start, length + SYNC_BYTES);
    const sync = whole.subarray(length);
    if (Buffer.compare(sync, this.header.sync) !== 0) {
      throw new AvroDamage('the block does not end with the sync marker of the file', {
        at: start + length,
        found: `0x${Buffer.from(sync).toString('hex')}`,
        expected: `0x${Buffer.from(this.header.sync).toString('hex')}`,
      });
    }
    return { count, start, stored: whole.subarray(0, length) };
  }
}

/** A number from 0 to `most` at the head of a block. */
function numberAt(input: ByteReader, offset: number, what: string, most: number): number {
  const at = offset + input.pos;
  try {
    input.long();
  } catch (error) {
    if (error instanceof AvroDamage) throw new AvroDamage(`${what} is unreadable: ${error.message}`, { at });
    throw error;
  }
  const value = input.longValue();
  if (value >= 0n && value <= BigInt(most)) return Number(value);
  const expected = most < 0 ? 'nothing: the file ends here' : `0 to ${most}`;
  throw new AvroDamage(`${what} is impossible`, { at, found: String(value), expected });
}
