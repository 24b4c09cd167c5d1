import { isUtf8 } from 'node:buffer';
import duckdb from '@duckdb/node-bindings';
import { DuckDBEnumType, DuckDBTypeId, type DuckDBType } from '@duckdb/node-api';
import { DataType } from 'apache-arrow';
import { userError, type UserError } from '../core/errors.ts';
import { bytesReader, isBinary, isText } from './arrow-bytes.ts';
import { decimalBytes } from './arrow-converters.ts';
import { shortBytesWriter } from './arrow-short-writer.ts';
import { markValid, writeBytes, type ColumnWriter } from './arrow-writer.ts';
import type { RawVector } from './raw-vector.ts';

/** The writer for text, binary and dictionaries of them; undefined for other types. */
export function bytesWriter(type: DataType, target: DuckDBType, column: string): ColumnWriter | undefined {
  const values: DataType = DataType.isDictionary(type) ? type.dictionary : type;
  if (!isText(values) && !isBinary(values)) return undefined;
  const sink = sinkOf(target, column);
  const isBlob = target.typeId === DuckDBTypeId.BLOB;
  const isPlain = isBlob ? DataType.isBinary(type) : target.typeId === DuckDBTypeId.VARCHAR && DataType.isUtf8(type);
  const writeShort = isPlain ? shortBytesWriter(!isBlob) : undefined;
  return (vector, data, start, count) => {
    if (writeShort?.(vector, data, start, count) === true) return;
    const read = bytesReader(data);
    if (!read) throw new TypeError(`no bytes in ${String(type)}`);
    const write = sink(vector, count);
    const present = new Uint8Array(count);
    let nulls = 0;
    for (let row = 0; row < count; row++) {
      const bytes = data.getValid(start + row) ? read(start + row) : undefined;
      present[row] = bytes ? 1 : 0;
      if (bytes) write.value(row, bytes);
      else nulls += 1;
    }
    write.end();
    if (nulls > 0) markValid(vector, count, (row) => present[row] === 1);
  };
}

interface Sink {
  value(row: number, bytes: Uint8Array): void;
  end(): void;
}

function sinkOf(target: DuckDBType, column: string): (vector: RawVector, count: number) => Sink {
  if (target.typeId === DuckDBTypeId.UUID) return uuidSink(column);
  if (target instanceof DuckDBEnumType) return enumSink(target, column);
  return target.typeId === DuckDBTypeId.BLOB ? blobSink : textSink(column);
}

function blobSink(vector: RawVector): Sink {
  return {
    value: (row, bytes) => duckdb.vector_assign_string_element_len(vector, row, bytes),
    end: () => {},
  };
}

/** DuckDB would make a null, without a word, of text that is not UTF-8. */
function textSink(column: string): (vector: RawVector) => Sink {
  return (vector) => ({
    value: (row, bytes) => {
      if (!isUtf8(bytes)) throw badText(column, bytes, 'text in UTF-8');
      duckdb.vector_assign_string_element_len(vector, row, bytes);
    },
    end: () => {},
  });
}

function uuidSink(column: string): (vector: RawVector, count: number) => Sink {
  return (vector, count) => {
    const out = new Uint8Array(count * 16);
    return {
      value: (row, bytes) => writeUuid(bytes, out, row * 16, column),
      end: () => writeBytes(vector, out),
    };
  };
}

/** See `writeUuid` of arrow-text-builder.ts for the layout. */
function writeUuid(text: Uint8Array, out: Uint8Array, at: number, column: string): void {
  const hex = Buffer.from(text).toString('latin1');
  if (!UUID_TEXT.test(hex)) throw badText(column, text, 'a UUID');
  out.set(Buffer.from(hex.replaceAll('-', ''), 'hex').toReversed(), at);
  out[at + 15] = (out[at + 15] ?? 0) ^ 0x80;
}

const UUID_TEXT = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function enumSink(target: DuckDBEnumType, column: string): (vector: RawVector, count: number) => Sink {
  const numbers = new Map(target.values.map((value, index) => [value, index]));
  const width =
    target.internalTypeId === DuckDBTypeId.UTINYINT ? 1 : decimalBytes(target.values.length > 65_535 ? 9 : 4);
  return (vector, count) => {
    const out = Buffer.alloc(count * width);
    return {
      value: (row, bytes) => {
        const number = numbers.get(Buffer.from(bytes).toString('utf8'));
        if (number === undefined) throw badText(column, bytes, `one of the ${numbers.size} values of the enum`);
        out.writeUIntLE(number, row * width, width);
      },
      end: () => writeBytes(vector, out),
    };
  };
}

function badText(column: string, bytes: Uint8Array, expected: string): UserError {
  const shown = isUtf8(bytes)
    ? JSON.stringify(Buffer.from(bytes).toString('utf8'))
    : `0x${Buffer.from(bytes).toString('hex')}`;
  return userError({
    code: 'ARROW_VALUE_OUT_OF_RANGE',
    message: 'an Arrow value does not fit the DuckDB type for its column',
    column,
    found: shown.length > 80 ? `${shown.slice(0, 77)}...` : shown,
    expected,
  });
}
