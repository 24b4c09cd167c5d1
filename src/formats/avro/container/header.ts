import { ByteReader } from '../byte-reader.ts';
import { AvroDamage } from '../damage.ts';

/** What an object container file begins with (specification 1.12, "Object Container Files"). */
export interface Header {
  readonly metadata: ReadonlyMap<string, Uint8Array>;
  /** The 16 bytes that end every block. */
  readonly sync: Uint8Array;
  /** In bytes: where the first block begins. */
  readonly length: number;
}

export const SYNC_BYTES = 16;

/** `Obj` and the version. */
export const MAGIC = Uint8Array.of(0x4f, 0x62, 0x6a, 1);

export function hasMagic(head: Uint8Array): boolean {
  return MAGIC.every((byte, index) => head[index] === byte);
}

/** Reads the header at the beginning of some bytes. Throws an {@link AvroDamage}. */
export function readHeader(bytes: Uint8Array): Header {
  if (!hasMagic(bytes)) {
    const found = `0x${Buffer.from(bytes.subarray(0, 4)).toString('hex')}`;
    throw new AvroDamage('the file is no Avro object container', { at: 0, found, expected: '0x4f626a01' });
  }
  const input = new ByteReader(bytes);
  input.skip(MAGIC.length);
  const metadata = new Map<string, Uint8Array>();
  for (let count = input.items(1); count > 0; count = input.items(1)) {
    for (let index = 0; index < count; index++) {
      const key = Buffer.from(takeBytes(input)).toString('utf8');
      metadata.set(key, takeBytes(input));
    }
  }
  const from = input.skip(SYNC_BYTES);
  return { metadata, sync: bytes.slice(from, input.pos), length: input.pos };
}

/**
 * Whether the end of a file is not that of its last block: it is cut off, or something was put behind it. False where
 * the header is longer than `head`, or damaged.
 */
export function isCutOff(head: Uint8Array, tail: Uint8Array, size: number): boolean {
  if (!hasMagic(head)) return false;
  try {
    const { sync, length } = readHeader(head);
    return size !== length && Buffer.compare(tail.subarray(-SYNC_BYTES), sync) !== 0;
  } catch (error) {
    if (error instanceof AvroDamage) return error.cutOff && size === head.length;
    throw error;
  }
}

function takeBytes(input: ByteReader): Uint8Array {
  const size = input.size();
  const from = input.skip(size);
  return input.bytes.subarray(from, from + size);
}
