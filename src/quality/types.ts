import type { Finding } from '../core/finding.ts';
import type { Column } from '../duckdb/session.ts';
import type { Sql } from '../duckdb/sql.ts';

export type Outcome = 'Passed' | 'Failed' | 'Error';

/** A table rules can be run on. */
export interface Relation {
  /** A table or view name, or a query in parentheses. */
  readonly relation: Sql;
  /** The columns that rules see, in order; metadata columns (`_source_row`…) may be left out. */
  readonly columns: readonly Column[];
  /** Columns of the relation that rules reach by a path into a struct (`address.city`), and that are no columns to them. */
  readonly nested?: readonly Column[];
}

/** What became of one rule. Field names and values are AWS Glue's (rule results of `EvaluateDataQuality`). */
export interface RuleOutcome {
  /** Canonical text of the rule. */
  readonly rule: string;
  readonly outcome: Outcome;
  /** Why it did not pass; null when it passed, but for an `or` that passed in spite of a member that did not. */
  readonly failureReason: string | null;
  /** Metric name (`Column.amount.Completeness`) to value. */
  readonly evaluatedMetrics: Readonly<Record<string, number>>;
  /** The rule with its dynamic operands resolved. */
  readonly evaluatedRule: string;
  /** The columns it judges. */
  readonly columns: readonly string[];
  /** Rows that break it: for a rule with row-level results that did not pass. */
  readonly failingRows?: FailingRows;
}

/** The rows that break a rule. */
export interface FailingRows {
  /** How many there are in all. */
  readonly count: number;
  /** The first of them, plain values, with `_source_object` and `_source_row` where the relation has them. */
  readonly sample: readonly Readonly<Record<string, unknown>>[];
}

/** The result of a ruleset on a dataset. */
export interface CheckResult {
  /** Rules that passed over all rules, 0 to 1; 1 where there are analyzers only. */
  readonly score: number;
  readonly rowCount: number;
  /** One a rule, in the order of the ruleset. */
  readonly outcomes: readonly RuleOutcome[];
  /** Values of the `Analyzers` section: metric name to value. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
}
