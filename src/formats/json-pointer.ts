/** The JSON pointer (RFC 6901) of a key: no other path notation takes every key. */
export function pointer(key: string): string {
  return `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
