import { completeness } from '../analyzers/counts.ts';
import { uniqueness } from '../analyzers/groups.ts';
import { isOne } from '../conditions/number-test.ts';
import { constraint, parametersOf, scopeOf } from './build.ts';
import { uniqueRow } from './row-tests.ts';
import type { RuleType } from './rule-type.ts';

/** `IsPrimaryKey "id"`, of one or more columns: no key twice, and no column of it NULL. */
export const isPrimaryKeyRule: RuleType = {
  name: 'IsPrimaryKey',
  prepare(rule, dataset) {
    const columns = parametersOf(rule);
    const scope = scopeOf(rule, dataset);
    const shares = [uniqueness(columns, scope), ...columns.map((name) => completeness(name, scope))];
    return {
      columns,
      constraints: shares.map((share) => constraint(share, isOne)),
      shows: shares,
      row: uniqueRow(columns, scope, { complete: true }),
    };
  },
  analyze: undefined,
};
