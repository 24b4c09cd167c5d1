import { constants, gunzipSync } from 'node:zlib';
import { END_BYTES, type FileEnds } from '../file-ends.ts';
import { isGzip } from './magic.ts';
import { ContentWindow } from './content-window.ts';
import { decodeUtf16, utf16Of } from './utf16.ts';

/** The content as far as the ends of a file show it: what is gzip is expanded, UTF-16 is decoded. */
export function windowsOfEnds({ head, tail, size }: FileEnds): ContentWindow[] {
  if (isGzip(head)) {
    const expanded = expandHead(head, EXPANDED_BYTES);
    return expanded ? [new ContentWindow(decoded(expanded), { offset: 0, placed: false })] : [];
  }
  const encoding = utf16Of(head);
  if (encoding) {
    return [head, ...(size > head.length ? [tail] : [])].map(
      (bytes, index) =>
        new ContentWindow(decodeUtf16(encoding).take(bytes), {
          offset: index === 0 ? 0 : size - bytes.length,
          placed: false,
        }),
    );
  }
  const first = new ContentWindow(head, { offset: 0 });
  const start = size - tail.length;
  if (start <= 0) return [first];
  if (start >= head.length) return [first, new ContentWindow(tail, { offset: start })];
  return [new ContentWindow(Buffer.concat([head, tail.subarray(head.length - start)]), { offset: 0 })];
}

/** Of what gzip holds, the quick depth looks at so much. */
const EXPANDED_BYTES = 4 * END_BYTES;

function decoded(bytes: Uint8Array): Uint8Array {
  const encoding = utf16Of(bytes);
  return encoding ? decodeUtf16(encoding).take(bytes) : bytes;
}

/** The beginning of what gzip holds, at most so many bytes; undefined where it is no gzip, or damaged at once. */
function expandHead(head: Uint8Array, limit: number): Uint8Array | undefined {
  for (let bytes = head; bytes.length >= 18; bytes = bytes.subarray(0, bytes.length >> 1)) {
    try {
      return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: limit * 4 }).subarray(0, limit);
    } catch (error) {
      if (!(error instanceof RangeError)) return undefined;
    }
  }
  return undefined;
}
