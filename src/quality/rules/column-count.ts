import { known } from '../analyzers/counts.ts';
import { numberTest } from '../conditions/number-test.ts';
import type { Dataset } from '../dataset.ts';
import { isRefusal } from '../refusal.ts';
import { countConstraint } from './build.ts';
import type { RuleType } from './rule-type.ts';

/** `ColumnCount = 4`. */
export const columnCountRule: RuleType = {
  name: 'ColumnCount',
  prepare(rule, dataset) {
    const assertion = numberTest(rule.condition);
    if (isRefusal(assertion)) return assertion;
    const count = columnCount(dataset);
    return { columns: [], constraints: [countConstraint(count, assertion)], shows: [count], row: undefined };
  },
  analyze: (_, dataset) => [columnCount(dataset)],
};

function columnCount({ primary }: Dataset) {
  return known('Dataset.*.ColumnCount', primary.columns.length);
}
