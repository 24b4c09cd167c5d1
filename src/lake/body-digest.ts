import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { sourceUnreadable } from './source-file.ts';
import type { Body, Store, StoredObject, Zone } from './store.ts';

/** What tells contents apart: size in bytes and lower-case hex sha-256. */
export interface Digest {
  readonly bytes: number;
  readonly sha256: string;
}

/** The digest of a body, a file being streamed. Throws a `UserError` when the file cannot be read. */
export async function digestOfBody(body: Body): Promise<Digest> {
  if (body instanceof Uint8Array) return digestOf([body]);
  try {
    return await digestOf(createReadStream(body.file));
  } catch (error) {
    throw sourceUnreadable(body.file, error);
  }
}

/**
 * The digest of a stored object; one that is remote may be on this machine already. `known` is the object as it was
 * listed. Throws where there is none.
 */
export async function digestOfObject(store: Store, zone: Zone, key: string, known?: StoredObject): Promise<Digest> {
  if (store.remote) return digestOfBody({ file: await store.localPath(zone, key, known) });
  return digestOf(await store.stream(zone, key));
}

async function digestOf(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Digest> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of chunks) {
    hash.update(chunk);
    bytes += chunk.byteLength;
  }
  return { bytes, sha256: hash.digest('hex') };
}
