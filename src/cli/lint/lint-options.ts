/** The options of `glue-replay lint`, as commander hands them over. */
export interface LintCommandOptions {
  readonly data?: readonly string[];
  readonly reference?: Readonly<Record<string, string>>;
  readonly json?: true;
  readonly github?: true;
  readonly strict?: true;
}
