import { buffer } from 'node:stream/consumers';
import { END_BYTES, readEnds, type FileEnds } from '../../formats/file-ends.ts';
import type { Store, StoredObject } from '../../lake/store.ts';

/** Up to this size an object is fetched whole, in one request; of a larger one only the ends are. */
const WHOLE_BYTES = 1024 * 1024;

/** The first and last bytes of an object of raw, by which its format is told. */
export async function objectEnds(store: Store, object: StoredObject): Promise<FileEnds> {
  const { key, bytes } = object;
  if (bytes <= WHOLE_BYTES || store.remote === null) return readEnds(await store.localPath('raw', key, object));
  const head = await buffer(await store.stream('raw', key, { start: 0, end: END_BYTES }));
  const tail = await buffer(await store.stream('raw', key, { start: bytes - END_BYTES, end: bytes }));
  return { head, tail, size: bytes };
}
