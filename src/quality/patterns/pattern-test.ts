/** A regular expression for JavaScript to run over the distinct values of a column. */
export interface PatternTest {
  /** The table of the values that match, one column `value`. */
  readonly table: string;
  /** Quoted name of the column. */
  readonly column: string;
  /** What it is a column of, where it is not the primary relation. */
  readonly from?: string;
  /** As the rule has it. */
  readonly pattern: string;
  /** Source of a RegExp with flag `v`; a value matches when the match is not empty, or, where `empty` is true, even then. */
  readonly source: string;
  readonly empty?: true;
  /** Whether values of ASCII characters alone are left out: RE2 runs it on them. */
  readonly beyondAscii?: true;
}
