import { wireTypeOf, type Draft, type Field, type Fields, type Scalar } from './field.ts';

/** The bytes of a message, its fields in the order of the table. Throws a `RangeError` for a number that no field holds. */
export function encode<F extends Fields>(fields: F, draft: Draft<F>): Uint8Array {
  const out: Output = { bytes: new Uint8Array(256), length: 0 };
  writeFields(fields, draft, out);
  return out.bytes.slice(0, out.length);
}

interface Output {
  bytes: Uint8Array;
  length: number;
}

function writeFields(fields: Fields, values: Readonly<Record<string, unknown>>, out: Output): void {
  for (const [name, field] of Object.entries(fields)) {
    const value = values[name];
    if (value === undefined) continue;
    if (!field.repeated) writeOne(field, value, out);
    else if (Array.isArray(value)) writeList(field, value, out);
  }
}

function writeList(field: Field, values: readonly unknown[], out: Output): void {
  if (!field.packed) {
    for (const value of values) writeOne(field, value, out);
  } else if (values.length > 0) {
    const piece: Output = { bytes: new Uint8Array(values.length * 2), length: 0 };
    for (const value of values) writeScalar(field.scalar, value, piece);
    writeKey(field.number, 2, out);
    writePiece(piece.bytes.subarray(0, piece.length), out);
  }
}

function writeOne(field: Field, value: unknown, out: Output): void {
  writeKey(field.number, wireTypeOf(field.scalar), out);
  writeScalar(field.scalar, value, out);
}

function writeKey(number: number, wire: number, out: Output): void {
  writeVarint(BigInt(number * 8 + wire), out);
}

const utf8 = new TextEncoder();

function writeScalar(scalar: Scalar, value: unknown, out: Output): void {
  switch (scalar.type) {
    case 'count':
      return writeVarint(wholeNumber(value, 0n, 0xffff_ffff_ffff_ffffn), out);
    case 'flag':
      return writeVarint(value === true ? 1n : 0n, out);
    case 'int32':
      return writeVarint(BigInt.asUintN(64, wholeNumber(value, -0x8000_0000n, 0x7fff_ffffn)), out);
    case 'zigzag': {
      const number = wholeNumber(value, -0x8000_0000_0000_0000n, 0x7fff_ffff_ffff_ffffn);
      return writeVarint(BigInt.asUintN(64, (number << 1n) ^ (number >> 63n)), out);
    }
    case 'double':
      reserve(out, 8);
      new DataView(out.bytes.buffer).setFloat64(out.length, Number(value), true);
      out.length += 8;
      return undefined;
    case 'text':
      return writePiece(utf8.encode(String(value)), out);
    case 'bytes':
      return writePiece(value instanceof Uint8Array ? value : new Uint8Array(0), out);
    case 'message': {
      const piece: Output = { bytes: new Uint8Array(64), length: 0 };
      if (isRecord(value)) writeFields(scalar.fields, value, piece);
      return writePiece(piece.bytes.subarray(0, piece.length), out);
    }
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function wholeNumber(value: unknown, least: bigint, most: bigint): bigint {
  const number = typeof value === 'bigint' ? value : BigInt(Number(value));
  if (number < least || number > most) throw new RangeError(`${number} is not within ${least} and ${most}`);
  return number;
}

function writeVarint(value: bigint, out: Output): void {
  reserve(out, 10);
  let rest = value;
  while (rest > 0x7fn) {
    out.bytes[out.length++] = Number(rest & 0x7fn) | 0x80;
    rest >>= 7n;
  }
  out.bytes[out.length++] = Number(rest);
}

function writePiece(piece: Uint8Array, out: Output): void {
  writeVarint(BigInt(piece.length), out);
  reserve(out, piece.length);
  out.bytes.set(piece, out.length);
  out.length += piece.length;
}

function reserve(out: Output, more: number): void {
  if (out.length + more <= out.bytes.length) return;
  const bytes = new Uint8Array(Math.max(out.bytes.length * 2, out.length + more));
  bytes.set(out.bytes.subarray(0, out.length));
  out.bytes = bytes;
}
