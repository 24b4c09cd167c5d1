import { DataType, type Data } from 'apache-arrow';
import { userError } from '../core/errors.ts';

/**
 * Holds the lengths, offsets and indices of a column's array against its buffers: what is written into vectors is not
 * looked at again, and DuckDB believes it. Throws a `UserError` (`ARROW_DATA_DAMAGED`).
 */
export function checkArrowColumn(
  data: Data | undefined,
  { column, rows }: { readonly column: string; readonly rows: number },
): void {
  if (!data || data.length < rows) throw damagedData(column);
  checkArray(data, column);
}

function checkArray(data: Data, column: string): void {
  const { type, length } = data;
  if (length === 0) return;
  const isSound = (holds: boolean): void => {
    if (!holds) throw damagedData(column);
  };
  isSound(data.nullCount === 0 || data.nullBitmap === undefined || data.nullBitmap.length * 8 >= data.offset + length);
  if (DataType.isUtf8(type) || DataType.isBinary(type))
    isSound(areOffsets(data.valueOffsets, length, data.values.length));
  else if (DataType.isLargeUtf8(type) || DataType.isLargeBinary(type)) {
    isSound(areOffsets(data.valueOffsets, length, data.values.length));
  } else if (DataType.isUtf8View(type) || DataType.isBinaryView(type)) isSound(areViews(data));
  else if (DataType.isDictionary(type)) {
    for (const part of data.dictionary?.data ?? []) checkArray(part, column);
    isSound(areIndices(data, data.dictionary?.length ?? 0));
  } else if (DataType.isList(type) || DataType.isMap(type)) {
    isSound(areOffsets(data.valueOffsets, length, data.children[0]?.length ?? 0));
  } else if (DataType.isFixedSizeList(type)) isSound((data.children[0]?.length ?? 0) >= length * type.listSize);
  else if (DataType.isStruct(type)) isSound(data.children.every((child) => child.length >= length));
  else if (DataType.isBool(type)) isSound(data.values.length * 8 >= data.offset + length);
  else if (!DataType.isNull(type) && !DataType.isUnion(type)) {
    isSound(data.nullCount === length || data.values.length >= length * data.stride);
  }
  for (const child of data.children) checkArray(child, column);
}

/** One more than there are rows, none before the one it follows, all within the values. */
function areOffsets(offsets: Int32Array | BigInt64Array, length: number, values: number): boolean {
  if (offsets.length <= length) return false;
  let before: number | bigint = 0;
  for (let row = 0; row <= length; row++) {
    const offset = offsets[row] ?? -1;
    if (offset < before) return false;
    before = offset;
  }
  return before <= values;
}

function areIndices(data: Data, entries: number): boolean {
  const indices: ArrayLike<number | bigint> = data.values;
  if (indices.length < data.length) return false;
  for (let row = 0; row < data.length; row++) {
    const index = indices[row] ?? -1;
    if ((index < 0 || index >= entries) && data.getValid(row)) return false;
  }
  return true;
}

/** See `viewReader` of arrow-bytes.ts for the layout. */
function areViews(data: Data): boolean {
  const values: Uint8Array = data.values;
  if (values.byteLength < data.length * 16) return false;
  const views = new DataView(values.buffer, values.byteOffset, values.byteLength);
  for (let row = 0; row < data.length; row++) {
    const length = views.getInt32(row * 16, true);
    if (!data.getValid(row) || (length >= 0 && length <= 12)) continue;
    const buffer = data.variadicBuffers[views.getInt32(row * 16 + 8, true)];
    const from = views.getInt32(row * 16 + 12, true);
    if (length < 0 || buffer === undefined || from < 0 || from + length > buffer.length) return false;
  }
  return true;
}

function damagedData(column: string): Error {
  return userError({
    code: 'ARROW_DATA_DAMAGED',
    message: 'the buffers of the Arrow data are not as long as they say, or point beyond themselves',
    column,
    hint: 'Fetch or write the data again.',
  });
}
