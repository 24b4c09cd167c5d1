import { digestOfObject } from './body-digest.ts';
import { inParallel } from './bounded-parallel.ts';
import type { Store, StoredObject, Zone } from './store.ts';
import { compareUtf8 } from './utf8-order.ts';

/** What comparing one key of two lakes came to. Bytes are null in the lake that has no such object. */
export interface Compared {
  readonly zone: Zone;
  readonly key: string;
  readonly is: 'only in a' | 'only in b' | 'different' | 'same';
  readonly bytesA: number | null;
  readonly bytesB: number | null;
}

/** Objects read at a time. */
const PARALLEL = 8;
/** Keys judged at a time: results keep the order of keys. */
const BATCH = 64;

/**
 * Compares what two lakes, of whatever kinds, have in a zone below a prefix, in key order: by size, and where that is
 * the same by the sha-256 of the content. Both are listed side by side and objects are streamed or go through the cache, so memory stays flat.
 */
export async function* diffZone(
  a: Store,
  b: Store,
  { zone, prefix, signal }: { readonly zone: Zone; readonly prefix: string; readonly signal: AbortSignal },
): AsyncGenerator<Compared> {
  let batch: Pair[] = [];
  for await (const pair of pairs(a.list(zone, prefix), b.list(zone, prefix))) {
    signal.throwIfAborted();
    batch.push(pair);
    if (batch.length < BATCH) continue;
    yield* await inParallel(batch, PARALLEL, (each) => compare(a, b, zone, each));
    batch = [];
  }
  yield* await inParallel(batch, PARALLEL, (each) => compare(a, b, zone, each));
}

/** What two lakes have under one key. */
type Pair =
  | { readonly a: StoredObject; readonly b: StoredObject }
  | { readonly a: StoredObject; readonly b: null }
  | { readonly a: null; readonly b: StoredObject };

/** Two listings in key order as one. */
async function* pairs(left: AsyncIterable<StoredObject>, right: AsyncIterable<StoredObject>): AsyncGenerator<Pair> {
  const lefts = left[Symbol.asyncIterator]();
  const rights = right[Symbol.asyncIterator]();
  let [a, b] = await Promise.all([nextOf(lefts), nextOf(rights)]);
  while (a ?? b) {
    const order = !a ? 1 : !b ? -1 : compareUtf8(a.key, b.key);
    if (a && b && order === 0) {
      yield { a, b };
      [a, b] = await Promise.all([nextOf(lefts), nextOf(rights)]);
    } else if (a && order < 0) {
      yield { a, b: null };
      a = await nextOf(lefts);
    } else if (b) {
      yield { a: null, b };
      b = await nextOf(rights);
    }
  }
}

async function compare(a: Store, b: Store, zone: Zone, pair: Pair): Promise<Compared> {
  if (pair.b === null) return { zone, key: pair.a.key, is: 'only in a', bytesA: pair.a.bytes, bytesB: null };
  if (pair.a === null) return { zone, key: pair.b.key, is: 'only in b', bytesA: null, bytesB: pair.b.bytes };
  const { key } = pair.a;
  const is = (await haveSameContent(a, b, zone, pair)) ? 'same' : 'different';
  return { zone, key, is, bytesA: pair.a.bytes, bytesB: pair.b.bytes };
}

async function haveSameContent(
  a: Store,
  b: Store,
  zone: Zone,
  pair: { readonly a: StoredObject; readonly b: StoredObject },
): Promise<boolean> {
  if (pair.a.bytes !== pair.b.bytes) return false;
  const { key } = pair.a;
  const [left, right] = await Promise.all([digestOfObject(a, zone, key, pair.a), digestOfObject(b, zone, key, pair.b)]);
  return left.sha256 === right.sha256;
}

async function nextOf(listing: AsyncIterator<StoredObject>): Promise<StoredObject | undefined> {
  const next = await listing.next();
  return next.done ? undefined : next.value;
}
