import { createReadStream } from 'node:fs';
import type { FileEnds } from '../../file-ends.ts';
import { compressionOfHead } from '../../kinds/compressed.ts';
import { decompressed } from '../../plain/decompress.ts';
import { withinBounds } from '../../plain/expansion-limits.ts';
import { ContentWindow } from '../content-window.ts';
import type { GatePolicy } from '../policy.ts';
import { decodeUtf16, utf16Of } from '../utf16.ts';

/** What lies across the border of two windows is seen whole up to this length. */
const OVERLAP = 4096;
const PIECE = 1 << 20;

/**
 * The whole content of a file in windows: what is compressed as a whole is expanded, within the limits of the policy,
 * UTF-16 is decoded. Throws a `CodecError` where the compressed bytes are damaged, a `UserError` (`DECOMPRESSION_BOMB`).
 */
export async function* contentWindows(path: string, source: ContentSource): AsyncGenerator<ContentWindow> {
  const { head } = source.ends;
  const compression = compressionOfHead(head);
  const isExpanded = compression !== 'none';
  let encoding = isExpanded ? undefined : utf16Of(head);
  let decoder = encoding && decodeUtf16(encoding);
  let offset = 0;
  let kept: Uint8Array = Buffer.alloc(0);
  for await (const chunk of piecesOf(path, source)) {
    if (isExpanded && offset === 0 && kept.length === 0) {
      encoding = utf16Of(chunk);
      decoder = encoding && decodeUtf16(encoding);
    }
    const fresh = decoder ? decoder.take(chunk) : chunk;
    const bytes = Buffer.concat([kept, fresh]);
    yield new ContentWindow(bytes, { offset, seen: kept.length, placed: !isExpanded && encoding === undefined });
    kept = bytes.subarray(Math.max(0, bytes.length - OVERLAP));
    offset += bytes.length - kept.length;
  }
}

interface ContentSource {
  /** The name in findings. */
  readonly file: string;
  readonly ends: FileEnds;
  readonly policy: Pick<GatePolicy, 'maxExpandedBytes' | 'maxRatio'>;
}

/** Pieces of at least a MiB, but the last: decompression gives out less at a time. */
async function* piecesOf(path: string, source: ContentSource): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of original(path, source)) {
    held.push(chunk);
    length += chunk.length;
    if (length < PIECE) continue;
    yield held.length === 1 ? chunk : Buffer.concat(held);
    held = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(held);
}

function original(path: string, { file, ends, policy }: ContentSource): AsyncIterable<Uint8Array> {
  const compression = compressionOfHead(ends.head);
  if (compression === 'none') return createReadStream(path, { highWaterMark: PIECE });
  const limits = { bytes: policy.maxExpandedBytes, ratio: policy.maxRatio };
  return withinBounds(decompressed(path, compression), { object: file, size: ends.size, limits });
}
