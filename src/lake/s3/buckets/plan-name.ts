import { ZONES } from '../../store.ts';
import type { BucketPlan } from './bucket-plan.ts';

/** What the buckets of a plan are called in code: by the zones that they hold; `lake` where one holds all. */
export function planNames(plans: readonly BucketPlan[]): string[] {
  return plans.map(({ zones }) => (zones.length === ZONES.length ? 'lake' : zones.map(({ zone }) => zone).join('_')));
}
