import { OutStream, type Blocks } from './out-stream.ts';

/** Bytes in chunks, as all parts of a file but its postscript are. */
export async function compressed(bytes: Uint8Array, blocks: Blocks): Promise<Uint8Array> {
  const stream = new OutStream(blocks);
  stream.sink.append(bytes);
  const { chunks } = await stream.finish();
  return Buffer.concat(chunks);
}
