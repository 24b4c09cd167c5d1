import { id } from '../../duckdb/sql.ts';
import type { Scope } from '../dataset.ts';
import { columnAnalyzer, type Analyzer } from './analyzer.ts';
import { grouping } from './groups.ts';

/** `-Σ p ln p` in nats, over the shares of the distinct values; NULL is left out. */
export function entropy(name: string, scope: Scope): Analyzer {
  const shape = { metric: 'Entropy', state: `Entropy(${name},None)`, name, demand: 'not nested', scope } as const;
  return columnAnalyzer(shape, (column) => {
    const value = grouping([id(column.name).text], scope, OF_SIZES);
    return { needs: [value], value: (of) => of(value) ?? undefined };
  });
}

const ROWS = 'sum(size) filter (where not all_null)';

/**
 * Groups of one size are taken together: there are few sizes, whatever the number of groups, so that little is lost by
 * adding up. From 0, since the entropy of one value is not -0.
 */
const OF_SIZES = `0 - list_sum(list_transform(map_entries(histogram(size) filter (where not all_null)), lambda each: each.value * (each.key / ${ROWS}) * ln(each.key / ${ROWS})))`;
