/** The options of `glue-replay shrink`, as commander hands them over. */
export interface ShrinkCommandOptions {
  readonly dataset?: string;
  readonly expect?: string;
  readonly data?: string;
  readonly rules?: string;
  readonly reference?: Readonly<Record<string, string>>;
  readonly rule?: string;
  readonly outcome: 'failed' | 'passed' | 'error';
  readonly out?: string;
  readonly maxTime?: number;
  readonly json?: true;
  readonly quiet?: true;
}
