/** Whether bytes stand at a place. */
export function bytesAt(bytes: Uint8Array, hex: string, at = 0): boolean {
  const end = at + hex.length / 2;
  return bytes.length >= end && Buffer.from(bytes.subarray(at, end)).toString('hex') === hex;
}

/** Whether text stands at a place, a byte a letter. */
export function textAt(bytes: Uint8Array, text: string, at = 0): boolean {
  return Buffer.from(bytes.subarray(at, at + text.length)).toString('latin1') === text;
}

export function isGzip(head: Uint8Array): boolean {
  return bytesAt(head, '1f8b08');
}

/** A zip: an entry, the end of an empty one, or a spanned one. */
export function isZip(head: Uint8Array): boolean {
  return bytesAt(head, '504b0304') || bytesAt(head, '504b0506') || bytesAt(head, '504b0708');
}

/** A compound file of OLE2: documents of Office before 2007. */
export function isOle2(head: Uint8Array): boolean {
  return bytesAt(head, 'd0cf11e0a1b11ae1');
}
