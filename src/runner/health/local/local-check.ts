import { ZONES } from '../../../lake/store.ts';
import { openCatalog } from '../../../local-glue/catalog.ts';
import { freezeClock } from '../../../local-glue/frozen-clock.ts';
import type { Check, CheckContext } from '../check-context.ts';
import { cleanBelow } from '../clean-below.ts';
import { driveLocal } from './drive-local.ts';
import { storeArea } from './store-area.ts';

/** Where checks have their areas, in every zone. Names with `_` are hidden from Athena, Spark and crawlers. */
const AREAS = '_health/';

/**
 * Drives the stubs through the runner's own stages in an area of the lake that nobody else has: below
 * `_health/<marker>/` in each zone.
 */
export async function localCheck(context: CheckContext): Promise<Check> {
  const { scenario, session, place, marker, day, effects } = context;
  const prefix = `${AREAS}${marker}/`;
  const store = storeArea(place.store, prefix);
  await freezeClock(session, effects.now());
  const catalog = await openCatalog(session, store);
  const { seed } = scenario.spec;
  const replay = { scenario, seed, day, runId: marker, store, session, catalog, effects };
  return {
    drive: () => driveLocal({ ...context, context: replay, lake: place.store }),
    clean: async () =>
      place.temporary
        ? { deleted: 0, left: [] }
        : cleanBelow(
            place,
            ZONES.map((zone) => ({ zone, prefix })),
          ),
  };
}
