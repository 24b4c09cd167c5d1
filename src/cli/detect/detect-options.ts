/** The options of `glue-replay detect`, as commander hands them over. */
export interface DetectCommandOptions {
  readonly fallback?: string;
  readonly json?: true;
}
