import { isUtf8 } from 'node:buffer';
import type { Plain } from '../../../duckdb/plain.ts';
import type { ByteReader } from '../byte-reader.ts';
import { AvroDamage } from '../damage.ts';
import { noMember } from '../columns/leaf-column.ts';
import { leastBytes, type AvroType, type Fixed, type Primitive, type Union } from '../schema/avro-type.ts';
import { bigEndian, decimalText, uuidText } from '../value-texts.ts';
import { clockText, dateText, timestampText } from './moment-texts.ts';

/** Reads one value as plain data, as a table that a file of such values became would be printed. */
export function readValue(type: AvroType, input: ByteReader): Plain {
  switch (type.kind) {
    case 'record':
      return Object.fromEntries(type.fields.map((field) => [field.name, readValue(field.type, input)]));
    case 'array':
      return readItems(input, leastBytes(type.items), () => readValue(type.items, input));
    case 'map':
      return readItems(input, 1, () => ({ key: readText(input), value: readValue(type.values, input) }));
    case 'union':
      return readMember(type, input);
    case 'enum': {
      const at = input.pos;
      const index = input.int();
      const symbol = type.symbols[index];
      if (symbol !== undefined) return symbol;
      const expected = `0 to ${type.symbols.length - 1}`;
      throw new AvroDamage('an enum has no such symbol', { at, found: String(index), expected });
    }
    case 'fixed':
      return readFixed(type, input);
    default:
      return readPrimitive(type, input);
  }
}

function readItems(input: ByteReader, itemBytes: 0 | 1, readItem: () => Plain): Plain[] {
  const items: Plain[] = [];
  for (let count = input.items(itemBytes); count > 0; count = input.items(itemBytes)) {
    for (let index = 0; index < count; index++) items.push(readItem());
  }
  return items;
}

/** NULL or the value where that is all there is, else an object with a member for each type, as in a table. */
function readMember({ members }: Union, input: ByteReader): Plain {
  const at = input.pos;
  const index = input.int();
  const member = members[index];
  if (!member) throw noMember(at, index, members.length);
  if (member.kind === 'null') return null;
  const value = readValue(member, input);
  const others = members.filter(({ kind }) => kind !== 'null');
  if (members.length === 1 || (members.length === 2 && others.length === 1)) return value;
  return Object.fromEntries(others.map((other, place) => [`member${place}`, other === member ? value : null]));
}

function readFixed({ size, logical }: Fixed, input: ByteReader): Plain {
  const bytes = takeBytes(input, size);
  switch (logical?.name) {
    case 'decimal':
      return decimalText(bigEndian(bytes), logical.scale);
    case 'uuid':
      return uuidText(bytes);
    case 'duration': {
      const numbers = Buffer.from(bytes);
      const [months = 0, days = 0, millis = 0] = [0, 4, 8].map((at) => numbers.readUInt32LE(at));
      return { months, days, millis };
    }
    default:
      return `0x${Buffer.from(bytes).toString('hex')}`;
  }
}

function readPrimitive({ kind, logical }: Primitive, input: ByteReader): Plain {
  switch (kind) {
    case 'null':
      return null;
    case 'boolean': {
      const at = input.skip(1);
      const byte = input.bytes[at] ?? 0;
      if (byte > 1) throw new AvroDamage('a boolean is impossible', { at, found: String(byte), expected: '0 or 1' });
      return byte === 1;
    }
    case 'int': {
      const value = input.int();
      if (logical?.name === 'date') return dateText(value);
      return logical?.name === 'time-millis' ? clockText(BigInt(value), 'millis') : value;
    }
    case 'long':
      input.long();
      return longPlain(input.longValue(), logical?.name);
    case 'float':
      return numberPlain(input.view.getFloat32(input.skip(4), true));
    case 'double':
      return numberPlain(input.view.getFloat64(input.skip(8), true));
    case 'bytes': {
      const bytes = takeBytes(input, input.size());
      if (logical?.name === 'decimal') return decimalText(bigEndian(bytes), logical.scale);
      return `0x${Buffer.from(bytes).toString('hex')}`;
    }
    default:
      return readText(input);
  }
}

function longPlain(value: bigint, logical: string | undefined): Plain {
  switch (logical) {
    case 'time-micros':
      return clockText(value, 'micros');
    case 'timestamp-millis':
      return `${timestampText(value, 'millis')}Z`;
    case 'timestamp-micros':
      return `${timestampText(value, 'micros')}Z`;
    case 'local-timestamp-millis':
      return timestampText(value, 'millis');
    case 'local-timestamp-micros':
      return timestampText(value, 'micros');
    case 'timestamp-nanos':
    case 'local-timestamp-nanos':
      return timestampText(value, 'nanos');
    default: {
      const number = Number(value);
      return Number.isSafeInteger(number) ? number : String(value);
    }
  }
}

function numberPlain(value: number): Plain {
  return Number.isFinite(value) ? value : String(value);
}

function readText(input: ByteReader): string {
  const at = input.pos;
  const bytes = takeBytes(input, input.size());
  if (isUtf8(bytes)) return Buffer.from(bytes).toString('utf8');
  const found = `0x${Buffer.from(bytes.subarray(0, 40)).toString('hex')}`;
  throw new AvroDamage('a string is not UTF-8', { at, found, expected: 'UTF-8' });
}

function takeBytes(input: ByteReader, size: number): Uint8Array {
  const from = input.skip(size);
  return input.bytes.subarray(from, from + size);
}
