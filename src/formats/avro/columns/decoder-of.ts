import { Bool, DateDay, Float32, Float64, Int32, Int64, Null, Uint32 } from 'apache-arrow';
import { TimeMicrosecond, TimeMillisecond, TimestampMicrosecond, TimestampNanosecond } from 'apache-arrow';
import { DUCKDB_TYPE } from '../../../duckdb/arrow-schema.ts';
import { uniqueNames } from '../../column-names.ts';
import type { ByteReader } from '../byte-reader.ts';
import {
  leastBytes,
  type AvroRecord,
  type AvroType,
  type Fixed,
  type Primitive,
  type Union,
} from '../schema/avro-type.ts';
import { unsupported } from '../schema/parse-schema.ts';
import { bigEndian, decimalText, uuidText } from '../value-texts.ts';
import { BinaryColumn, EnumColumn, TextColumn, WrittenColumn } from './bytes-columns.ts';
import type { ColumnDecoder } from './column-decoder.ts';
import { DecimalColumn } from './decimal-column.ts';
import { DateColumn, InstantColumn, MillisColumn } from './instant-columns.ts';
import { LeafColumn } from './leaf-column.ts';
import { ListColumn, MapColumn, NullableColumn, StructColumn, UnionColumn } from './nested-columns.ts';
import { BooleanColumn, CopiedColumn, IntColumn, LongColumn, NullColumn } from './number-columns.ts';

/** More types than this in one schema, each counted where it is used, make a table that no engine can work with. */
const MOST_TYPES = 5000;

/** The longest decimal that DuckDB has. */
const MOST_DIGITS = 38;

/** Makes the decoders of one schema; `file` is for errors. Throws a `UserError` (`AVRO_SCHEMA_UNSUPPORTED`). */
export class DecoderMaker {
  readonly #file: string;
  /** How many were made. */
  types = 0;

  constructor(file: string) {
    this.#file = file;
  }

  decoderOf(type: AvroType): ColumnDecoder {
    this.types += 1;
    if (this.types > MOST_TYPES) {
      throw unsupported(this.#file, 'the schema is too large', { expected: `at most ${MOST_TYPES} types, all told` });
    }
    switch (type.kind) {
      case 'array':
        return new ListColumn(this.decoderOf(type.items), leastBytes(type.items));
      case 'map':
        return new MapColumn(this.decoderOf(type.values));
      case 'record':
        return this.#struct(type);
      case 'union':
        return this.#union(type);
      case 'enum':
        return new EnumColumn(type.symbols);
      case 'fixed':
        return fixedDecoder(type);
      default:
        return primitiveDecoder(type);
    }
  }

  #struct({ name, fields }: AvroRecord): ColumnDecoder {
    if (fields.length === 0) throw unsupported(this.#file, `the record ${name} has no fields`, { found: name });
    const { names } = uniqueNames(
      fields.map((field) => field.name),
      this.#file,
    );
    return new StructColumn(fields.map((field, index) => [names[index] ?? field.name, this.decoderOf(field.type)]));
  }

  #union({ members }: Union): ColumnDecoder {
    const [first, second] = members;
    if (first && members.length === 1) return new NullableColumn(this.decoderOf(first), 0, undefined);
    if (first && second && members.length === 2) {
      if (first.kind === 'null') return nullable(this.decoderOf(second), 1, 0);
      if (second.kind === 'null') return nullable(this.decoderOf(first), 0, 1);
    }
    return new UnionColumn(members.map((member) => (member.kind === 'null' ? undefined : this.decoderOf(member))));
  }
}

function nullable(decoder: ColumnDecoder, valueIndex: number, nullIndex: number): ColumnDecoder {
  if (!(decoder instanceof LeafColumn)) return new NullableColumn(decoder, valueIndex, nullIndex);
  decoder.nullIndex = nullIndex;
  return decoder;
}

function primitiveDecoder({ kind, logical }: Primitive): ColumnDecoder {
  switch (kind) {
    case 'null':
      return new NullColumn(new Null());
    case 'boolean':
      return new BooleanColumn(new Bool());
    case 'int':
      if (logical?.name === 'date') return new DateColumn(new DateDay());
      return new IntColumn(logical?.name === 'time-millis' ? new TimeMillisecond() : new Int32());
    case 'long':
      return longDecoder(logical?.name);
    case 'float':
      return new CopiedColumn(new Float32(), 4);
    case 'double':
      return new CopiedColumn(new Float64(), 8);
    case 'bytes':
      return logical?.name === 'decimal' ? decimalDecoder(logical.precision, logical.scale) : new BinaryColumn();
    default:
      return new TextColumn(logical?.name === 'uuid' ? uuidMetadata() : undefined);
  }
}

function longDecoder(logical: string | undefined): ColumnDecoder {
  switch (logical) {
    case 'time-micros':
      return new LongColumn(new TimeMicrosecond());
    case 'timestamp-millis':
      return new MillisColumn(new TimestampMicrosecond('UTC'));
    case 'timestamp-micros':
      return new InstantColumn(new TimestampMicrosecond('UTC'), 'micros');
    case 'local-timestamp-millis':
      return new MillisColumn(new TimestampMicrosecond());
    case 'local-timestamp-micros':
      return new InstantColumn(new TimestampMicrosecond(), 'micros');
    case 'timestamp-nanos':
    case 'local-timestamp-nanos':
      return new InstantColumn(new TimestampNanosecond(), 'nanos');
    default:
      return new LongColumn(new Int64());
  }
}

function fixedDecoder({ size, logical }: Fixed): ColumnDecoder {
  switch (logical?.name) {
    case 'decimal':
      return decimalDecoder(logical.precision, logical.scale, size);
    case 'duration':
      return new StructColumn(['months', 'days', 'millis'].map((name) => [name, new CopiedColumn(new Uint32(), 4)]));
    case 'uuid':
      return new WrittenColumn((input) => uuidText(takeBytes(input, size)), uuidMetadata());
    default:
      return new BinaryColumn(size);
  }
}

/** A decimal that is too long for DuckDB is text, which is exact. */
function decimalDecoder(precision: number, scale: number, size?: number): ColumnDecoder {
  if (precision <= MOST_DIGITS) return new DecimalColumn(precision, scale, size);
  return new WrittenColumn((input) => decimalText(bigEndian(takeBytes(input, size ?? input.size())), scale));
}

function takeBytes(input: ByteReader, size: number): Uint8Array {
  const from = input.skip(size);
  return input.bytes.subarray(from, from + size);
}

function uuidMetadata(): Map<string, string> {
  return new Map([[DUCKDB_TYPE, 'UUID']]);
}
