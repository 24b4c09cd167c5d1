/** UTF-16 by its byte order mark, or by the zeros of ASCII letters in every second of the first bytes. */
export function utf16Of(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [a = -1, b = -1, c = -1, d = -1] = head;
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? undefined : 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a > 0 && b === 0 && c > 0 && d === 0) return 'utf-16le';
  return a === 0 && b > 0 && c === 0 && d > 0 ? 'utf-16be' : undefined;
}

/** Decodes piece by piece into UTF-8. */
export function decodeUtf16(encoding: 'utf-16le' | 'utf-16be'): { take(bytes: Uint8Array): Uint8Array } {
  const decoder = new TextDecoder(encoding);
  return { take: (bytes) => Buffer.from(decoder.decode(bytes, { stream: true })) };
}
