/** A kind of file that is often taken for data and is not read. */
export interface ForeignKind {
  /** With its article. */
  readonly name: string;
  /** Excel's own, and such. */
  readonly isWorkbook: boolean;
}

/** What the magic bytes of a file say, where it is of no format that is read; both of its ends are looked at. */
export function foreignKind(head: Uint8Array, tail: Uint8Array): ForeignKind | undefined {
  const hex = Buffer.from(head.subarray(0, 16)).toString('hex');
  if (hex.startsWith('504b0304')) return zipKind(head, tail);
  if (hex.startsWith('d0cf11e0a1b11ae1')) return oleKind(head, tail);
  if (Buffer.from(head.subarray(257, 262)).toString('latin1') === 'ustar') return plainKind('a tar archive');
  const name = MAGIC.find(([magic]) => hex.startsWith(magic))?.[1];
  return name === undefined ? undefined : plainKind(name);
}

const MAGIC: readonly (readonly [magic: string, name: string])[] = [
  ['1f8b', 'a gzip archive'],
  ['504b0506', 'an empty zip archive'],
  ['28b52ffd', 'a zstd archive'],
  ['fd377a585a00', 'an xz archive'],
  ['377abcaf271c', 'a 7-zip archive'],
  ['526172211a07', 'a RAR archive'],
  ['04224d18', 'an LZ4 archive'],
  ['ff060000734e61507059', 'a framed Snappy archive'],
  ['25504446', 'a PDF'],
  ['89504e470d0a1a0a', 'a PNG picture'],
  ['ffd8ff', 'a JPEG picture'],
  ['47494638', 'a GIF picture'],
  ['53514c69746520666f726d6174203300', 'an SQLite database'],
  ['7f454c46', 'a program (ELF)'],
  ['4d5a9000', 'a program (Windows)'],
  ['cafebabe', 'a program (Java or macOS)'],
];

function plainKind(name: string): ForeignKind {
  return { name, isWorkbook: false };
}

/** Names of members stand at the head, each before its bytes, and all of them at the tail. */
function zipKind(head: Uint8Array, tail: Uint8Array): ForeignKind {
  const names = Buffer.from(head).toString('latin1') + Buffer.from(tail).toString('latin1');
  if (names.includes('xl/workbook.') || names.includes('xl/worksheets/')) {
    return { name: 'an Excel workbook', isWorkbook: true };
  }
  if (names.includes('application/vnd.oasis.opendocument.spreadsheet')) {
    return { name: 'an OpenDocument spreadsheet', isWorkbook: true };
  }
  if (names.includes('word/document.xml')) return plainKind('a Word document');
  return plainKind('a zip archive');
}

/** The directory of an OLE file names its streams in UTF-16 (MS-CFB, section 2.6.1). */
function oleKind(head: Uint8Array, tail: Uint8Array): ForeignKind {
  const isWorkbook = ['Workbook', 'Book'].some((name) => {
    const entry = Buffer.from(`${name}\0`, 'utf16le');
    return Buffer.from(head).includes(entry) || Buffer.from(tail).includes(entry);
  });
  return isWorkbook
    ? { name: 'an Excel workbook of the old kind (.xls)', isWorkbook }
    : plainKind('an old Office document');
}
