import { ROW_COUNT } from '../analyzers/counts.ts';
import { ALONE } from '../analyzers/groups.ts';
import type { GroupScan, Plan } from '../plan/plan.ts';
import { condition } from '../user-sql.ts';
import { measuredNumber, type Measurement } from './measurement.ts';

/**
 * Whether some of the keys are known to tell all rows apart, as each row then has a group of its own: where a smaller key
 * set was measured, and all its rows stand alone.
 */
export function holdUniqueKey(
  { keys }: GroupScan,
  groupings: readonly GroupScan[],
  measured: ReadonlyMap<string, Measurement>,
): boolean {
  const rows = measuredNumber(measured.get(ROW_COUNT));
  return groupings.some((other) => {
    if (other.keys.length >= keys.length || !other.keys.every((key) => keys.includes(key))) return false;
    const alone = other.metrics.find(({ sql, where }) => sql === ALONE && where === undefined);
    return alone !== undefined && rows !== null && measuredNumber(measured.get(alone.key)) === rows;
  });
}

/** The groups of keys that tell all rows apart: a row each. */
export function groupsOfOne({ from }: Pick<Plan, 'from'>, where: string | undefined): string {
  const filter = where === undefined ? '' : `\n  where ${condition(where)}`;
  return `  select 1::bigint as size, false as all_null\n  from ${from}${filter}`;
}
