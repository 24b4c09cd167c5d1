/** The options of `glue-replay fmt`, as commander hands them over. */
export interface FmtCommandOptions {
  readonly check?: true;
}
