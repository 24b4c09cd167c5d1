import type { Confidence, FormatKind } from './format-kind.ts';

export const parquetKind: FormatKind = { name: 'parquet', extensions: ['parquet'], detect };

/** The magic bytes are at both ends; a file that has lost the end is still no other format. */
function detect(head: Uint8Array): Confidence {
  return hasParquetHead(head) ? 'certain' : 'none';
}

/** Whether some bytes begin as a Parquet file does. */
export function hasParquetHead(head: Uint8Array): boolean {
  return isMagic(head.subarray(0, 4));
}

/** Whether the end of a Parquet file is there. */
export function hasParquetEnd(tail: Uint8Array): boolean {
  return isMagic(tail.subarray(-4)) && tail.length >= 12;
}

function isMagic(bytes: Uint8Array): boolean {
  return Buffer.from(bytes).toString('latin1') === 'PAR1';
}
