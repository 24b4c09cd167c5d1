import type { ByteStream } from '../byte-stream.ts';
import type { RunBuffer } from './run-buffer.ts';
import { readSignedVarint, readVarint } from './varint.ts';

const value = { low: 0, high: 0 };

/** Reads the next run or list of "Integer Run Length Encoding, version 1". */
export function readRunV1(stream: ByteStream, run: RunBuffer, isSigned: boolean): void {
  const { low, high } = run;
  const read = isSigned ? readSignedVarint : readVarint;
  const header = stream.byte();
  if (header >= 0x80) {
    run.length = 0x100 - header;
    stream.want(run.length * 10);
    for (let index = 0; index < run.length; index++) {
      read(stream, value);
      low[index] = value.low;
      high[index] = value.high;
    }
    return;
  }
  run.length = header + 3;
  const delta = (stream.byte() << 24) >> 24;
  read(stream, value);
  let l = value.low;
  let h = value.high;
  for (let index = 0; index < run.length; index++) {
    low[index] = l;
    high[index] = h;
    const next = (l + delta) | 0;
    // A carry out of the low half, less one where the delta's own high half is all ones.
    h = (h + (next >>> 0 < delta >>> 0 ? 1 : 0) + (delta >> 31)) | 0;
    l = next;
  }
}
