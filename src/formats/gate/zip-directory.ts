/** Where the directory of a zip is said to be, by the record at its end (APPNOTE.TXT 4.3.16, and 4.3.14 for zip64). */
export interface ZipEnd {
  /** Of the record in the bytes that were searched. */
  readonly at: number;
  readonly entries: number;
  /** Of the directory, in bytes. */
  readonly length: number;
  /** Of the directory from the start of the zip, which need not be that of the file. */
  readonly start: number;
}

export interface ZipEntry {
  readonly name: string;
  readonly compressed: number;
  readonly expanded: number;
  /** 0: stored, 8: deflate. */
  readonly method: number;
  readonly encrypted: boolean;
  /** Of its local header from the start of the zip. */
  readonly start: number;
}

const END = Buffer.from('504b0506', 'hex');
const END_BYTES = 22;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
const ZIP64_END = 0x06064b50;
const ZIP64_LOCATOR_BYTES = 20;
const ZIP64_END_BYTES = 56;

/** The last record in some bytes that can be the end of a zip, and is no chance: its fields agree with each other. */
export function findZipEnd(bytes: Buffer): ZipEnd | undefined {
  for (let at = bytes.lastIndexOf(END); at !== -1; at = at === 0 ? -1 : bytes.lastIndexOf(END, at - 1)) {
    const end = readEnd(bytes, at);
    if (end && end.entries * ENTRY_BYTES <= end.length) return end;
  }
  return undefined;
}

function readEnd(bytes: Buffer, at: number): ZipEnd | undefined {
  if (at + END_BYTES > bytes.length || bytes.readUInt16LE(at + 4) !== bytes.readUInt16LE(at + 6)) return undefined;
  const end = {
    at,
    entries: bytes.readUInt16LE(at + 10),
    length: bytes.readUInt32LE(at + 12),
    start: bytes.readUInt32LE(at + 16),
  };
  return end.entries === 0xffff || end.start === 0xffffffff ? zip64End(bytes, at) : end;
}

/** The record stands before its locator, which stands before the usual end. */
function zip64End(bytes: Buffer, at: number): ZipEnd | undefined {
  const record = at - ZIP64_LOCATOR_BYTES - ZIP64_END_BYTES;
  if (record < 0 || bytes.readUInt32LE(record) !== ZIP64_END) return undefined;
  return {
    at: record,
    entries: Number(bytes.readBigUInt64LE(record + 32)),
    length: Number(bytes.readBigUInt64LE(record + 40)),
    start: Number(bytes.readBigUInt64LE(record + 48)),
  };
}

/** The entries of a directory, or of as much of it as there is; what is no entry ends them. */
export function readZipEntries(directory: Buffer): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  while (at + ENTRY_BYTES <= directory.length && directory.readUInt32LE(at) === ENTRY) {
    const nameLength = directory.readUInt16LE(at + 28);
    const extraLength = directory.readUInt16LE(at + 30);
    const extra = directory.subarray(at + ENTRY_BYTES + nameLength, at + ENTRY_BYTES + nameLength + extraLength);
    const wide = zip64Sizes(extra);
    const size = (value: number): number => (value === 0xffffffff ? Number(wide.shift() ?? value) : value);
    const expanded = size(directory.readUInt32LE(at + 24));
    const compressed = size(directory.readUInt32LE(at + 20));
    entries.push({
      name: directory.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameLength),
      compressed,
      expanded,
      method: directory.readUInt16LE(at + 10),
      encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      start: size(directory.readUInt32LE(at + 42)),
    });
    at += ENTRY_BYTES + nameLength + extraLength + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/** Sizes that do not fit in 32 bits, in the order of the fields that lack them (APPNOTE.TXT 4.5.3). */
function zip64Sizes(extra: Buffer): bigint[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    const sizes: bigint[] = [];
    const end = Math.min(extra.length, at + 4 + extra.readUInt16LE(at + 2));
    for (let field = at + 4; field + 8 <= end; field += 8) sizes.push(extra.readBigUInt64LE(field));
    return sizes;
  }
  return [];
}
