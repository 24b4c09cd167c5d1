import { Data, RecordBatch, Schema, Struct } from 'apache-arrow';
import { ByteReader } from '../byte-reader.ts';
import type { AvroFile, Block } from '../container/avro-file.ts';
import { unreadable } from '../container/unreadable.ts';
import { AvroDamage } from '../damage.ts';
import { leastBytes, type AvroType } from '../schema/avro-type.ts';
import type { ColumnDecoder } from './column-decoder.ts';
import { DecoderMaker } from './decoder-of.ts';
import { fieldOf } from './nested-columns.ts';

/** The values of a file as a table: a record's fields, or the one column `value` where they are no records. */
export interface AvroTable {
  /** Of the columns, as the schema has them. */
  readonly names: readonly string[];
  /** Its fields are called by their place: `c0`, `c1`… */
  readonly schema: Schema;
  /** Each is to be used before the next is asked for, which takes over its memory. */
  readonly batches: AsyncIterable<RecordBatch>;
}

const BATCH_ROWS = 8192;
/** So many bytes of a file are collected before they go on. */
const BATCH_BYTES = 16 * 1024 * 1024;
/** So many values: a null of a large record takes one byte in the file. */
const BATCH_VALUES = 4 * 1024 * 1024;

/** Throws a `UserError`: `AVRO_SCHEMA_UNSUPPORTED`, and as it is read `AVRO_UNREADABLE` and `AVRO_CODEC_UNKNOWN`. */
export function tableOf(file: AvroFile, type: AvroType, object: string): AvroTable {
  const fields = type.kind === 'record' ? type.fields : [{ name: 'value', type }];
  const maker = new DecoderMaker(object);
  const decoders = fields.map((field) => maker.decoderOf(field.type));
  const names = fields.map(({ name }) => name);
  const schema = new Schema(decoders.map((decoder, index) => fieldOf(`c${index}`, decoder)));
  const rows = Math.max(1, Math.min(BATCH_ROWS, Math.floor(BATCH_VALUES / maker.types)));
  const reader = new RowReader({ object, names, schema, decoders, batchRows: rows, empty: leastBytes(type) === 0 });
  return { names, schema, batches: reader.batches(file) };
}

interface RowReaderParts {
  readonly object: string;
  readonly names: readonly string[];
  readonly schema: Schema;
  readonly decoders: readonly ColumnDecoder[];
  readonly batchRows: number;
  /** Whether a row may take no bytes. */
  readonly empty: boolean;
}

class RowReader {
  readonly #parts: RowReaderParts;
  readonly #input = new ByteReader(new Uint8Array(0));
  #rows = 0;

  constructor(parts: RowReaderParts) {
    this.#parts = parts;
  }

  async *batches(file: AvroFile): AsyncGenerator<RecordBatch> {
    const { batchRows } = this.#parts;
    let bytes = 0;
    for await (const block of file.blocks()) {
      this.#input.turnTo(block.bytes);
      for (let left = block.count; left > 0;) {
        const from = this.#input.pos;
        const read = this.#readRows(block, Math.min(left, batchRows - this.#rows), BATCH_BYTES - bytes);
        left -= read;
        bytes += this.#input.pos - from;
        if (this.#rows < batchRows && bytes < BATCH_BYTES) continue;
        yield this.#batch();
        bytes = 0;
      }
      if (this.#input.left > 0) throw this.#leftOver(block);
    }
    if (this.#rows > 0) yield this.#batch();
  }

  /** Reads rows of a block, at least one, until it has `most` or has read `bytes` bytes. */
  #readRows(block: Block, most: number, bytes: number): number {
    const { decoders, empty } = this.#parts;
    const input = this.#input;
    const enough = input.pos + bytes;
    const first = this.#rows;
    let column = 0;
    try {
      do {
        if (empty) input.empty(1);
        for (column = 0; column < decoders.length; column++) decoders[column]?.read(input);
        this.#rows += 1;
      } while (this.#rows - first < most && input.pos < enough);
    } catch (error) {
      if (error instanceof AvroDamage) throw this.#damaged(block, column, error);
      throw error;
    }
    return this.#rows - first;
  }

  #batch(): RecordBatch {
    const { schema, decoders } = this.#parts;
    const children = decoders.map((decoder) => decoder.finish());
    const rows = this.#rows;
    this.#rows = 0;
    return new RecordBatch(schema, new Data(new Struct(schema.fields), 0, rows, 0, undefined, children));
  }

  #damaged(block: Block, column: number, damage: AvroDamage): Error {
    const name = this.#parts.names[column];
    const where = `block ${block.number}, column ${JSON.stringify(name)}`;
    return unreadable(this.#parts.object, damage, { where, ...placeIn(block, damage.at) });
  }

  #leftOver(block: Block): Error {
    const { pos, left } = this.#input;
    const damage = new AvroDamage(`${left} bytes are left over behind the ${block.count} values of the block`, {
      at: pos,
    });
    return unreadable(this.#parts.object, damage, { where: `block ${block.number}`, ...placeIn(block, pos) });
  }
}

/** Where something stands: in the file, or in a block that was decompressed. */
function placeIn(block: Block, at: number): { offset: number; within?: string } {
  return block.plain ? { offset: block.offset + at } : { offset: at, within: 'the decompressed block' };
}
