import { DataType, type Data, type Vector } from 'apache-arrow';

/** Where the bytes of texts or binaries are: those of the value at an index lie from one offset to the next. */
export interface BytesSource {
  readonly bytes: Uint8Array;
  readonly offsets: Int32Array;
}

const sources = new WeakMap<object, BytesSource>();

/** The bytes of values of any Arrow type that has bytes. */
export function bytesSourceOf(data: Data): BytesSource {
  if (data.valueOffsets instanceof Int32Array)
    return { bytes: data.values ?? new Uint8Array(0), offsets: data.valueOffsets };
  return remembered(data, () => gathered(data));
}

/** The bytes of the entries of a dictionary. */
export function dictionarySource(dictionary: Vector): BytesSource {
  const [first, ...others] = dictionary.data;
  if (first && others.length === 0) return bytesSourceOf(first);
  return remembered(dictionary, () => concatenated(dictionary.data.map(bytesSourceOf)));
}

function remembered(key: object, make: () => BytesSource): BytesSource {
  const source = sources.get(key) ?? make();
  sources.set(key, source);
  return source;
}

function gathered(data: Data): BytesSource {
  const { type, length } = data;
  if (data.valueOffsets) {
    return { bytes: data.values, offsets: Int32Array.from(data.valueOffsets, Number) };
  }
  if (DataType.isFixedSizeBinary(type)) {
    return {
      bytes: data.values,
      offsets: Int32Array.from({ length: length + 1 }, (_, index) => index * type.byteWidth),
    };
  }
  return concatenated(Array.from({ length }, (_, index) => viewOf(data, index)));
}

const INLINE = 12;

/** A view is a length, then the bytes, or a beginning of four, a buffer's number and an offset (Arrow, "Variable-size Binary View"). */
function viewOf({ values, variadicBuffers }: Data, index: number): BytesSource {
  const views: Uint8Array = values;
  const view = new DataView(views.buffer, views.byteOffset + index * 16, 16);
  const length = view.getInt32(0, true);
  const offsets = Int32Array.of(0, length);
  if (length <= INLINE) return { bytes: views.subarray(index * 16 + 4, index * 16 + 4 + length), offsets };
  const from = view.getInt32(12, true);
  const buffer = variadicBuffers[view.getInt32(8, true)] ?? new Uint8Array(0);
  return { bytes: buffer.subarray(from, from + length), offsets };
}

function concatenated(parts: readonly BytesSource[]): BytesSource {
  const offsets = [0];
  let length = 0;
  for (const part of parts) {
    const base = part.offsets[0] ?? 0;
    for (const offset of part.offsets.subarray(1)) offsets.push(length + offset - base);
    length = offsets.at(-1) ?? 0;
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    const piece = part.bytes.subarray(part.offsets[0], part.offsets.at(-1));
    bytes.set(piece, at);
    at += piece.length;
  }
  return { bytes, offsets: Int32Array.from(offsets) };
}
