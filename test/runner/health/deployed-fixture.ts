import { realEffects } from '../../../src/core/effects.ts';
import { openStore } from '../../../src/lake/open-store.ts';
import { readSnapshot } from '../../../src/lake/snapshot.ts';
import type { HealthOptions } from '../../../src/runner/health/check-health.ts';
import type { HealthRecord } from '../../../src/runner/health/health-record.ts';
import type { Scenario } from '../../../src/runner/scenario.ts';
import { check, objectsOf, steppedTime } from './health-fixture.ts';

/** A day of the stubs' own, and that of the data in the lake. */
export const OWN_DAY = '2024-03-05';
export const DATA_DAY = '2024-03-01';

export interface Deployed {
  readonly scenario: Scenario;
  readonly lake: string;
  readonly day?: string;
  readonly steps?: readonly (() => Promise<unknown>)[];
  readonly options?: Omit<HealthOptions, 'scenario'>;
}

/** Checks a deployed pipeline that does a step in each second, of a minute that it gets. */
export function checkDeployed({ scenario, lake, day = OWN_DAY, steps = [], options }: Deployed): Promise<HealthRecord> {
  const { pause, elapsed } = steppedTime(steps);
  return check({
    scenario,
    lake,
    deployed: { timeoutMs: 60_000, pollMs: 1000, day, pause },
    effects: realEffects({ elapsed }),
    ...options,
  });
}

/** {@link objectsOf} a lake in a folder. */
export async function contentsOf(lake: string): Promise<Record<string, string>> {
  await using store = await openStore(lake, { effects: realEffects(), env: 'test' });
  return objectsOf(store);
}

/** What the newest commit of a dataset lists. */
export async function committed(lake: string, zone: 'processed' | 'curated', dataset: string): Promise<unknown> {
  await using store = await openStore(lake, { effects: realEffects(), env: 'test' });
  return (await readSnapshot(store, zone, dataset))?.objects;
}
