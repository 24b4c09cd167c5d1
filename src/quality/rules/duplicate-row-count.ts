import { duplicateRowCount, keyColumns, keyNames } from '../analyzers/groups.ts';
import { numberTest } from '../conditions/number-test.ts';
import type { Scope } from '../dataset.ts';
import { isRefusal } from '../refusal.ts';
import { countConstraint, parametersOf, scopeOf } from './build.ts';
import type { RowTest, RuleType } from './rule-type.ts';

/**
 * `DuplicateRowCount = 0`, `DuplicateRowCount "id" "day" < 10`: rows that are there more than once, by all columns or by
 * those named. A rule on all columns shows no metric, as in Deequ.
 */
export const duplicateRowCountRule: RuleType = {
  name: 'DuplicateRowCount',
  prepare(rule, dataset) {
    const assertion = numberTest(rule.condition);
    if (isRefusal(assertion)) return assertion;
    const named = parametersOf(rule);
    const scope = scopeOf(rule, dataset);
    const columns = keyNames(named, scope);
    const count = duplicateRowCount(named, scope);
    return {
      columns,
      constraints: [countConstraint(count, assertion)],
      shows: named.length === 0 ? [] : [count],
      row: singleRow(columns, scope),
    };
  },
  analyze: (columns, dataset) => [duplicateRowCount(columns, { dataset, where: undefined })],
};

/** Passes rows that stand alone. Rows whose columns are all NULL are equal, too, though the metric leaves them out. */
function singleRow(columns: readonly string[], scope: Scope): RowTest | undefined {
  const keys = keyColumns(columns, scope);
  if ('refused' in keys || keys.length === 0) return undefined;
  return { beside: { kind: 'group size', keys, where: scope.where }, sql: (size) => `${size} = 1` };
}
