import { checkDatasetName, checkKey } from './keys.ts';
import type { Store } from './store.ts';

const ZONE = 'processed';

/** What one batch of a dataset came from and what became of it. No times: the same batch gives the same bytes. */
export interface BatchDocument {
  readonly dataset: string;
  /** The business day, `YYYY-MM-DD`. */
  readonly day: string;
  readonly runId: string;
  readonly ingestedAt: Date;
  /** The rows of all objects. */
  readonly rows: RowCounts;
  /** The dataset's columns after it, without those of metadata. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly objects: readonly BatchObject[];
  /** Objects that could not be read, and the codes that say why. */
  readonly refused: readonly (ObjectIdentity & { readonly codes: readonly string[] })[];
  /** How texts were cleaned, as the scenario says it; null where they were not. */
  readonly standardize: unknown;
}

export interface RowCounts {
  readonly in: number;
  readonly out: number;
  readonly quarantined: number;
}

interface ObjectIdentity {
  /** In the raw zone. */
  readonly key: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface BatchObject extends ObjectIdentity {
  readonly format: string | null;
  readonly rows: RowCounts;
  /** Its columns in order: name and type in the object, and the column of the dataset; null where it was left out. */
  readonly columns: readonly { readonly name: string; readonly type: string; readonly column: string | null }[];
}

/** Where the document of a batch is: `batches/<dataset>/<day>.json` in the processed zone. */
export function batchDocumentKey(dataset: string, day: string): string {
  checkDatasetName(dataset);
  const key = `batches/${dataset}/${day}.json`;
  checkKey(key);
  return key;
}

/** Stores the document of a batch; the same again writes nothing, nor does a batch of no objects where none is told of. */
export async function writeBatchDocument(store: Store, document: BatchDocument): Promise<void> {
  const key = batchDocumentKey(document.dataset, document.day);
  const content = Buffer.from(`${JSON.stringify({ formatVersion: 1, ...document }, undefined, 2)}\n`);
  const isEmpty = document.objects.length === 0 && document.refused.length === 0;
  if (isEmpty && !(await store.head(ZONE, key))) return;
  if ((await store.putIfAbsent(ZONE, key, content)) === 'created') return;
  const stored = await store.read(ZONE, key);
  if (!stored || !content.equals(stored)) await store.put(ZONE, key, content);
}

/** The keys of all objects that a stored document tells of; none where it is no document of a batch. */
export function objectsOfBatch(content: Uint8Array): string[] {
  try {
    const document: unknown = JSON.parse(Buffer.from(content).toString());
    return [...keysIn(document, 'objects'), ...keysIn(document, 'refused')];
  } catch {
    return [];
  }
}

function keysIn(document: unknown, list: 'objects' | 'refused'): string[] {
  if (typeof document !== 'object' || document === null || !(list in document)) return [];
  const entries: unknown = Reflect.get(document, list);
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry: unknown) =>
    typeof entry === 'object' && entry !== null && 'key' in entry && typeof entry.key === 'string' ? [entry.key] : [],
  );
}
