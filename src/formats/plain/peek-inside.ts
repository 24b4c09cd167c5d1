import { blocksOfBzip2 } from '../codecs/bzip2.ts';
import { loadZstd } from '../codecs/zstd.ts';
import { firstBlocks } from '../codecs/zstd-frame.ts';
import { compressionOfHead } from '../kinds/compressed.ts';

/** As much of the original is handed on. */
const HANDED_ON = 64 * 1024;

/**
 * The beginning of what zstd or bzip2 made small, from the first bytes of the file; undefined where no whole block of it
 * is among them, or it is damaged, or the file is compressed otherwise.
 */
export async function peekInside(head: Uint8Array): Promise<Uint8Array | undefined> {
  try {
    switch (compressionOfHead(head)) {
      case 'zstd':
        return await peekZstd(head);
      case 'bzip2':
        return await peekBzip2(head);
      default:
        return undefined;
    }
  } catch {
    return undefined;
  }
}

async function peekZstd(head: Uint8Array): Promise<Uint8Array | undefined> {
  const first = firstBlocks(head);
  if (!first) return undefined;
  return (await loadZstd()).decompress(first.frame, first.atMost).slice(0, HANDED_ON);
}

async function peekBzip2(head: Uint8Array): Promise<Uint8Array | undefined> {
  let at = 0;
  const blocks = await blocksOfBzip2(() => head[at++]);
  for (const block of blocks) if (block.length > 0) return block.slice(0, HANDED_ON);
  return new Uint8Array(0);
}
