import { constants, gunzipSync } from 'node:zlib';

/** Bytes that are looked at: no more than a thousand times as many can come of them. */
const LOOKED_AT = 16 * 1024;

/** The beginning of what a gzip file holds, from its first bytes; undefined where they are no gzip, or damaged. */
export function gunzipHead(head: Uint8Array): Uint8Array | undefined {
  try {
    const looked = head.subarray(0, LOOKED_AT);
    const plain = gunzipSync(looked, { finishFlush: constants.Z_SYNC_FLUSH });
    // Nothing came of it: that is right for an empty file alone, which is whole.
    if (plain.length === 0) return gunzipSync(looked);
    return Uint8Array.from(plain.subarray(0, 64 * 1024));
  } catch {
    return undefined;
  }
}
