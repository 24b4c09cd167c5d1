import { createHash } from 'node:crypto';

/** Size of the parts in which large objects are sent and fetched: that of the AWS command line. */
export const PART_BYTES = 8 * 1024 * 1024;

/** An ETag without its quotes, empty where there is none. */
export function plainEtag(etag: string | undefined): string {
  return (etag ?? '').replaceAll('"', '');
}

/**
 * The ETag of an object that was sent in parts: the MD5 of the parts' MD5s, `-` and their number. It holds for parts
 * encrypted by S3 or not at all; with a key of KMS the ETag says nothing of the bytes.
 */
export function etagOfParts(digests: readonly Uint8Array[]): string {
  return `${createHash('md5').update(Buffer.concat(digests)).digest('hex')}-${digests.length}`;
}

/** Whether an ETag is the MD5 of the whole object, as far as its form says. */
export function isMd5(etag: string): boolean {
  return /^[0-9a-f]{32}$/.test(etag);
}

/** Whether an ETag is of an object sent in parts of {@link PART_BYTES}. */
export function isOfOurParts(etag: string, bytes: number): boolean {
  const [, count] = /^[0-9a-f]{32}-(\d+)$/.exec(etag) ?? [];
  return count !== undefined && Number(count) === Math.max(1, Math.ceil(bytes / PART_BYTES));
}
