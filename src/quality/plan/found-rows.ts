import type { FoundCompanion } from '../rules/rule-type.ts';
import type { JoinedTable } from './joined-table.ts';

/**
 * The keys and values of a reference, with a column `hit`: TRUE where it has those of the primary row, NULL otherwise.
 * However many rows of the reference are equal, one row stays one.
 */
export function foundRows({ in: from, keys, values }: FoundCompanion, alias: string): JoinedTable {
  const pairs = [
    ...keys.map((pair) => ({ ...pair, same: '=' })),
    ...values.map((pair) => ({ ...pair, same: NULL_SAFE })),
  ];
  const selected = pairs.map(({ right }, index) => `${right} as ${alias}_value${index}`).join(', ');
  return {
    alias,
    select: `select distinct ${selected}, true as ${alias}_hit from ${from}`,
    on: pairs.map(({ left, same }, index) => `${left} ${same} ${alias}.${alias}_value${index}`).join(' and '),
  };
}

const NULL_SAFE = 'is not distinct from';
