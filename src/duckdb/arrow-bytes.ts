import { DataType, type Data, type Vector } from 'apache-arrow';

/** The bytes of one row's text or binary; undefined for a null in a dictionary. Rows count from the data's first. */
export type ReadBytes = (row: number) => Uint8Array | undefined;

/** How to read the rows of text, binary, or a dictionary of them; undefined for other types. */
export function bytesReader(data: Data): ReadBytes | undefined {
  const { type } = data;
  if (DataType.isUtf8(type) || DataType.isBinary(type)) return offsetReader(data, data.valueOffsets);
  if (DataType.isLargeUtf8(type) || DataType.isLargeBinary(type)) return largeOffsetReader(data, data.valueOffsets);
  if (DataType.isUtf8View(type) || DataType.isBinaryView(type)) return viewReader(data);
  if (DataType.isFixedSizeBinary(type)) return fixedReader(data, type.byteWidth);
  if (DataType.isDictionary(type)) return dictionaryReader(data, data.dictionary);
  return undefined;
}

export function isText(type: DataType): boolean {
  return DataType.isUtf8(type) || DataType.isLargeUtf8(type) || DataType.isUtf8View(type);
}

export function isBinary(type: DataType): boolean {
  const variable = DataType.isBinary(type) || DataType.isLargeBinary(type) || DataType.isBinaryView(type);
  return variable || DataType.isFixedSizeBinary(type);
}

function offsetReader(data: Data, offsets: Int32Array): ReadBytes {
  const values: Uint8Array = data.values;
  return (row) => values.subarray(offsets[row] ?? 0, offsets[row + 1] ?? 0);
}

function largeOffsetReader(data: Data, offsets: BigInt64Array): ReadBytes {
  const values: Uint8Array = data.values;
  return (row) => values.subarray(Number(offsets[row] ?? 0n), Number(offsets[row + 1] ?? 0n));
}

function fixedReader(data: Data, width: number): ReadBytes {
  const values: Uint8Array = data.values;
  return (row) => values.subarray(row * width, (row + 1) * width);
}

/** Arrow columnar format, "Variable-size Binary View Layout": 16 bytes a row, up to 12 bytes of value within them. */
function viewReader(data: Data): ReadBytes {
  const values: Uint8Array = data.values;
  const views = new DataView(values.buffer, values.byteOffset, values.byteLength);
  return (row) => {
    const length = views.getInt32(row * 16, true);
    if (length <= 12) return values.subarray(row * 16 + 4, row * 16 + 4 + length);
    const from = views.getInt32(row * 16 + 12, true);
    return data.variadicBuffers[views.getInt32(row * 16 + 8, true)]?.subarray(from, from + length);
  };
}

function dictionaryReader(data: Data, dictionary: Vector | undefined): ReadBytes | undefined {
  const entries: (Uint8Array | undefined)[] = [];
  for (const part of dictionary?.data ?? []) {
    const read = bytesReader(part);
    if (!read) return undefined;
    for (let row = 0; row < part.length; row++) entries.push(part.getValid(row) ? read(row) : undefined);
  }
  const indices: ArrayLike<number | bigint> = data.values;
  return (row) => entries[Number(indices[row] ?? -1)];
}
