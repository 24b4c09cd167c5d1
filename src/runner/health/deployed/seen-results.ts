import { sql } from '../../../duckdb/sql.ts';
import type { CheckContext } from '../check-context.ts';
import type { HopOutcome } from '../hop-log.ts';
import type { NewObject } from './baseline.ts';
import { isUnreadable, pathIfThere } from './local-object.ts';

/**
 * What new objects of the quality zone say of a dataset: those with the columns `dataset` and `outcome` say how many
 * rules passed; of others it is only known that there are new results. Undefined where there is nothing new of it.
 */
export async function seenResults(
  objects: readonly NewObject[],
  dataset: string,
  context: CheckContext,
): Promise<HopOutcome | undefined> {
  let passed = 0;
  let rules = 0;
  let others = 0;
  for (const object of objects) {
    const counted = await countRules(object, dataset, context);
    passed += counted?.passed ?? 0;
    rules += counted?.rules ?? 0;
    if (!counted) others += 1;
  }
  if (rules > 0) return { state: 'alive', detail: `${passed} of ${rules} rules passed` };
  return others > 0 ? { state: 'alive', detail: 'there are new results' } : undefined;
}

/** Undefined for an object that does not say of which dataset it is. */
async function countRules(
  object: NewObject,
  dataset: string,
  { session, place: { store } }: CheckContext,
): Promise<{ passed: number; rules: number } | undefined> {
  if (!object.key.endsWith('.parquet')) return undefined;
  const path = await pathIfThere(store, object);
  if (path === undefined) return { passed: 0, rules: 0 };
  try {
    const [counted] = await session.rows(
      sql`select count(*) as rules, count(*) filter (where outcome = 'Passed') as passed
        from read_parquet(${path}, hive_partitioning = false) where "dataset" = ${dataset}`,
    );
    return { rules: Number(counted?.['rules']), passed: Number(counted?.['passed']) };
  } catch (error) {
    if (isUnreadable(error)) return undefined;
    throw error;
  }
}
