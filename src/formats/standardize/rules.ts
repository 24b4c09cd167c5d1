/** How the texts of a column are cleaned before they are read as its type. */
export interface ColumnRules {
  /** White space around a text goes, in columns of text too. */
  readonly trim: boolean;
  /** Texts that mean NULL; white space around them is ignored, letter case is not. */
  readonly nulls: readonly string[];
  readonly booleans: BooleanWords | null;
  readonly numbers: NumberForm | null;
  /** Null: ISO 8601 alone. */
  readonly dates: DateForm | null;
  /** What becomes of a number with more decimals than its DECIMAL: it does not fit, or is rounded (5 away from zero). */
  readonly rounding: 'exact' | 'half-up';
}

/** Words for true and false beside those that are always read; in any letter case. */
export interface BooleanWords {
  readonly true: readonly string[];
  readonly false: readonly string[];
}

/** How dates and timestamps are written. */
export interface DateForm {
  /** As in Spark; the first that fits. */
  readonly patterns: readonly string[];
  /** Patterns are found from the values, and ISO 8601 is read too. */
  readonly detect: boolean;
}

/** How numbers are written. */
export interface NumberForm {
  readonly decimal: '.' | ',';
  /** What may stand between groups of three digits: a space stands for every space, `'` for `’` too. */
  readonly grouping: readonly GroupMark[];
  /** Symbols and codes that may stand before or after a number. */
  readonly currency: readonly string[];
  /** What `12 %` is: 12, or 0.12. Null: no number. */
  readonly percent: 'number' | 'fraction' | null;
}

export type GroupMark = '.' | ',' | ' ' | "'";

/** The rules of a dataset's columns. */
export interface Standardize {
  /** `flatten`: the fields of nested records become columns (`a.b`, in the lake `a_b`). */
  readonly nested: 'keep' | 'flatten';
  /** Of a column that has none of its own. */
  readonly rules: ColumnRules;
  /** By name of the column in the lake. */
  readonly columns: ReadonlyMap<string, ColumnRules>;
}

/** Whether the values must be looked at before they are read. */
export function detectsDates(standardize: Standardize | undefined): boolean {
  if (!standardize) return false;
  return [standardize.rules, ...standardize.columns.values()].some(({ dates }) => dates?.detect);
}

/** Whether numbers are written otherwise than the type is. */
export function readsNumbers(standardize: Standardize | undefined): boolean {
  if (!standardize) return false;
  return [standardize.rules, ...standardize.columns.values()].some(({ numbers }) => numbers !== null);
}
