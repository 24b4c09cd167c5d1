import { DuckDBTypeId, type DuckDBEnumType } from '@duckdb/node-api';
import { Utf8, Vector, type Data, type DataType } from 'apache-arrow';
import { arrowData, ByteBuffer, ValidityBuilder, type ColumnBuilder } from './arrow-builder.ts';
import { FixedBuilder } from './arrow-fixed-builder.ts';
import { vectorBytes, type RawVector } from './raw-vector.ts';

/** ENUM: the same numbers, over one dictionary that all batches share. */
export class EnumBuilder implements ColumnBuilder {
  readonly #type: DataType;
  readonly #indices: FixedBuilder;
  readonly #dictionary: Vector;

  constructor(type: DuckDBEnumType, arrow: DataType) {
    this.#type = arrow;
    this.#indices = new FixedBuilder(arrow, INDEX_BYTES.get(type.internalTypeId) ?? 4);
    this.#dictionary = new Vector([textData(type.values)]);
  }

  get length(): number {
    return this.#indices.length;
  }

  append(vector: RawVector, start: number, count: number): void {
    this.#indices.append(vector, start, count);
  }

  finish(): Data {
    const { length, nullCount, nullBitmap: bits, values } = this.#indices.finish();
    const validity = { length, nullCount, bits: nullCount === 0 ? undefined : bits };
    return arrowData(this.#type, { validity, values, dictionary: this.#dictionary });
  }
}

const INDEX_BYTES = new Map<DuckDBTypeId, number>([
  [DuckDBTypeId.UTINYINT, 1],
  [DuckDBTypeId.USMALLINT, 2],
]);

function textData(values: readonly string[]): Data {
  const encoded = values.map((value) => new TextEncoder().encode(value));
  const offsets = new Int32Array(values.length + 1);
  for (const [index, bytes] of encoded.entries()) offsets[index + 1] = (offsets[index] ?? 0) + bytes.length;
  const validity = { length: values.length, nullCount: 0, bits: undefined };
  return arrowData(new Utf8(), { validity, offsets, values: new Uint8Array(Buffer.concat(encoded)) });
}

const UUID_CHARACTERS = 36;

/** UUID as its 36 characters of text. */
export class UuidBuilder implements ColumnBuilder {
  readonly #type: DataType;
  readonly #text = new ByteBuffer();
  readonly #validity = new ValidityBuilder();

  constructor(type: DataType) {
    this.#type = type;
  }

  get length(): number {
    return this.#validity.length;
  }

  append(vector: RawVector, start: number, count: number): void {
    const bytes = vectorBytes(vector, (start + count) * 16);
    const isValid = this.#validity.append(vector, start, count);
    for (let row = start; row < start + count; row++) {
      const at = this.#text.used;
      const out = this.#text.grow(UUID_CHARACTERS);
      // What lies under a null is zeros, so that equal tables are equal byte by byte.
      if (isValid && !isValid(row)) out.fill(0, at, at + UUID_CHARACTERS);
      else writeUuid(bytes, row * 16, out, at);
    }
  }

  finish(): Data {
    const validity = this.#validity.take();
    const offsets = Int32Array.from({ length: validity.length + 1 }, (_, row) => row * UUID_CHARACTERS);
    return arrowData(this.#type, { validity, offsets, values: this.#text.take() });
  }
}

const HEX = new TextEncoder().encode('0123456789abcdef');
const DASH = 45;

/** DuckDB keeps a UUID as a little-endian 128-bit integer with its highest bit flipped. */
function writeUuid(bytes: Uint8Array, from: number, out: Uint8Array, at: number): void {
  let to = at;
  for (let index = 15; index >= 0; index--) {
    const byte = (bytes[from + index] ?? 0) ^ (index === 15 ? 0x80 : 0);
    out[to++] = HEX[byte >> 4] ?? 0;
    out[to++] = HEX[byte & 15] ?? 0;
    if (index === 12 || index === 10 || index === 8 || index === 6) out[to++] = DASH;
  }
}
