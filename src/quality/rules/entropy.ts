import { entropy } from '../analyzers/entropy.ts';
import { isRefusal } from '../refusal.ts';
import { columnMetricRule } from './column-metric-rule.ts';
import type { RuleType } from './rule-type.ts';

/** The `where` must be valid, and changes nothing. */
const onAllRows = columnMetricRule('Entropy', (column, { dataset, where }) => ({
  ...entropy(column, { dataset, where: undefined }),
  where,
  emptyAlwaysFails: true,
}));

/**
 * `Entropy "city" > 1`: of the values that are not NULL, in nats. With a `where` it is judged on all rows all the same,
 * and shows no metric, as in Deequ 3.0.3, which follows AWS Glue there (reference, 2.3).
 */
export const entropyRule: RuleType = {
  ...onAllRows,
  prepare(rule, dataset) {
    const prepared = onAllRows.prepare(rule, dataset);
    return rule.where === undefined || isRefusal(prepared) ? prepared : { ...prepared, shows: [] };
  },
};
