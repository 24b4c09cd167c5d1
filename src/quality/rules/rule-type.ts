import type { Analyzer } from '../analyzers/analyzer.ts';
import type { NumberReader, RowsReader } from '../analyzers/request.ts';
import type { Pair } from '../conditions/spark-equality.ts';
import type { Assertion } from '../conditions/number-test.ts';
import type { Dataset } from '../dataset.ts';
import type { Rule } from '../dqdl/ast.ts';
import type { PatternTest } from '../patterns/pattern-test.ts';
import type { Refusal } from '../refusal.ts';

/** A rule type of DQDL: all that the engine knows of it. One file each, registered in `registry.ts`. */
export interface RuleType {
  readonly name: string;
  /** What the rule asks of a dataset. Nothing is read: only names and types of columns are looked at. */
  prepare(rule: Rule, dataset: Dataset): PreparedRule | Refusal;
  /** What the type measures in the `Analyzers` section; undefined where it may not stand there. */
  readonly analyze: ((parameters: readonly string[], dataset: Dataset) => readonly Analyzer[]) | undefined;
}

/** A rule over one dataset: it passes when every constraint holds. */
export interface PreparedRule {
  /** The columns it judges, as the rule spells them. */
  readonly columns: readonly string[];
  readonly constraints: readonly Constraint[];
  /** The analyzers whose metrics are shown as `EvaluatedMetrics`. */
  readonly shows: readonly Analyzer[];
  /** The verdict on a row; undefined for a rule that has none (its rows are skipped). */
  readonly row: RowTest | undefined;
  /**
   * Finds the rows that break the rule where AWS Glue gives rows no verdict: they are shown as failing rows, and the rule
   * is skipped in the row-level results all the same.
   */
  readonly culprits?: RowTest;
  /** What more there is to say where it fails, a line each: the reason holds AWS Glue's words alone. */
  readonly details?: (of: NumberReader, rows: RowsReader) => readonly string[];
  /** The reason where its `where` cannot be used, if it is not the usual one. */
  readonly invalidWhere?: string;
  /** Regular expressions that only JavaScript can run: their verdicts are laid down in a table first. */
  readonly patterns?: readonly PatternTest[];
}

/** One demand on one metric, with the reason given when it is not met. */
export interface Constraint {
  readonly analyzer: Analyzer;
  readonly assertion: Assertion;
  readonly reason: (value: number, rows: RowsReader) => string;
  /** Stands in place of every reason of this constraint, even where the metric could not be had. */
  readonly always?: string;
}

/** A row's verdict: SQL that is TRUE where it passes and FALSE where it fails, and what it needs beside the row. */
export interface RowTest {
  readonly beside: RowCompanion | undefined;
  /** `companion` names the companion's value: a group's size, or whether the row was returned. */
  sql(companion: string): string;
}

/** A value joined to each row. */
export type RowCompanion =
  /** How many rows of the scope share the row's key. */
  | { readonly kind: 'group size'; readonly keys: readonly string[]; readonly where: string | undefined }
  /** Whether the user's query returns the row. */
  | { readonly kind: 'returned'; readonly query: string }
  | FoundCompanion;

/** Whether a reference has a row with the key and the values of this one. */
export interface FoundCompanion {
  readonly kind: 'found';
  /** The reference as a statement reads it, under the name `"reference"`. */
  readonly in: string;
  /** SQL of the primary row against SQL of the row of the reference: a NULL equals nothing. */
  readonly keys: readonly Pair[];
  /** The same, where NULL equals NULL. */
  readonly values: readonly Pair[];
}
