import { readEnds } from '../../formats/file-ends.ts';
import { inParallel } from '../../lake/bounded-parallel.ts';
import { parseRawKey, rawDayPrefix } from '../../lake/keys.ts';
import { quarantineObject, quarantineOfDay, releaseObject, type KnownKeys } from '../../lake/quarantine.ts';
import type { StoredObject } from '../../lake/store.ts';
import { checkStopped, type ReplayContext } from '../context.ts';
import type { StageDetails } from '../stage-log.ts';
import { decideObject, type ObjectDecision, type ObjectRules } from '../validation/decide-object.ts';

/** The decision on one object of the day's batch. */
export interface Decision extends ObjectDecision {
  readonly key: string;
  readonly source: string;
}

/** How many objects are decided on at a time, and how many of a listing are held for that. */
const AT_A_TIME = 16;
const HELD = 256;

/**
 * Decides on every object of the day's batch; one that is not accepted is copied to quarantine with its reasons. On a
 * remote store an accepted object costs one request, a refused one three.
 */
export async function validate(context: ReplayContext): Promise<{ decisions: Decision[] }> {
  const { store, day, scenario } = context;
  const rules: ObjectRules = { sources: Object.keys(scenario.spec.sources), raw: scenario.spec.raw };
  const known = await quarantineOfDay(store, day);
  const decisions: Decision[] = [];
  for await (const objects of piecesOf(store.list('raw', rawDayPrefix(day)), HELD)) {
    decisions.push(
      ...(await inParallel(objects, AT_A_TIME, (object) => decideAndStore(object, { context, rules, known }))),
    );
  }
  return { decisions };
}

export function validateRecord({ decisions }: { decisions: readonly Decision[] }): StageDetails {
  const accepted = decisions.filter(({ verdict }) => verdict === 'accepted').length;
  return {
    stage: 'validate',
    accepted,
    quarantined: decisions.length - accepted,
    objects: decisions.map(({ findings, ...decision }) => ({ ...decision, findings: [...findings] })),
  };
}

async function decideAndStore(
  object: StoredObject,
  { context, rules, known }: { context: ReplayContext; rules: ObjectRules; known: KnownKeys },
): Promise<Decision> {
  checkStopped(context.effects);
  const { store } = context;
  const { key, bytes } = object;
  const { source } = parseRawKey(key);
  const ends = async () => readEnds(await store.localPath('raw', key, object));
  const { verdict, format, findings } = await decideObject({ key, bytes, source, ends }, rules);
  if (verdict === 'quarantined') await quarantineObject(store, { key, object, findings }, known);
  else await releaseObject(store, key, known);
  return { key, source, verdict, format, findings };
}

/** The items of a listing, some at a time. */
async function* piecesOf<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let piece: T[] = [];
  for await (const item of items) {
    piece.push(item);
    if (piece.length < size) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}
