import { bytesAt, isGzip, isZip, textAt } from './magic.ts';

/** What holds files, or the bytes of one file made smaller. */
export interface ArchiveKind {
  readonly name: string;
  /** Several files, which is no data, rather than one that is compressed. */
  readonly holdsFiles: boolean;
}

const KINDS: readonly (readonly [string, boolean, (head: Uint8Array) => boolean])[] = [
  ['zip', true, isZip],
  ['7z', true, (head) => bytesAt(head, '377abcaf271c')],
  ['rar', true, (head) => bytesAt(head, '526172211a07')],
  ['cab', true, (head) => bytesAt(head, '4d53434600000000')],
  ['tar', true, (head) => textAt(head, 'ustar', 257)],
  ['ar', true, (head) => textAt(head, '!<arch>\n')],
  ['gzip', false, isGzip],
  ['bzip2', false, (head) => textAt(head, 'BZh') && bytesAt(head, '314159265359', 4)],
  ['xz', false, (head) => bytesAt(head, 'fd377a585a00')],
  ['zstd', false, (head) => bytesAt(head, '28b52ffd')],
  ['lz4', false, (head) => bytesAt(head, '04224d18')],
];

/** The archive or compression that some bytes begin. */
export function archiveKindOf(head: Uint8Array): ArchiveKind | undefined {
  const kind = KINDS.find(([, , begins]) => begins(head));
  return kind && { name: kind[0], holdsFiles: kind[1] };
}
