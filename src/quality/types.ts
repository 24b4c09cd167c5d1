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
  /** The values of `_source_object` in the order of the input. Default: by name. */
  readonly objects?: readonly string[];
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
  /** Its labels: those of `DefaultLabels`, then its own, which win by key. */
  readonly labels: Readonly<Record<string, string>>;
  /** What more there is to say of why it failed: not in AWS Glue's results. */
  readonly details?: readonly string[];
  /** Rows that break it: for a rule with row-level results that did not pass. */
  readonly failingRows?: FailingRows;
}

/** The rows that break a rule. */
export interface FailingRows {
  /** How many there are in all. */
  readonly count: number;
  /** The first of them, plain values, with `_source_object` and `_source_row` where the relation has them. */
  readonly sample: readonly Readonly<Record<string, unknown>>[];
  /** For each of these the columns that break the rule: of a composite those of the members that fail. */
  readonly sampleColumns: readonly (readonly string[])[];
}

/** How the values of a column are distributed. NULL is left out. Fields are those of AWS Glue's result, and of its tables. */
export interface Distribution {
  /** The column's type in Spark: `LongType`, `StringType`… */
  readonly dataType: string;
  /**
   * For numbers the edges of the bins, ascending, one more than there are bins: a bin holds the values from its lower edge
   * up to its upper one, which only the last includes. For other types the values as text, most frequent first, 20 at
   * most. Empty where there is no value.
   */
  readonly binEdges: readonly (number | string)[];
  /** How many values are in each bin, or equal each text. */
  readonly counts: readonly number[];
  readonly nullCount: number;
  /** Values that are not among the texts listed; 0 for numbers. */
  readonly tailCount: number;
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
  /** Distributions of the `Analyzers` section, by metric name (`Column.amount.Distribution`). */
  readonly distributions: Readonly<Record<string, Distribution>>;
  readonly findings: readonly Finding[];
  /** With states of partitions: how many partitions were read, and how many were not. */
  readonly partitions?: PartitionCounts;
}

export interface PartitionCounts {
  readonly read: number;
  readonly fromStates: number;
}
