import type { ObjectEvent } from '../../connectors/trigger/object-event.ts';
import { UserError, userError } from '../../core/errors.ts';
import { sha256 } from '../../core/seed.ts';
import { parseRawKey, rawKey } from '../../lake/keys.ts';
import { landObject } from '../../lake/landing.ts';
import { quarantineKeys } from '../../lake/quarantine-keys.ts';
import { quarantineObject, releaseObject } from '../../lake/quarantine.ts';
import type { StoredObject } from '../../lake/store.ts';
import { decideObject, type ObjectDecision } from '../validation/decide-object.ts';
import { honourRelease } from '../validation/honour-release.ts';
import { objectEnds } from './object-ends.ts';
import { routeObject, type Route } from './route-object.ts';
import type { ObjectOutcome, Trigger } from './trigger.ts';

/** How often an object may be replaced while it is handled. */
const ATTEMPTS = 5;

type Routed = Extract<Route, { readonly key: string }>;
type Stored = Pick<ObjectOutcome, 'outcome' | 'storedAs' | 'format' | 'findings'>;

/**
 * Handles the event of one object: routes it, looks at it as it is now, decides, and stores what follows. Doing it
 * again, or later than the event of a newer version, changes nothing. Throws a `UserError` where the lake fails
 * (exit code 3); then the event must be handled again.
 */
export async function handleObject(event: ObjectEvent, trigger: Trigger): Promise<ObjectOutcome> {
  const { bucket, key } = event;
  const outcome = { bucket, key, source: null, format: null, storedAs: null, reason: null, findings: [] };
  const route = routeObject(event, trigger);
  if (route.kind === 'ignored') return { ...outcome, outcome: 'ignored', reason: route.reason };
  if (route.kind === 'unrouted') return { ...outcome, outcome: 'unrouted', findings: route.findings };
  const { source } = route;
  const now = await trigger.store.head('raw', route.key);
  if (!now) return { ...outcome, source, outcome: 'gone' };
  if (isOther(now, event, trigger)) return { ...outcome, source, outcome: 'superseded' };
  return { ...outcome, source, ...(await settle(now, route, trigger)) };
}

/** By size, and on S3 by ETag: that of a file in a folder is not the one S3 gave. */
function isOther({ bytes, etag }: StoredObject, event: ObjectEvent, { store }: Trigger): boolean {
  if (event.bytes !== null && event.bytes !== bytes) return true;
  return store.remote !== null && event.etag !== null && event.etag !== etag;
}

/**
 * Decides and stores until the object is the same after as before: whoever stores the decision on an old version looks
 * afterwards, and sees the new one, so that the last word is on what is there.
 */
async function settle(found: StoredObject, route: Routed, trigger: Trigger): Promise<Stored> {
  let now = found;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const stored = await decideAndStore(now, route, trigger);
    const after = await trigger.store.head('raw', route.key);
    if (!after || after.etag === now.etag) return stored;
    now = after;
  }
  throw userError(
    {
      code: 'TRIGGER_OBJECT_RESTLESS',
      message: `the object was replaced ${ATTEMPTS} times while it was handled`,
      file: `raw/${route.key}`,
      hint: 'Its next event decides; write an object once.',
    },
    { exitCode: 3 },
  );
}

async function decideAndStore(object: StoredObject, route: Routed, trigger: Trigger): Promise<Stored> {
  const { store, rules } = trigger;
  const { key } = object;
  const sources = rules.sources.map(({ name }) => name);
  const ends = () => objectEnds(store, object);
  const decision = await decideObject({ key, source: route.source, ends }, { sources, raw: rules.raw });
  if (decision.verdict === 'accepted') return accept(object, { route, decision, trigger });
  const refused = await refuse(object, { route, decision, trigger });
  return sources.includes(route.source) ? refused : { ...refused, outcome: 'unrouted' };
}

interface Decided {
  readonly route: Routed;
  readonly decision: ObjectDecision;
  readonly trigger: Trigger;
}

async function accept(object: StoredObject, { route, decision, trigger }: Decided): Promise<Stored> {
  const { store } = trigger;
  const { format, findings } = decision;
  const landAs = route.kind === 'drop' ? route.landAs : route.key;
  if (route.kind === 'drop') {
    const clash = await land(object, landAs, trigger);
    if (clash) {
      const refused: ObjectDecision = {
        ...decision,
        verdict: 'quarantined',
        findings: [...findings, ...clash.findings],
      };
      return refuse(object, { route, decision: refused, trigger });
    }
  }
  await releaseObject(store, landAs);
  return { outcome: 'accepted', storedAs: `raw/${landAs}`, format, findings };
}

/** The error where the key has other bytes already: raw is write-once. */
async function land(object: StoredObject, landAs: string, { store }: Trigger): Promise<UserError | undefined> {
  try {
    await landObject(store, landAs, { file: await store.localPath('raw', object.key, object) });
    return undefined;
  } catch (error) {
    if (error instanceof UserError && error.findings[0]?.code === 'LAKE_RAW_IMMUTABLE') return error;
    throw error;
  }
}

/** Puts an object into quarantine, unless it was released: then it goes on under the key that it would have there. */
async function refuse(object: StoredObject, { route, decision, trigger }: Decided): Promise<Stored> {
  const { store } = trigger;
  const key = route.kind === 'drop' ? versionKey(route.landAs, object) : route.key;
  const { verdict, format, findings } = await honourRelease(store, { key, object, decision });
  if (verdict === 'quarantined') {
    await quarantineObject(store, { key, from: object.key, object, findings });
    return { outcome: 'quarantined', storedAs: `processed/${quarantineKeys(key).object}`, format, findings };
  }
  if (route.kind === 'drop') await landObject(store, key, { file: await store.localPath('raw', object.key, object) });
  await releaseObject(store, key);
  return { outcome: 'accepted', storedAs: `raw/${key}`, format, findings };
}

/** A key for this version alone: what was landed of another one stays accepted. */
function versionKey(landAs: string, { etag }: StoredObject): string {
  const { day, source, object } = parseRawKey(landAs);
  return rawKey({ day, source, object: `${sha256(etag).slice(0, 12)}/${object}` });
}
