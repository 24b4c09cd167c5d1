import { wireTypeOf, type Decoded, type Field, type Fields, type Scalar } from './field.ts';

/** Bytes that are no message. */
export class MessageError extends Error {
  override readonly name = 'MessageError';
}

/**
 * Reads a message by the table of its fields; fields that are not in the table are passed over. Throws a
 * {@link MessageError} where the bytes end early, or hold what a field cannot be.
 */
export function decode<F extends Fields>(fields: F, bytes: Uint8Array): Decoded<F> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the table says is what was read by it
  return decodeAt(fields, { bytes, at: 0, end: bytes.length, budget: { messages: MOST_MESSAGES } }) as Decoded<F>;
}

/** Empty messages are two bytes, and a hundred times that in memory. */
const MOST_MESSAGES = 2_000_000;

interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
  readonly end: number;
  /** What may still be made, of all cursors together. */
  readonly budget: { messages: number };
}

function decodeAt(fields: Fields, cursor: Cursor): Record<string, unknown> {
  if (cursor.budget.messages-- <= 0) throw new MessageError(`there are more than ${MOST_MESSAGES} messages within`);
  const known = indexOf(fields);
  const result: Record<string, unknown> = {};
  for (const [name, { repeated }] of Object.entries(fields)) result[name] = repeated ? [] : undefined;
  while (cursor.at < cursor.end) {
    const key = readCount(cursor);
    const wire = key % 8;
    const entry = known.get(Math.floor(key / 8));
    if (!entry) skip(cursor, wire);
    else result[entry.name] = readField(entry, wire, cursor, result[entry.name]);
  }
  return result;
}

interface Named {
  readonly name: string;
  readonly field: Field;
}

const indexes = new WeakMap<Fields, ReadonlyMap<number, Named>>();

function indexOf(fields: Fields): ReadonlyMap<number, Named> {
  const before = indexes.get(fields);
  if (before) return before;
  const index = new Map(Object.entries(fields).map(([name, field]) => [field.number, { name, field }]));
  indexes.set(fields, index);
  return index;
}

function readField({ name, field }: Named, wire: number, cursor: Cursor, before: unknown): unknown {
  const { scalar, repeated } = field;
  const expected = wireTypeOf(scalar);
  const list: unknown[] = Array.isArray(before) ? before : [];
  if (wire === 2 && repeated && expected !== 2) {
    const piece = readPiece(cursor);
    while (piece.at < piece.end) list.push(readScalar(scalar, piece));
    return list;
  }
  if (wire !== expected) throw new MessageError(`the field ${name} has wire type ${wire} instead of ${expected}`);
  const value = readScalar(scalar, cursor);
  if (!repeated) return value;
  list.push(value);
  return list;
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

function readScalar(scalar: Scalar, cursor: Cursor): unknown {
  switch (scalar.type) {
    case 'count':
      return readCount(cursor);
    case 'flag':
      return readVarint(cursor) !== 0n;
    case 'int32':
      return Number(BigInt.asIntN(32, readVarint(cursor)));
    case 'zigzag': {
      const value = readVarint(cursor);
      return (value >> 1n) ^ -(value & 1n);
    }
    case 'double': {
      const { bytes, at } = advance(cursor, 8);
      return new DataView(bytes.buffer, bytes.byteOffset + at, 8).getFloat64(0, true);
    }
    case 'text':
      return utf8.decode(readBytes(cursor));
    case 'bytes':
      return readBytes(cursor);
    case 'message':
      return decodeAt(scalar.fields, readPiece(cursor));
  }
}

/** A varint as a number; most are short. */
function readCount(cursor: Cursor): number {
  const { bytes, at, end } = cursor;
  const first = bytes[at] ?? 0;
  if (at < end && first < 0x80) {
    cursor.at = at + 1;
    return first;
  }
  const value = readVarint(cursor);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new MessageError(`${value} is too large for a count`);
  return Number(value);
}

function readVarint(cursor: Cursor): bigint {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = cursor.bytes[cursor.at];
    if (byte === undefined || cursor.at >= cursor.end) throw tooShort();
    cursor.at += 1;
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return BigInt.asUintN(64, value);
  }
  throw new MessageError('a number is longer than ten bytes');
}

function readBytes(cursor: Cursor): Uint8Array {
  const { bytes, at, end } = readPiece(cursor);
  return bytes.subarray(at, end);
}

function readPiece(cursor: Cursor): Cursor {
  const length = readCount(cursor);
  const { bytes, at } = advance(cursor, length);
  return { bytes, at, end: at + length, budget: cursor.budget };
}

/** The cursor as it was, moved on in itself. */
function advance(cursor: Cursor, length: number): { readonly bytes: Uint8Array; readonly at: number } {
  const { bytes, at, end } = cursor;
  if (length > end - at) throw tooShort();
  cursor.at = at + length;
  return { bytes, at };
}

function skip(cursor: Cursor, wire: number): void {
  if (wire === 0) readVarint(cursor);
  else if (wire === 1) advance(cursor, 8);
  else if (wire === 2) readPiece(cursor);
  else if (wire === 5) advance(cursor, 4);
  else throw new MessageError(`there is no wire type ${wire}`);
}

function tooShort(): MessageError {
  return new MessageError('the bytes end within a field');
}
