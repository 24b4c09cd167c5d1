import type { ColumnDemand } from '../../analyzers/analyzer.ts';
import { compliance } from '../../analyzers/compliance.ts';
import { kindOf } from '../../column-type.ts';
import { isOne, numberTest, type Assertion } from '../../conditions/number-test.ts';
import { findColumn, type Dataset } from '../../dataset.ts';
import type { Rule } from '../../dqdl/ast.ts';
import type { Column } from '../../../duckdb/session.ts';
import { isRefusal, type Refusal } from '../../refusal.ts';
import { constraint, rowTest, scopeOf } from '../build.ts';
import type { PreparedRule } from '../rule-type.ts';

/** The rule in hand and the column it names. */
export interface Subject {
  readonly rule: Rule;
  readonly name: string;
  readonly dataset: Dataset;
}

/** Whether the column is there, and boolean. */
export function isBoolean({ name, dataset }: Subject): boolean {
  return kindOf(findColumn(dataset.primary, name)?.type ?? '') === 'boolean';
}

/**
 * A rule judged by the share of rows for which `predicate` is true: all of them, or as many as the threshold asks for
 * (Deequ 3.0.3 honours a threshold on every such form).
 */
export function ratioRule(
  { rule, name, dataset }: Subject,
  demand: ColumnDemand,
  predicate: (column: Column) => string,
  metric: 'ColumnValues.Compliance' | 'PatternMatch' = 'ColumnValues.Compliance',
): PreparedRule | Refusal {
  const assertion = thresholdOf(rule);
  if (isRefusal(assertion)) return assertion;
  const share = compliance({ metric, name, demand, scope: scopeOf(rule, dataset) }, predicate);
  const column = findColumn(dataset.primary, name);
  return {
    columns: [name],
    constraints: [constraint(share, assertion)],
    shows: [share],
    row: column === undefined || share.refused !== undefined ? undefined : rowTest(predicate(column)),
  };
}

function thresholdOf(rule: Rule): Assertion | Refusal {
  return rule.threshold === undefined ? isOne : numberTest(rule.threshold);
}
