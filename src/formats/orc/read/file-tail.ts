import { decode, MessageError } from '../messages/decode.ts';
import type { Decoded, Fields } from '../messages/field.ts';
import { COMPRESSION_KINDS, type OrcCompression } from '../messages/kinds.ts';
import { FOOTER, METADATA, POST_SCRIPT, type Footer, type Metadata, type PostScript } from '../messages/shapes.ts';
import { OrcError, type OrcPlace } from '../orc-error.ts';
import type { OrcType } from '../orc-type.ts';
import { typeTree } from '../type-messages.ts';
import { ByteStream, type Compression } from './byte-stream.ts';
import { loadCodec } from './load-codec.ts';
import type { RandomAccess } from './random-access.ts';

/** What the end of a file says of all of it. */
export interface FileTail {
  readonly postScript: PostScript;
  readonly compressionKind: OrcCompression;
  readonly compression: Compression;
  readonly footer: Footer;
  readonly type: OrcType;
  /** Where the metadata are, which few readers need. */
  readonly metadata: { readonly offset: number; readonly length: number };
}

const TAIL: OrcPlace = { part: 'tail' };
const FIRST_READ = 16 * 1024;
/** The header of a chunk has room for no longer one. */
const LONGEST_BLOCK = 2 ** 23;
const DEFAULT_BLOCK = 256 * 1024;
/** What a footer or the metadata may come to when they are decompressed. */
const LONGEST_MESSAGE = 2 ** 26;
const MOST_ROWS = 2 ** 31;

/** Reads the postscript and the footer. Throws an {@link OrcError} where they are damaged or not there. */
export async function readTail(access: RandomAccess): Promise<FileTail> {
  const { size } = access;
  if (size < 4) throw new OrcError(TAIL, size === 0 ? 'the file is empty' : `${size} bytes are no ORC file`);
  const head = await access.read(0, 3);
  const end = await access.read(Math.max(0, size - FIRST_READ), Math.min(size, FIRST_READ));
  const postScriptLength = end.at(-1) ?? 0;
  const postScript = readPostScript(end.subarray(0, -1), postScriptLength, head);
  const compressionKind = COMPRESSION_KINDS[postScript.compression ?? 0];
  if (!compressionKind) throw new OrcError(TAIL, `the compression ${postScript.compression} is unknown`);
  const blockSize = postScript.compressionBlockSize ?? DEFAULT_BLOCK;
  if (compressionKind !== 'none' && (blockSize === 0 || blockSize > LONGEST_BLOCK)) {
    throw new OrcError(TAIL, `the compression block size is ${blockSize}, where 1 to ${LONGEST_BLOCK} is possible`);
  }
  const compression = { codec: await loadCodec(compressionKind), blockSize };
  const { footerLength = 0, metadataLength = 0 } = postScript;
  const footerEnd = size - 1 - postScriptLength;
  const footerStart = footerEnd - footerLength;
  const metadataStart = footerStart - metadataLength;
  if (metadataStart < 0) {
    throw new OrcError(
      TAIL,
      `the footer and the metadata (${footerLength} and ${metadataLength} bytes) begin before the file`,
    );
  }
  const bytes = await access.read(footerStart, footerLength);
  const footer = readMessage(FOOTER, bytes, compression, { part: 'footer' });
  const type = checkFooter(footer, metadataStart);
  return {
    postScript,
    compressionKind,
    compression,
    footer,
    type,
    metadata: { offset: metadataStart, length: metadataLength },
  };
}

/** Reads the statistics of the stripes. */
export async function readMetadata(access: RandomAccess, tail: FileTail): Promise<Metadata> {
  const bytes = await access.read(tail.metadata.offset, tail.metadata.length);
  return readMessage(METADATA, bytes, tail.compression, { part: 'metadata' });
}

/** Reads a message that is compressed as the streams of the file are. */
export function readMessage<F extends Fields>(
  fields: F,
  bytes: Uint8Array,
  compression: Compression,
  place: OrcPlace,
): Decoded<F> {
  try {
    return decode(fields, wholeOf(new ByteStream(bytes, compression, place)));
  } catch (error) {
    if (error instanceof MessageError) throw new OrcError(place, error.message, { cause: error });
    throw error;
  }
}

function wholeOf(stream: ByteStream): Uint8Array {
  const pieces: Uint8Array[] = [];
  let length = 0;
  while (stream.want(1) > 0) {
    pieces.push(stream.bytes.subarray(stream.at, stream.end));
    length += stream.end - stream.at;
    stream.at = stream.end;
    if (length > LONGEST_MESSAGE) throw stream.fail(`it is longer than ${LONGEST_MESSAGE} bytes`);
  }
  const [only] = pieces;
  return pieces.length === 1 && only ? only : Buffer.concat(pieces, length);
}

function readPostScript(end: Uint8Array, length: number, head: Uint8Array): PostScript {
  const cutOff = isOrc(head) ? ': the file is cut off, or damaged at its end' : '';
  if (length === 0 || length > end.length) throw new OrcError(TAIL, `there is no postscript at the end${cutOff}`);
  try {
    const postScript = decode(POST_SCRIPT, end.subarray(end.length - length));
    if (postScript.magic === 'ORC') return postScript;
    // The first files of Hive 0.11 have no magic in the postscript.
    if (postScript.magic === undefined && isOrc(head) && postScript.footerLength !== undefined) return postScript;
  } catch (error) {
    if (!(error instanceof MessageError)) throw error;
  }
  throw new OrcError(TAIL, `there is no postscript at the end${cutOff}`);
}

function isOrc(head: Uint8Array): boolean {
  return Buffer.from(head).toString('latin1') === 'ORC';
}

function checkFooter(footer: Footer, contentEnd: number): OrcType {
  const place: OrcPlace = { part: 'footer' };
  if (footer.encryption) throw new OrcError(place, 'columns of the file are encrypted, which cannot be read');
  let rows = 0;
  let end = 0;
  for (const [
    stripe,
    { offset = 0, indexLength = 0, dataLength = 0, footerLength = 0, numberOfRows = 0 },
  ] of footer.stripes.entries()) {
    if (offset < end) throw new OrcError({ ...place, stripe }, 'the stripe begins before the end of the one before it');
    end = offset + indexLength + dataLength + footerLength;
    if (end > contentEnd) throw new OrcError({ ...place, stripe }, 'the stripe reaches beyond the data of the file');
    if (numberOfRows > MOST_ROWS) throw new OrcError({ ...place, stripe }, `the stripe has ${numberOfRows} rows`);
    rows += numberOfRows;
  }
  if (rows !== (footer.numberOfRows ?? 0)) {
    throw new OrcError(place, `the file has ${footer.numberOfRows ?? 0} rows, and its stripes have ${rows}`);
  }
  try {
    return typeTree(footer.types);
  } catch (error) {
    throw new OrcError(place, error instanceof Error ? error.message : String(error), { cause: error });
  }
}
