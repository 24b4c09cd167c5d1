import type { Difference } from './differences/difference.ts';
import { generalDifferences } from './differences/general.ts';
import { groupDifferences } from './differences/groups.ts';
import { statisticsDifferences } from './differences/statistics.ts';
import { timeDifferences } from './differences/times.ts';
import { sqlDifferences } from './differences/user-sql.ts';
import { valueDifferences } from './differences/values.ts';

/**
 * Every place where we differ from Deequ 2.1.0 on purpose. Each is a row of docs/fidelity.md, which says what both do
 * and why; one that explains nothing any more fails the suite.
 */
export const DIFFERENCES: readonly Difference[] = [
  ...generalDifferences,
  ...groupDifferences,
  ...statisticsDifferences,
  ...timeDifferences,
  ...valueDifferences,
  ...sqlDifferences,
];
