import { CodecError } from './codec.ts';

/** Reads bytes of a file from an offset: fewer at its end. */
export type ReadBytes = (offset: number, length: number) => Promise<Uint8Array>;

export interface ZstdFrame {
  /** Length in bytes, with its header. */
  readonly length: number;
  /** The most bytes that its original can have: exact but for compressed blocks, which have 128 KiB at most. */
  readonly atMost: number;
  /** Whether it holds no data (RFC 8878, section 3.1.2). */
  readonly skippable: boolean;
}

/** Measures the frame that begins at an offset. Throws a {@link CodecError} where there is none, or it is cut off. */
export async function frameAt(read: ReadBytes, start: number): Promise<ZstdFrame> {
  const head = await read(start, 18);
  if (isSkippable(head)) return skippableFrame(head, async (at) => (await read(start + at, 1)).length === 1);
  const header = headerOf(head);
  let at = header.length;
  let atMost = 0;
  for (;;) {
    const block = blockOf(await read(start + at, 3));
    at += 3 + block.stored;
    atMost += block.atMost;
    if (block.isLast) break;
  }
  const length = at + (header.hasChecksum ? 4 : 0);
  if ((await read(start + length - 1, 1)).length === 0) throw cutOff();
  return { length, atMost, skippable: false };
}

/**
 * The first whole blocks of a file as a frame of its own, at least 64 KiB of the original if there are so many bytes;
 * undefined where no block is whole, or the data need a dictionary.
 */
export function firstBlocks(bytes: Uint8Array): { readonly frame: Uint8Array; readonly atMost: number } | undefined {
  const header = headerOf(bytes);
  let at = header.length;
  let atMost = 0;
  let lastBlock: number | undefined;
  while (atMost < 64 * 1024 && at + 3 <= bytes.length) {
    const block = blockOf(bytes.subarray(at, at + 3));
    if (at + 3 + block.stored > bytes.length) break;
    lastBlock = at;
    at += 3 + block.stored;
    atMost += block.atMost;
    if (block.isLast) break;
  }
  if (lastBlock === undefined || header.hasDictionary) return undefined;
  const frame = Buffer.concat([FRESH_HEADER, bytes.subarray(header.length, at)]);
  const flag = FRESH_HEADER.length + lastBlock - header.length;
  frame[flag] = (frame[flag] ?? 0) | 1;
  return { frame, atMost };
}

/** No size, no checksum, and a window of 1 MiB. */
const FRESH_HEADER = Buffer.from('28b52ffd0050', 'hex');

/** RFC 8878, section 3.1.1.1. */
function headerOf(head: Uint8Array): { length: number; hasChecksum: boolean; hasDictionary: boolean } {
  if (head.length < 6 || Buffer.from(head.subarray(0, 4)).readUInt32LE() !== 0xfd2fb528) {
    throw new CodecError('zstd: the compressed bytes are damaged: no frame begins where one is expected');
  }
  const descriptor = head[4] ?? 0;
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const sizeFlag = descriptor >> 6;
  const size = sizeFlag === 0 ? Number(isSingleSegment) : 2 ** sizeFlag;
  const length = 5 + Number(!isSingleSegment) + dictionary + size;
  return { length, hasChecksum: (descriptor & 4) !== 0, hasDictionary: dictionary > 0 };
}

/** RFC 8878, section 3.1.1.2. */
function blockOf(header: Uint8Array): { isLast: boolean; stored: number; atMost: number } {
  const [a, b, c] = header;
  if (a === undefined || b === undefined || c === undefined) throw cutOff();
  const bits = a | (b << 8) | (c << 16);
  const type = (bits >> 1) & 3;
  const size = bits >> 3;
  const isLast = (bits & 1) === 1;
  if (type === 3) throw new CodecError('zstd: the compressed bytes are damaged: a block of no known type');
  if (type === 1) return { isLast, stored: 1, atMost: size };
  return { isLast, stored: size, atMost: type === 0 ? size : BLOCK_BYTES };
}

const BLOCK_BYTES = 128 * 1024;

function isSkippable(head: Uint8Array): boolean {
  return head.length >= 8 && Buffer.from(head.subarray(0, 4)).readUInt32LE() >>> 4 === 0x184d2a5;
}

async function skippableFrame(head: Uint8Array, isThere: (at: number) => Promise<boolean>): Promise<ZstdFrame> {
  const length = 8 + Buffer.from(head.subarray(4, 8)).readUInt32LE();
  if (!(await isThere(length - 1))) throw cutOff();
  return { length, atMost: 0, skippable: true };
}

function cutOff(): CodecError {
  return new CodecError('zstd: the compressed bytes are damaged: they are cut off');
}
