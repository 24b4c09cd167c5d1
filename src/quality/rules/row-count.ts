import { rowCount } from '../analyzers/counts.ts';
import { numberTest } from '../conditions/number-test.ts';
import { isRefusal } from '../refusal.ts';
import { countConstraint, scopeOf } from './build.ts';
import type { RuleType } from './rule-type.ts';

/** `RowCount > 100`: rows of the dataset, or of those under `where`. */
export const rowCountRule: RuleType = {
  name: 'RowCount',
  prepare(rule, dataset) {
    const assertion = numberTest(rule.condition);
    if (isRefusal(assertion)) return assertion;
    const rows = rowCount(scopeOf(rule, dataset));
    return { columns: [], constraints: [countConstraint(rows, assertion)], shows: [rows], row: undefined };
  },
  analyze: (_, dataset) => [rowCount({ dataset, where: undefined })],
};
