/** The options of `glue-replay mutate`, as commander hands them over. */
export interface MutateCommandOptions {
  readonly dataset?: string;
  readonly data?: readonly string[];
  readonly rules?: string;
  readonly reference?: Readonly<Record<string, string>>;
  readonly rates?: readonly number[];
  readonly kinds?: readonly string[];
  readonly columns?: readonly string[];
  readonly seed?: number;
  readonly seeds?: number;
  readonly minScore?: number;
  /** `--no-suggestions` makes it false. */
  readonly suggestions: boolean;
  readonly json?: true;
  readonly quiet?: true;
}
