import { ByteStream } from '../../../../src/formats/orc/read/byte-stream.ts';
import { Integers } from '../../../../src/formats/orc/read/decode/integers.ts';

/** A stream of these bytes without compression. */
export function streamOf(...bytes: number[]): ByteStream {
  return new ByteStream(Uint8Array.from(bytes), { codec: undefined, blockSize: 1 }, { part: 'stream', stream: 'DATA' });
}

/** Every value that some bytes hold, and that no byte is left. */
export function integersOf(
  bytes: readonly number[],
  { version, isSigned, count }: { version: 1 | 2; isSigned: boolean; count: number },
): bigint[] {
  const integers = new Integers(streamOf(...bytes), { version, isSigned });
  const halves = new Int32Array(count * 2);
  integers.read64(halves, count);
  if (!integers.isDone()) throw new Error('values are left');
  return [...new BigInt64Array(halves.buffer)];
}
