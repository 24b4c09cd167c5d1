import type { Effects } from '../../core/effects.ts';
import { UserError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import { digestOfObject, type Digest } from '../../lake/body-digest.ts';
import { landObject } from '../../lake/landing.ts';
import { putRelease, type Release } from '../../lake/release.ts';
import type { Store } from '../../lake/store.ts';
import { findEntry, type QuarantineEntry } from './quarantine-entry.ts';

export interface ReleaseRequest {
  /** Raw keys. */
  readonly keys: readonly string[];
  readonly by: string;
  readonly reason: string;
  readonly effects: Effects;
}

/** An object that was released: the next replay of its day, or the next event of it, accepts it. */
export interface ReleasedObject {
  readonly key: string;
  readonly day: string;
  readonly source: string;
  readonly release: Release;
  /** Codes of what was said against it. */
  readonly codes: readonly string[];
}

/**
 * Releases objects from quarantine: all of them or, where something is wrong with one, none. Each is one write, of the
 * release beside the reasons; an object that is not in raw under its key (one that a source's `trigger` claimed) is then
 * landed there, so that the next replay finds it. Throws a `UserError` with a finding for each that cannot be released:
 * QUARANTINE_NOT_FOUND, QUARANTINE_ALREADY_RELEASED, QUARANTINE_BYTES_CHANGED, QUARANTINE_NOT_RELEASABLE.
 */
export async function releaseObjects(store: Store, request: ReleaseRequest): Promise<ReleasedObject[]> {
  const { by, reason, effects } = request;
  const checked: Releasable[] = [];
  const faults: Finding[] = [];
  for (const key of new Set(request.keys)) {
    effects.signal.throwIfAborted();
    const found = await check(store, key);
    if ('fault' in found) faults.push(found.fault);
    else checked.push(found);
  }
  if (faults.length > 0) throw new UserError(faults);
  const released: ReleasedObject[] = [];
  for (const { entry, digest, landed } of checked) {
    effects.signal.throwIfAborted();
    const { rawKey, key, day, source, reasons } = entry;
    const release = await putRelease(store, rawKey, { by, reason, digest, effects });
    if (!landed) await landObject(store, rawKey, { file: await store.localPath('processed', key) });
    released.push({ key: rawKey, day, source, release, codes: [...new Set(reasons.map(({ code }) => code))] });
  }
  return released;
}

interface Releasable {
  readonly entry: QuarantineEntry;
  readonly digest: Digest;
  /** Whether it is in raw under its key. */
  readonly landed: boolean;
}

async function check(store: Store, rawKey: string): Promise<Releasable | { readonly fault: Finding }> {
  const entry = await findEntry(store, rawKey);
  if (!entry) return { fault: notFound(rawKey) };
  const no = unreleasable(entry);
  if (no) return { fault: no };
  const digest = await digestOfObject(store, 'processed', entry.key);
  const landed = await store.head('raw', rawKey);
  if (landed) {
    const { sha256, bytes } = await digestOfObject(store, 'raw', rawKey, landed);
    if (sha256 !== digest.sha256) return { fault: bytesChanged(rawKey, digest, { sha256, bytes }) };
  }
  if (landed && entry.release?.sha256 === digest.sha256) return { fault: alreadyReleased(rawKey, entry.release) };
  return { entry, digest, landed: landed !== undefined };
}

function notFound(key: string): Finding {
  return {
    code: 'QUARANTINE_NOT_FOUND',
    severity: 'error',
    message: 'there is no such object in quarantine',
    file: key,
    hint: 'glue-replay quarantine list says which there are.',
  };
}

function alreadyReleased(key: string, { by, at, reason }: Release): Finding {
  return {
    code: 'QUARANTINE_ALREADY_RELEASED',
    severity: 'error',
    message: `the object was released by ${by} on ${at.slice(0, 10)}: ${reason}`,
    file: key,
    hint: 'It goes on with the next replay of its day, or the next event of it.',
  };
}

function bytesChanged(key: string, judged: Digest, found: Digest): Finding {
  return {
    code: 'QUARANTINE_BYTES_CHANGED',
    severity: 'error',
    message: 'the object in raw is not the one that was judged',
    file: key,
    expected: `${judged.bytes} bytes, sha-256 ${judged.sha256} (in quarantine)`,
    found: `${found.bytes} bytes, sha-256 ${found.sha256} (in raw)`,
    hint: 'Replay its day, so that what is there now is judged.',
  };
}

/** Why a release would change nothing. */
function unreleasable({ rawKey, stage, source, reasons }: QuarantineEntry): Finding | undefined {
  const fault = (message: string, hint: string): Finding => {
    return { code: 'QUARANTINE_NOT_RELEASABLE', severity: 'error', message, file: rawKey, hint };
  };
  if (stage === 'ingest') {
    const found = reasons.map(({ code }) => code).join(', ');
    const hint =
      'Change how it is read, and replay its day: it is tried each time. Or land it mended, under another name.';
    return { ...fault('ingestion could not read the object, which a release would not change', hint), found };
  }
  if (!reasons.some(({ code }) => code === 'SOURCE_UNKNOWN')) return undefined;
  return fault(
    `the scenario has no source ${JSON.stringify(source)}, so that nothing would take the object`,
    'Add the source to the scenario, and replay the day of the object.',
  );
}
