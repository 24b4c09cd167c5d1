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
import type { Body, Store } from './store.ts';

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
}

export interface QuarantinedRows {
  readonly dataset: string;
  readonly origin: string;
  /** Of the Parquet file in the processed zone. */
  readonly key: string;
  readonly bytes: number;
}

/** Copies a raw object into quarantine, with the findings that are the reasons as JSON beside it. */
export async function quarantineObject(
  store: Store,
  { key, findings }: { readonly key: string; readonly findings: readonly Finding[] },
): Promise<QuarantineOutcome> {
  const keys = quarantineKeys(key);
  const content = { formatVersion: 1, object: key, reasons: findings };
  const reasons = await putIfChanged(store, keys.reasons, Buffer.from(`${JSON.stringify(content, undefined, 2)}\n`));
  const object = await putIfChanged(store, keys.object, { file: await store.localPath('raw', key) });
  return object === 'unchanged' ? reasons : object;
}

/** Takes a raw object out of quarantine, where a later run accepts it. */
export async function releaseObject(store: Store, key: string): Promise<QuarantineOutcome> {
  const keys = quarantineKeys(key);
  const object = await removeIfThere(store, keys.object);
  const reasons = await removeIfThere(store, keys.reasons);
  return object === 'unchanged' ? reasons : object;
}

/** Makes `file` (Parquet) the bad rows of one origin of a dataset; without a file there are none. */
export async function quarantineRows(
  store: Store,
  { dataset, origin, file }: { readonly dataset: string; readonly origin: string; readonly file: string | undefined },
): Promise<QuarantineOutcome> {
  const key = quarantinedRowsKey(dataset, origin);
  return file === undefined ? removeIfThere(store, key) : putIfChanged(store, key, { file });
}

/** The objects in quarantine, in key order: all, or those of one day (`YYYY-MM-DD`). */
export async function* quarantinedObjects(
  store: Store,
  { day }: { readonly day?: string } = {},
): AsyncGenerator<QuarantinedObject> {
  const prefix = day === undefined ? OBJECTS : `${OBJECTS}${day.replaceAll('-', '/')}/`;
  for await (const { key, bytes } of store.list(ZONE, prefix)) {
    const rawKey = rawKeyOfQuarantined(key);
    if (rawKey === undefined) continue;
    yield { ...parseRawKey(rawKey), rawKey, key, reasonsKey: quarantineKeys(rawKey).reasons, bytes };
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

async function putIfChanged(store: Store, key: string, body: Body): Promise<QuarantineOutcome> {
  if ((await store.putIfAbsent(ZONE, key, body)) === 'created') return 'written';
  const [stored, offered] = await Promise.all([digestOfObject(store, ZONE, key), digestOfBody(body)]);
  if (stored.sha256 === offered.sha256) return 'unchanged';
  await store.put(ZONE, key, body);
  return 'written';
}

async function removeIfThere(store: Store, key: string): Promise<QuarantineOutcome> {
  if (!(await store.head(ZONE, key))) return 'unchanged';
  await store.delete(ZONE, key);
  return 'removed';
}
