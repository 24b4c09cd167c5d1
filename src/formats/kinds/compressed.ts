import { extname } from 'node:path';

/** How the bytes of a file are made smaller as a whole. */
export type FileCompression = 'none' | 'gzip' | 'zstd' | 'bzip2';

interface CompressionKind {
  readonly name: Exclude<FileCompression, 'none'>;
  readonly extensions: readonly string[];
  /** The first bytes in hexadecimal (RFC 1952, RFC 8878; bzip2 has a digit between its magic and that of a block). */
  readonly magic: RegExp;
}

const KINDS: readonly CompressionKind[] = [
  { name: 'gzip', extensions: ['gz', 'gzip'], magic: /^1f8b/ },
  { name: 'zstd', extensions: ['zst', 'zstd'], magic: /^(?:28b52ffd|5[0-9a-f]2a4d18)/ },
  { name: 'bzip2', extensions: ['bz2', 'bzip2'], magic: /^425a683[1-9](?:314159265359|177245385090|$)/ },
];

/** What the first bytes of a file say of its compression. */
export function compressionOfHead(head: Uint8Array): FileCompression {
  const hex = Buffer.from(head.subarray(0, 10)).toString('hex');
  return KINDS.find(({ magic }) => magic.test(hex))?.name ?? 'none';
}

/** What the extension of a path says of its compression, and the path without that extension. */
export function compressionOfPath(path: string): { readonly compression: FileCompression; readonly inner: string } {
  const extension = extname(path);
  const name = extension.slice(1).toLowerCase();
  const kind = KINDS.find(({ extensions }) => extensions.includes(name));
  return kind
    ? { compression: kind.name, inner: path.slice(0, -extension.length) }
    : { compression: 'none', inner: path };
}
