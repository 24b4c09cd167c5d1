import type { Finding } from '../../core/finding.ts';
import { inParallel } from '../../lake/bounded-parallel.ts';
import { quarantineKeys } from '../../lake/quarantine-keys.ts';
import { quarantinedObjects, type QuarantinedObject, type RefusingStage } from '../../lake/quarantine.ts';
import { readRelease, type Release } from '../../lake/release.ts';
import type { Store } from '../../lake/store.ts';
import { parseReasons } from './reasons.ts';

/** An object in quarantine with all that is known of it. */
export interface QuarantineEntry extends QuarantinedObject {
  /** The key in raw of what was refused, where that is another than `rawKey`: it was dropped elsewhere. */
  readonly from: string;
  readonly stage: RefusingStage;
  readonly reasons: readonly Finding[];
  /** Who released it, when and why; it goes on with the next run, if its bytes are still those. */
  readonly release: Release | null;
}

/** How many objects are asked for at a time. */
const AT_A_TIME = 16;

/** The objects in quarantine with their reasons, in key order: all, those of a day (`YYYY-MM-DD`), of a source. */
export async function quarantineEntries(
  store: Store,
  { day, source, signal }: { day?: string; source?: string; signal: AbortSignal },
): Promise<QuarantineEntry[]> {
  const objects: QuarantinedObject[] = [];
  for await (const object of quarantinedObjects(store, day === undefined ? {} : { day })) {
    signal.throwIfAborted();
    if (source === undefined || object.source === source) objects.push(object);
  }
  return inParallel(objects, AT_A_TIME, (object) => {
    signal.throwIfAborted();
    return quarantineEntry(store, object);
  });
}

/** The object with its reasons and its release. */
async function quarantineEntry(store: Store, object: QuarantinedObject): Promise<QuarantineEntry> {
  const [content, release] = await Promise.all([
    store.read('processed', object.reasonsKey),
    readRelease(store, object.rawKey),
  ]);
  const said = parseReasons(content) ?? { object: object.rawKey, stage: 'validate', reasons: [unreadable(object)] };
  return { ...object, from: said.object, stage: said.stage, reasons: said.reasons, release: release ?? null };
}

/** The object in quarantine under a raw key; undefined where there is none. */
export async function findEntry(store: Store, rawKey: string): Promise<QuarantineEntry | undefined> {
  const { object } = quarantineKeys(rawKey);
  for await (const found of quarantinedObjects(store, { prefix: object })) {
    if (found.key === object) return quarantineEntry(store, found);
  }
  return undefined;
}

function unreadable({ reasonsKey }: QuarantinedObject): Finding {
  const message = 'the object was quarantined, and its reasons cannot be read';
  const hint = 'The next replay of its day writes them anew.';
  return { code: 'QUARANTINE_REASONS_UNREADABLE', severity: 'error', message, file: `processed/${reasonsKey}`, hint };
}
