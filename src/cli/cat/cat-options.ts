/** The options of `glue-replay cat`, as commander hands them over. */
export interface CatOptions {
  readonly json?: true;
  readonly limit?: number;
  readonly columns?: readonly string[];
}
