import type { Finding } from '../core/finding.ts';
import { digestOfBody, digestOfObject } from './body-digest.ts';
import { parseRawKey, type RawObject } from './keys.ts';
import {
  OBJECTS,
  parseQuarantinedRowsKey,
  quarantinedRowsKey,
  quarantineKeys,
  rawKeyOfQuarantined,
  ROWS,
} from './quarantine-keys.ts';
import type { Body, Store, StoredObject } from './store.ts';

const ZONE = 'processed';

/** What a write into quarantine came to. `removed`: there was something of an earlier run, and there is nothing now. */
export type QuarantineOutcome = 'written' | 'unchanged' | 'removed';

export interface QuarantinedObject extends RawObject {
  /** Its key in the raw zone, where it stays too. */
  readonly rawKey: string;
  /** The keys of the copy and of its reasons in the processed zone. */
  readonly key: string;
  readonly reasonsKey: string;
  readonly bytes: number;
  /** When it, as it is, was put there. */
  readonly modified: Date;
}

export interface QuarantinedRows {
  readonly dataset: string;
  readonly origin: string;
  /** Of the Parquet file in the processed zone. */
  readonly key: string;
  readonly bytes: number;
}

/** The keys of the processed zone at which there was something, as a listing told. */
export type KnownKeys = ReadonlySet<string>;

export interface RefusedObject {
  /** Under which it goes into quarantine: a key of the layout of raw. */
  readonly key: string;
  /** Its key in raw where that is another. */
  readonly from?: string;
  /** The object as it was listed, which spares a remote store a question. */
  readonly object?: StoredObject;
  readonly findings: readonly Finding[];
  /** Who refused it: validation, or ingestion that could not read it. Default: validation. */
  readonly stage?: RefusingStage;
}

export type RefusingStage = 'validate' | 'ingest';

/**
 * Copies a raw object into quarantine, with the findings that are the reasons as JSON beside it. `known`: what
 * {@link quarantineOfDay} gave for the object's day.
 */
export async function quarantineObject(
  store: Store,
  { key, from = key, object: listed, findings, stage = 'validate' }: RefusedObject,
  known?: KnownKeys,
): Promise<QuarantineOutcome> {
  const keys = quarantineKeys(key);
  const said = { formatVersion: 1, object: from, ...(stage === 'ingest' ? { stage } : {}), reasons: findings };
  const content = Buffer.from(`${JSON.stringify(said, undefined, 2)}\n`);
  const reasons = await putIfChanged(store, { key: keys.reasons, body: content, known });
  const copy = { file: await store.localPath('raw', from, listed) };
  const object = await putIfChanged(store, { key: keys.object, body: copy, known });
  return object === 'unchanged' ? reasons : object;
}

/**
 * Takes a raw object out of quarantine, where a later run accepts it; that it was released stays on record. `known` as
 * for {@link quarantineObject}.
 */
export async function releaseObject(store: Store, key: string, known?: KnownKeys): Promise<QuarantineOutcome> {
  const keys = quarantineKeys(key);
  const object = await removeIfThere(store, keys.object, known);
  const reasons = await removeIfThere(store, keys.reasons, known);
  return object === 'unchanged' ? reasons : object;
}

/** Everything in quarantine of the raw objects of a day (`YYYY-MM-DD`), by one listing. */
export async function quarantineOfDay(store: Store, day: string): Promise<KnownKeys> {
  const keys = new Set<string>();
  for await (const { key } of store.list(ZONE, objectsOf(day))) keys.add(key);
  return keys;
}

/** Makes `file` (Parquet) the bad rows of one origin of a dataset; without a file there are none. */
export async function quarantineRows(
  store: Store,
  { dataset, origin, file }: { readonly dataset: string; readonly origin: string; readonly file: string | undefined },
): Promise<QuarantineOutcome> {
  const key = quarantinedRowsKey(dataset, origin);
  return file === undefined ? removeIfThere(store, key) : putIfChanged(store, { key, body: { file } });
}

/** The objects in quarantine, in key order: all, those of one day (`YYYY-MM-DD`), or those whose key starts with `prefix`. */
export async function* quarantinedObjects(
  store: Store,
  {
    day,
    prefix = day === undefined ? OBJECTS : objectsOf(day),
  }: { readonly day?: string; readonly prefix?: string } = {},
): AsyncGenerator<QuarantinedObject> {
  for await (const { key, bytes, modified } of store.list(ZONE, prefix)) {
    const rawKey = rawKeyOfQuarantined(key);
    if (rawKey === undefined) continue;
    yield { ...parseRawKey(rawKey), rawKey, key, reasonsKey: quarantineKeys(rawKey).reasons, bytes, modified };
  }
}

/** The files of bad rows, in key order: of all datasets, or of one. */
export async function* quarantinedRows(
  store: Store,
  { dataset }: { readonly dataset?: string } = {},
): AsyncGenerator<QuarantinedRows> {
  for await (const { key, bytes } of store.list(ZONE, dataset === undefined ? ROWS : `${ROWS}${dataset}/`)) {
    const parsed = parseQuarantinedRowsKey(key);
    if (parsed) yield { ...parsed, key, bytes };
  }
}

function objectsOf(day: string): string {
  return `${OBJECTS}${day.replaceAll('-', '/')}/`;
}

async function putIfChanged(
  store: Store,
  { key, body, known }: { key: string; body: Body; known?: KnownKeys | undefined },
): Promise<QuarantineOutcome> {
  if (known ? !known.has(key) : (await store.putIfAbsent(ZONE, key, body)) === 'created') {
    // What nobody listed is put without a condition, which would be one request more.
    if (known) await store.put(ZONE, key, body);
    return 'written';
  }
  const [stored, offered] = await Promise.all([digestOfObject(store, ZONE, key), digestOfBody(body)]);
  if (stored.sha256 === offered.sha256) return 'unchanged';
  await store.put(ZONE, key, body);
  return 'written';
}

async function removeIfThere(store: Store, key: string, known?: KnownKeys): Promise<QuarantineOutcome> {
  if (!(known ? known.has(key) : await store.head(ZONE, key))) return 'unchanged';
  await store.delete(ZONE, key);
  return 'removed';
}
