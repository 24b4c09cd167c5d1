import { UserError, userError } from '../core/errors.ts';
import { checkFormat } from './commit-file.ts';
import { jsonFault, JsonFields } from './json-edge.ts';
import type { Store } from './store.ts';

/** In the quality zone: whose lake this is. */
const KEY = 'lake.json';

/** What a lake says of itself. */
export interface LakeMarker {
  /** The name of the scenario whose replays it holds. */
  readonly scenario: string;
}

/**
 * Marks a new lake as that of a scenario, or sees that it is. Throws a `UserError` LAKE_OF_ANOTHER_SCENARIO when it is
 * another's: two scenarios in one lake would take each other's raw objects for their own.
 */
export async function claimLake(store: Store, { scenario }: LakeMarker): Promise<void> {
  const content = Buffer.from(`${JSON.stringify({ formatVersion: 1, scenario }, undefined, 2)}\n`);
  if ((await store.putIfAbsent('quality', KEY, content)) === 'created') return;
  const marker = await readMarker(store);
  if (marker === undefined || marker.scenario === scenario) return;
  throw userError({
    code: 'LAKE_OF_ANOTHER_SCENARIO',
    message: `the lake ${store.url} is of scenario ${JSON.stringify(marker.scenario)}`,
    expected: `a lake of scenario ${JSON.stringify(scenario)}, or a new one`,
    found: `quality/${KEY} names ${JSON.stringify(marker.scenario)}`,
    hint: `Name another folder with --lake; or, if all of it may go, delete this one and run again.`,
  });
}

/** Whose lake this is; undefined where no scenario has claimed it. */
export async function readMarker(store: Store): Promise<LakeMarker | undefined> {
  const content = await store.read('quality', KEY);
  if (!content) return undefined;
  try {
    const fields = JsonFields.parse(content);
    checkFormat(fields.count('formatVersion'), `quality/${KEY}`);
    return { scenario: fields.text('scenario') };
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw userError(
      {
        code: 'LAKE_MARKER_BROKEN',
        message: `the file that says whose lake this is cannot be read: ${jsonFault(error)}`,
        file: `quality/${KEY}`,
        expected: '{ "formatVersion": 1, "scenario": "<name>" }',
        hint: `If ${store.url} is a lake of this scenario, delete that file and run again; if not, name another folder with --lake.`,
      },
      { cause: error },
    );
  }
}
