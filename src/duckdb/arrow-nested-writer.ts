import duckdb from '@duckdb/node-bindings';
import { Data, type DataType } from 'apache-arrow';
import { clearValid, writeBytes, writeValidity, type ColumnWriter } from './arrow-writer.ts';

/** LIST and MAP; `items` writes the items of all rows, one after another. */
export function listWriter(items: ColumnWriter): ColumnWriter {
  return (vector, data, start, count) => {
    const isValid = writeValidity(vector, data, start, count);
    const offsets: Int32Array | BigInt64Array = data.valueOffsets;
    const entries = new BigUint64Array(count * 2);
    const first = Number(offsets[start] ?? 0);
    for (let row = 0; row < count; row++) {
      const from = Number(offsets[start + row] ?? 0);
      const to = Number(offsets[start + row + 1] ?? 0);
      entries[row * 2] = BigInt(from - first);
      entries[row * 2 + 1] = isValid && !isValid(row) ? 0n : BigInt(to - from);
    }
    const total = Number(offsets[start + count] ?? 0) - first;
    duckdb.list_vector_reserve(vector, total);
    duckdb.list_vector_set_size(vector, total);
    writeBytes(vector, new Uint8Array(entries.buffer));
    // Asked for after the reserve, which may move the items.
    if (total > 0) items(duckdb.list_vector_get_child(vector), childOf(data, 0), first, total);
  };
}

/** ARRAY. Arrow and DuckDB both keep room for the items of null rows; in DuckDB these are null. */
export function arrayWriter(size: number, items: ColumnWriter): ColumnWriter {
  return (vector, data, start, count) => {
    const isValid = writeValidity(vector, data, start, count);
    const target = duckdb.array_vector_get_child(vector);
    items(target, childOf(data, 0), start * size, count * size);
    if (isValid) clearValid(target, count * size, (item) => isValid(Math.floor(item / size)));
  };
}

/** STRUCT. In DuckDB the fields of a null struct are null themselves. */
export function structWriter(fields: readonly ColumnWriter[]): ColumnWriter {
  return (vector, data, start, count) => {
    const isValid = writeValidity(vector, data, start, count);
    for (const [index, field] of fields.entries()) {
      const target = duckdb.struct_vector_get_child(vector, index);
      field(target, childOf(data, index), start, count);
      if (isValid) clearValid(target, count, isValid);
    }
  };
}

/** A dictionary of numbers, dates and the like: its values, of `type`, are looked up and written as a plain column. */
export function dictionaryWriter(type: DataType, values: ColumnWriter): ColumnWriter {
  return (vector, data, start, count) => values(vector, takeValues(type, data, start, count), 0, count);
}

function takeValues(type: DataType, data: Data, start: number, count: number): Data {
  const parts: readonly Data[] = data.dictionary?.data ?? [];
  const stride = parts[0]?.stride ?? 1;
  const values = new type.ArrayType(count * stride);
  const bits = new Uint8Array(Math.ceil(count / 64) * 8);
  let nulls = 0;
  for (let row = 0; row < count; row++) {
    const found = data.getValid(start + row) ? locate(parts, Number(data.values[start + row])) : undefined;
    if (!found) {
      nulls += 1;
      continue;
    }
    const { part, index } = found;
    values.set(part.values.subarray(index * stride, (index + 1) * stride), row * stride);
    bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
  }
  return new Data(type, 0, count, nulls, [undefined, values, bits]);
}

function locate(parts: readonly Data[], wanted: number): { part: Data; index: number } | undefined {
  let index = wanted;
  for (const part of parts) {
    if (index < part.length) return part.getValid(index) ? { part, index } : undefined;
    index -= part.length;
  }
  return undefined;
}

function childOf(data: Data, index: number): Data {
  const child = data.children[index];
  if (!child) throw new TypeError(`Arrow data of type ${String(data.type)} lacks child ${index}`);
  return child;
}
