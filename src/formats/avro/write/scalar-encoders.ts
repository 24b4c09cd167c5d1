import { DataType, DateUnit, Precision, TimeUnit, type Field } from 'apache-arrow';
import { userError, type UserError } from '../../../core/errors.ts';
import { bitAt } from '../../../duckdb/bitmap.ts';
import { DUCKDB_TYPE } from '../../../duckdb/arrow-schema.ts';
import { parseType } from '../../../duckdb/type-text.ts';
import { bytesOf, wordsOf, type Encoder } from './encoder.ts';
import { isAvroName } from './avro-names.ts';

/** The encoder of a field that has no others in it; `nameOf` names a type after it. Undefined for other types. */
export function scalarEncoder(field: Field, column: string, nameOf: () => string): Encoder | undefined {
  const { type } = field;
  if (DataType.isNull(type)) return { schema: 'null', bind: () => () => {} };
  if (DataType.isBool(type)) {
    return { schema: 'boolean', bind: (data) => (out, row) => out.byte(bitAt(data.values, data.offset + row) ? 1 : 0) };
  }
  if (DataType.isInt(type)) return integerEncoder(type.bitWidth, type.isSigned);
  if (DataType.isFloat(type)) {
    if (type.precision === Precision.DOUBLE) {
      return {
        schema: 'double',
        bind:
          ({ values }) =>
          (out, row) =>
            out.double(values[row]),
      };
    }
    return {
      schema: 'float',
      bind:
        ({ values }) =>
        (out, row) =>
          out.float(values[row]),
    };
  }
  if (DataType.isUtf8(type)) {
    const isUuid = field.metadata.get(DUCKDB_TYPE) === 'UUID';
    return { ...TEXT, schema: isUuid ? { type: 'string', logicalType: 'uuid' } : 'string' };
  }
  if (DataType.isBinary(type)) return { ...TEXT, schema: 'bytes' };
  if (DataType.isDate(type) && type.unit === DateUnit.DAY) return dateEncoder(column);
  if (DataType.isTime(type) && type.unit === TimeUnit.MICROSECOND) {
    return { ...LONG, schema: { type: 'long', logicalType: 'time-micros' } };
  }
  if (DataType.isTimestamp(type)) return instantEncoder(type.unit, type.timezone, column);
  if (DataType.isDecimal(type)) {
    const schema = { type: 'bytes', logicalType: 'decimal', precision: type.precision, scale: type.scale };
    return {
      schema,
      bind(data) {
        const bytes = bytesOf(data);
        return (out, row) => out.bigEndian(bytes, row * 16, 16);
      },
    };
  }
  return DataType.isDictionary(type) ? enumEncoder(field, nameOf) : undefined;
}

/** Text and binary. */
const TEXT: Omit<Encoder, 'schema'> = {
  bind(data) {
    const bytes = bytesOf(data);
    const offsets: Int32Array = data.valueOffsets;
    return (out, row) => out.bytes(bytes, offsets[row] ?? 0, offsets[row + 1] ?? 0);
  },
};

/** Values of 64 bits. */
const LONG: Omit<Encoder, 'schema'> = {
  bind(data) {
    const words = wordsOf(data);
    return (out, row) => out.long(words[row * 2] ?? 0, words[row * 2 + 1] ?? 0);
  },
};

function integerEncoder(bits: number, isSigned: boolean): Encoder {
  if (bits === 64 && isSigned) return { ...LONG, schema: 'long' };
  if (bits === 64) {
    const schema = { type: 'bytes', logicalType: 'decimal', precision: 20, scale: 0 };
    return {
      schema,
      bind(data) {
        const bytes = bytesOf(data);
        const wide = new Uint8Array(9);
        return (out, row) => {
          wide.set(bytes.subarray(row * 8, row * 8 + 8));
          out.bigEndian(wide, 0, 9);
        };
      },
    };
  }
  if (bits === 32 && !isSigned) {
    return {
      schema: 'long',
      bind:
        ({ values }) =>
        (out, row) =>
          out.count(values[row]),
    };
  }
  return {
    schema: 'int',
    bind:
      ({ values }) =>
      (out, row) =>
        out.int(values[row]),
  };
}

function dateEncoder(column: string): Encoder {
  return {
    schema: { type: 'int', logicalType: 'date' },
    bind:
      ({ values }) =>
      (out, row) => {
        const days: number = values[row];
        if (Math.abs(days) === 2 ** 31 - 1) throw infinite(column);
        out.int(days);
      },
  };
}

/** Avro names of the units; seconds become milliseconds. */
const UNITS: Readonly<Record<TimeUnit, string>> = {
  [TimeUnit.SECOND]: 'millis',
  [TimeUnit.MILLISECOND]: 'millis',
  [TimeUnit.MICROSECOND]: 'micros',
  [TimeUnit.NANOSECOND]: 'nanos',
};

function instantEncoder(unit: TimeUnit, timezone: string | null | undefined, column: string): Encoder {
  const isZoned = timezone !== null && timezone !== undefined && timezone !== '';
  const schema = { type: 'long', logicalType: `${isZoned ? '' : 'local-'}timestamp-${UNITS[unit]}` };
  return {
    schema,
    bind(data) {
      const words = wordsOf(data);
      return (out, row) => {
        const low = words[row * 2] ?? 0;
        const high = words[row * 2 + 1] ?? 0;
        if (Math.abs(high) >= 0x7fff_ffff && isInfinity(low, high)) throw infinite(column);
        if (unit === TimeUnit.SECOND) {
          const millis = (high * 2 ** 32 + (low >>> 0)) * 1000;
          out.long(millis | 0, Math.floor(millis / 2 ** 32));
        } else out.long(low, high);
      };
    },
  };
}

/** DuckDB's infinities: the largest number of 64 bits, and its opposite. */
function isInfinity(low: number, high: number): boolean {
  return (high === 0x7fff_ffff && low === -1) || (high === -0x8000_0000 && low === 1);
}

function infinite(column: string): UserError {
  return userError({
    code: 'AVRO_VALUE_UNWRITABLE',
    message: 'Avro has no infinite dates and timestamps',
    column,
    found: 'infinity',
    hint: 'Cast the column to VARCHAR in the query, or make such values NULL.',
  });
}

/** ENUM: an enum where its values are Avro names, else text. */
function enumEncoder(field: Field, nameOf: () => string): Encoder | undefined {
  const type = parseType(field.metadata.get(DUCKDB_TYPE) ?? 'VARCHAR');
  if (!('values' in type)) return undefined;
  const symbols: readonly string[] = type.values;
  if (symbols.length > 0 && symbols.every(isAvroName)) {
    const schema = { type: 'enum', name: nameOf(), symbols };
    return {
      schema,
      bind:
        ({ values }) =>
        (out, row) =>
          out.int(values[row]),
    };
  }
  const texts = symbols.map((symbol) => new TextEncoder().encode(symbol));
  return {
    schema: 'string',
    bind:
      ({ values }) =>
      (out, row) => {
        const text = texts[Number(values[row])] ?? new Uint8Array(0);
        out.bytes(text, 0, text.length);
      },
  };
}
