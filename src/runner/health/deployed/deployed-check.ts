import { userError } from '../../../core/errors.ts';
import { readMarker } from '../../../lake/lake-marker.ts';
import type { Check, CheckContext } from '../check-context.ts';
import { takeBaseline, type Baseline } from './baseline.ts';
import { cleanDeployed } from './clean-deployed.ts';
import { follow, type FollowOptions, type Settled } from './follow.ts';
import { followedDatasets } from './followed-datasets.ts';
import { landInTables, landInRaw } from './land-deployed.ts';
import { MarkedRowCounter } from './marked-rows.ts';
import { targetsOf } from './targets.ts';

/**
 * Lands the stubs in the lake itself and follows them through the pipeline that is deployed on it. Throws a `UserError`
 * LAKE_OF_ANOTHER_SCENARIO for a lake that another scenario has claimed.
 */
export async function deployedCheck(
  context: CheckContext,
  options: Pick<FollowOptions, 'timeoutMs' | 'pollMs' | 'pause'>,
): Promise<Check> {
  const { place, scenario, session, marker, day, effects, hops } = context;
  const owner = await readMarker(place.store);
  if (owner && owner.scenario !== scenario.spec.name)
    throw ofAnother(place.store.url, owner.scenario, scenario.spec.name);
  let baseline: Baseline | undefined;
  return {
    async drive() {
      baseline = await takeBaseline(place.store, { datasets: followedDatasets(context), day });
      const settled = new Map<string, Settled>();
      const landed = await landInRaw(context, settled);
      await landInTables(context, settled);
      const counter = new MarkedRowCounter(session, place.store, marker);
      const sight = { context, baseline, counter, settled, timeoutMs: options.timeoutMs };
      await follow(targetsOf(landed, sight), settled, { ...options, hops, effects });
    },
    clean: () => cleanDeployed(context, baseline),
  };
}

function ofAnother(lake: string, owner: string, scenario: string): Error {
  return userError({
    code: 'LAKE_OF_ANOTHER_SCENARIO',
    message: `the lake ${lake} is of scenario ${JSON.stringify(owner)}`,
    expected: `a lake of scenario ${JSON.stringify(scenario)}`,
    hint: 'Name its own scenario, or another lake.',
  });
}
