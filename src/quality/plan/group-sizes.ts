import type { Dataset } from '../dataset.ts';
import type { RowCompanion } from '../rules/rule-type.ts';
import { condition } from '../user-sql.ts';
import type { JoinedTable } from './joined-table.ts';

/**
 * The keys that several rows share, with a column `size`. Keys that stand alone are left out: where keys are meant to be
 * unique, nearly nothing is left.
 */
export function groupSizes(
  { keys, where }: Extract<RowCompanion, { kind: 'group size' }>,
  alias: string,
  { primary }: Dataset,
): JoinedTable {
  const pairs = keys.map((key, index) => ({ key: `"primary".${key}`, name: `${alias}_key${index}` }));
  const selected = pairs.map(({ key, name }) => `${key} as ${name}`).join(', ');
  const filter = where === undefined ? '' : ` where ${condition(where)}`;
  return {
    alias,
    select: `select ${selected}, count(*) as ${alias}_size from ${primary.relation.text} as "primary"${filter} group by ${pairs
      .map(({ key }) => key)
      .join(', ')} having count(*) > 1`,
    on: pairs.map(({ key, name }) => `${key} is not distinct from ${alias}.${name}`).join(' and '),
  };
}
