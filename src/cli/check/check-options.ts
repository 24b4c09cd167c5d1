import type { ReadCommandOptions } from '../read-options.ts';

/** The options of `glue-replay check`, as commander hands them over. */
export interface CheckCommandOptions extends ReadCommandOptions {
  readonly rules: string;
  readonly reference?: Readonly<Record<string, string>>;
  readonly json?: true;
  readonly rows?: string;
  readonly failedOnly?: true;
  readonly filteredRows: 'passed' | 'skipped';
  readonly ruleLabels?: true;
  readonly composite: 'column' | 'row';
  readonly states?: string;
  readonly ruleTimeout?: number;
  /** In bytes. */
  readonly memory?: number;
  readonly explain?: true;
  readonly strict?: true;
}
