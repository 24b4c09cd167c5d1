import type { Column } from '../../duckdb/session.ts';
import { rowShare, type RowShareTest } from '../analyzers/row-share.ts';
import type { Assertion } from '../conditions/number-test.ts';
import { findColumn, type Dataset } from '../dataset.ts';
import type { Rule } from '../dqdl/ast.ts';
import { jvmFixed } from '../jvm-number.ts';
import type { Refusal } from '../refusal.ts';
import { parameterOf, scopeOf } from './build.ts';
import type { PreparedRule } from './rule-type.ts';

export interface TestedColumn {
  readonly prepared: Omit<PreparedRule, 'row'>;
  /** Undefined where Spark refuses to test a column of that type. */
  readonly passes: string | undefined;
}

/** A rule on the share of rows that pass a test of one column, with the words that Deequ has for these alone. */
export function rowShareRule(
  rule: Rule,
  dataset: Dataset,
  {
    metric,
    assertion,
    test,
  }: {
    readonly metric: string;
    readonly assertion: Assertion;
    readonly test: (column: Column) => RowShareTest | { readonly refused: string };
  },
): TestedColumn | Refusal {
  const name = parameterOf(rule);
  const column = findColumn(dataset.primary, name);
  if (column === undefined) return { outcome: 'Failed', reason: `Column ${name} does not exist in the dataset` };
  const tested = test(column);
  const share = rowShare(`Column.${name}.${metric}`, scopeOf(rule, dataset), tested);
  return {
    prepared: {
      columns: [name],
      constraints: [{ analyzer: share, assertion, reason: ofRows }],
      shows: [share],
      invalidWhere: 'The provided where clause is invalid',
    },
    passes: 'refused' in tested ? undefined : tested.passes,
  };
}

function ofRows(share: number): string {
  return `${jvmFixed(share * 100)} % of rows passed the threshold`;
}
