import type { Data, DataType } from 'apache-arrow';
import type { ByteReader } from '../byte-reader.ts';
import { AvroDamage } from '../damage.ts';
import type { ColumnDecoder } from './column-decoder.ts';

/** No member of a union. */
const NONE = -1;

/** A column that has no others in it. It may itself be a union with `null`, which saves a call for every value. */
export abstract class LeafColumn implements ColumnDecoder {
  readonly type: DataType;
  readonly metadata?: Map<string, string>;
  /** Which of two members is `null`; -1 where the column is no union. */
  nullIndex = NONE;

  constructor(type: DataType, metadata?: Map<string, string>) {
    this.type = type;
    if (metadata) this.metadata = metadata;
  }

  abstract read(input: ByteReader): void;
  abstract readNull(): void;
  abstract finish(): Data;
}

/** Reads which member of a union of two comes next, where there is a union, and whether it is `null`. */
export function isNull(input: ByteReader, nullIndex: number): boolean {
  if (nullIndex === NONE) return false;
  const byte = input.bytes[input.pos];
  if (byte === 0 || byte === 2) {
    input.pos += 1;
    return byte >> 1 === nullIndex;
  }
  const at = input.pos;
  throw noMember(at, input.int(), 2);
}

export function noMember(at: number, found: number, members: number): AvroDamage {
  return new AvroDamage('a union has no such member', { at, found: String(found), expected: `0 to ${members - 1}` });
}
