import { customSqlCompliance, customSqlValue } from '../analyzers/custom-sql.ts';
import { isOne, numberTest } from '../conditions/number-test.ts';
import type { Dataset } from '../dataset.ts';
import type { Rule } from '../dqdl/ast.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { parameterOf } from './build.ts';
import type { PreparedRule, RuleType } from './rule-type.ts';

/**
 * `CustomSql "select count(*) from primary" > 0` judges one value; `CustomSql "select id from primary where …"`
 * without a condition passes the rows it returns.
 */
export const customSqlRule: RuleType = {
  name: 'CustomSql',
  prepare(rule, dataset) {
    return rule.condition === undefined ? rowForm(rule, dataset) : scalarForm(rule);
  },
  analyze: ([query = '']) => [customSqlValue(query)],
};

const UNMET = 'Custom SQL response failed to satisfy the threshold';

function scalarForm(rule: Rule): PreparedRule | Refusal {
  const assertion = numberTest(rule.condition);
  if (isRefusal(assertion)) return assertion;
  const value = customSqlValue(parameterOf(rule));
  return {
    columns: [],
    constraints: [{ analyzer: value, assertion, reason: () => UNMET }],
    shows: [value],
    row: undefined,
  };
}

function rowForm(rule: Rule, dataset: Dataset): PreparedRule | Refusal {
  const assertion = rule.threshold === undefined ? isOne : numberTest(rule.threshold);
  if (isRefusal(assertion)) return assertion;
  const query = parameterOf(rule);
  const share = customSqlCompliance(query, dataset);
  return {
    columns: [],
    constraints: [{ analyzer: share, assertion, reason: () => UNMET }],
    shows: [share],
    row: { beside: { kind: 'returned', query }, sql: (returned) => returned },
  };
}
