import type { FileEnds } from '../../file-ends.ts';
import { archiveKindOf } from '../archive-kind.ts';
import { expansionFound, tooLarge } from '../expansion.ts';
import type { EndsCheck, Evidence, Subject } from '../gate-check.ts';
import { isGzip, isZip } from '../magic.ts';
import type { GatePolicy } from '../policy.ts';
import { findZipEnd, readZipEntries, type ZipEntry } from '../zip-directory.ts';

/**
 * What an archive says that it expands to, at both ends. What it says may be a lie: the full depth expands and counts
 * ({@link measureExpansion}).
 */
export const archiveBombsCheck: EndsCheck = {
  name: 'archive bombs',
  action: ({ security }) => security.archiveBombs,
  judge(subject, policy) {
    const { head } = subject.ends;
    if (isZip(head)) return zipBomb(subject, policy);
    const stated = isGzip(head) ? gzipSize(subject.ends) : zstdSize(subject.ends);
    return stated !== undefined && tooLarge(stated, subject.ends.size, policy)
      ? [expansionFound(`${stated} bytes of ${subject.ends.size}, as it says itself`, policy)]
      : [];
  },
};

function zipBomb({ ends }: Subject, policy: GatePolicy): Evidence[] {
  const directory = zipDirectoryIn(ends);
  if (!directory) {
    return [
      {
        code: 'ARCHIVE_UNREADABLE',
        message: 'the directory of the archive is cut off, or larger than what is looked at',
        found: archiveKindOf(ends.head)?.name ?? 'archive',
        hint: 'Send its files one by one.',
      },
    ];
  }
  const entries = readZipEntries(directory.bytes);
  const expanded = entries.reduce((sum, entry) => sum + entry.expanded, 0);
  if (tooLarge(expanded, ends.size, policy)) return [expansionFound(`${expanded} bytes of ${ends.size}`, policy)];
  return overlaps(entries, ends.size) ? [expansionFound('files of the archive share their bytes', policy)] : [];
}

/** The directory of a zip where it is wholly in the tail of its file. */
export function zipDirectoryIn({ tail, size }: FileEnds): { bytes: Buffer } | undefined {
  const bytes = Buffer.from(tail.buffer, tail.byteOffset, tail.byteLength);
  const end = findZipEnd(bytes);
  if (!end) return undefined;
  const start = end.at - end.length;
  return start < 0 || end.start + end.length > size ? undefined : { bytes: bytes.subarray(start, end.at) };
}

/** One of more files than it has room for (D. Fifield, "A better zip bomb", 2019). */
export function overlaps(entries: readonly ZipEntry[], size: number): boolean {
  return entries.reduce((sum, { compressed }) => sum + compressed, 0) > size;
}

/** The last four bytes of gzip: the size, modulo 2^32, of its last member (RFC 1952, 2.3.1). */
function gzipSize({ tail, size }: FileEnds): number | undefined {
  if (size < 18) return undefined;
  return Buffer.from(tail.subarray(-4)).readUInt32LE();
}

/** The size of the first frame, where its header says one (RFC 8878, 3.1.1.1). */
function zstdSize({ head }: FileEnds): number | undefined {
  const bytes = Buffer.from(head.subarray(0, 18));
  if (bytes.length < 18 || bytes.readUInt32LE() !== 0xfd2fb528) return undefined;
  const descriptor = bytes.readUInt8(4);
  const single = (descriptor & 0x20) !== 0;
  const at = 5 + (single ? 0 : 1) + ([0, 1, 2, 4][descriptor & 3] ?? 0);
  switch (descriptor >> 6) {
    case 0:
      return single ? bytes.readUInt8(at) : undefined;
    case 1:
      return bytes.readUInt16LE(at) + 256;
    case 2:
      return bytes.readUInt32LE(at);
    default:
      return Number(bytes.readBigUInt64LE(at));
  }
}
