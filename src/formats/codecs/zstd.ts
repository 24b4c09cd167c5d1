import type * as Zstd from '@bokuweb/zstd-wasm';
import { CodecError, damaged, tooLong, type TwoWayCodec } from './codec.ts';

/** Zstandard (RFC 8878), one frame at a time. */
export async function loadZstd(): Promise<TwoWayCodec> {
  ready ??= load();
  const { compress, decompress } = await ready;
  return {
    decompress(bytes, limit) {
      if ((contentSize(bytes) ?? 0n) > BigInt(limit)) throw tooLong('zstd', limit);
      try {
        return decompress(bytes, { defaultHeapSize: Math.max(1, limit) });
      } catch (error) {
        throw damaged('zstd', error);
      }
    },
    compress: (bytes) => compress(bytes),
  };
}

/** Once for all: what is made ready again takes the memory from under those who hold it. */
let ready: ReturnType<typeof load> | undefined;

async function load(): Promise<typeof Zstd> {
  const zstd = await import('@bokuweb/zstd-wasm');
  await zstd.init();
  return zstd;
}

const MAGIC = 0xfd2fb528;

/** The length of the original that the header of the frame states, if it does (RFC 8878, section 3.1.1.1). */
function contentSize(bytes: Uint8Array): bigint | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 6 || view.getUint32(0, true) !== MAGIC) throw noFrame();
  const descriptor = view.getUint8(4);
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const sizeFlag = descriptor >> 6;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const at = 5 + (isSingleSegment ? 0 : 1) + dictionaryBytes;
  const width = sizeFlag === 0 ? (isSingleSegment ? 1 : 0) : 2 ** sizeFlag;
  if (width === 0) return undefined;
  if (view.byteLength < at + width) throw noFrame();
  if (width === 1) return BigInt(view.getUint8(at));
  if (width === 2) return BigInt(view.getUint16(at, true) + 256);
  return width === 4 ? BigInt(view.getUint32(at, true)) : view.getBigUint64(at, true);
}

function noFrame(): CodecError {
  return new CodecError('zstd: the compressed bytes are damaged: they do not begin with a frame');
}
