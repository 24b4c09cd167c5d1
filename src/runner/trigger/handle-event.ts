import type { ObjectEvent, ParsedEvent } from '../../connectors/trigger/object-event.ts';
import type { Finding } from '../../core/finding.ts';
import { inParallel } from '../../lake/bounded-parallel.ts';
import { handleObject } from './handle-object.ts';
import type { ObjectOutcome, Trigger } from './trigger.ts';

/** What an event came to. */
export interface HandledEvent {
  readonly outcomes: readonly ObjectOutcome[];
  /** Why parts of the event call for nothing. */
  readonly ignored: readonly string[];
  /** Of parts that could not be read. */
  readonly findings: readonly Finding[];
}

/** How many objects of one event are handled at a time. */
const AT_A_TIME = 8;

/**
 * Handles all objects that an event tells of; those of one key one after the other. Throws what {@link handleObject}
 * throws; then the event must be handled again.
 */
export async function handleEvent(event: ParsedEvent, trigger: Trigger): Promise<HandledEvent> {
  const outcomes = await inParallel(byKey(event.objects), AT_A_TIME, (objects) => oneByOne(objects, trigger));
  return { outcomes: outcomes.flat(), ignored: event.ignored, findings: event.findings };
}

function byKey(objects: readonly ObjectEvent[]): ObjectEvent[][] {
  const groups = new Map<string, ObjectEvent[]>();
  for (const object of objects) {
    const place = `${object.bucket}/${object.key}`;
    groups.set(place, [...(groups.get(place) ?? []), object]);
  }
  return [...groups.values()];
}

async function oneByOne(objects: readonly ObjectEvent[], trigger: Trigger): Promise<ObjectOutcome[]> {
  const outcomes: ObjectOutcome[] = [];
  for (const object of objects) outcomes.push(await handleObject(object, trigger));
  return outcomes;
}
