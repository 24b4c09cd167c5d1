import { open } from 'node:fs/promises';
import { Message } from 'apache-arrow';
import { checkFooter, checkMetadata } from './arrow-metadata.ts';

type Read = (offset: number, length: number) => Promise<Uint8Array>;

/**
 * Counts the rows of an IPC file or stream. Walks its messages by their lengths, without their data, and throws an
 * `Error` that says what is wrong: the library loops over lengths that are damaged, believes any footer, and takes no
 * notice of what follows the end (Arrow columnar format, "Serialization and Interprocess Communication").
 */
export async function countArrowRows(path: string): Promise<number> {
  await using handle = await open(path);
  const { size } = await handle.stat();
  const read: Read = async (offset, length) => {
    if (length < 0 || offset + length > size) throw new Error('the data are cut off, or a length is damaged');
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
    return buffer.subarray(0, bytesRead);
  };
  const isFile = size >= 8 && Buffer.from(await read(0, 6)).toString('latin1') === MAGIC;
  const start = isFile ? 8 : 0;
  const last = isFile ? await footerStart(read, size) : size;
  let at = start;
  let rows = 0;
  // The mark of the end may be missing.
  for (let isEnd = false; !isEnd && (at === start || at < last);) {
    const frame = await frameAt(read, at);
    at += frame.length;
    rows += frame.rows;
    ({ isEnd } = frame);
  }
  if (at !== last) throw new Error('other bytes follow the end of the data, or the footer is damaged');
  return rows;
}

const MAGIC = 'ARROW1';

async function frameAt(read: Read, start: number): Promise<{ length: number; rows: number; isEnd: boolean }> {
  const first = Buffer.from(await read(start, 4)).readInt32LE();
  // Before version 0.15 there was no mark of continuation.
  const prefix = first === -1 ? 8 : 4;
  const bytes = first === -1 ? Buffer.from(await read(start + 4, 4)).readInt32LE() : first;
  if (bytes === 0) return { length: prefix, rows: 0, isEnd: true };
  if (bytes < 0) throw new Error('the length of a message is damaged');
  const metadata = await read(start + prefix, bytes);
  checkMetadata(metadata);
  const message = Message.decode(metadata);
  const length = prefix + bytes + message.bodyLength;
  if (message.bodyLength < 0) throw new Error('the length of a message is damaged');
  if (message.bodyLength > 0) await read(start + length - 1, 1);
  if (message.isRecordBatch()) checkBatch(message.header(), message.bodyLength);
  if (message.isDictionaryBatch()) checkBatch(message.header().data, message.bodyLength);
  return { length, rows: message.isRecordBatch() ? message.header().length : 0, isEnd: false };
}

interface Batch {
  readonly length: number;
  readonly nodes: readonly { readonly length: number | bigint; readonly nullCount: number | bigint }[];
  readonly buffers: readonly { readonly offset: number | bigint; readonly length: number | bigint }[];
}

/** Rows and buffers must be within what there is; a row takes a bit at least. */
function checkBatch({ length, nodes, buffers }: Batch, bodyLength: number): void {
  const within = buffers.every(
    (buffer) => buffer.offset >= 0 && buffer.length >= 0 && Number(buffer.offset) + Number(buffer.length) <= bodyLength,
  );
  const sound = nodes.every((node) => node.length >= 0 && node.nullCount >= 0 && node.nullCount <= node.length);
  const rowsFit = length >= 0 && (bodyLength === 0 || length <= MOST_ROWS);
  if (!within || !sound || !rowsFit) throw new Error('a record batch is not as long as it says');
}

/** Nobody writes batches of more rows. */
const MOST_ROWS = 2 ** 31 - 1;

/** Behind the messages stand the footer, its length, and the magic bytes. */
async function footerStart(read: Read, size: number): Promise<number> {
  const end = Buffer.from(await read(size - 10, 10));
  if (end.toString('latin1', 4) !== MAGIC) throw new Error('the end of the file is missing');
  const length = end.readInt32LE();
  const start = size - 10 - length;
  checkFooter(await read(start, length));
  return start;
}
