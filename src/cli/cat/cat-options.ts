import type { ReadCommandOptions } from '../read-options.ts';

/** The options of `glue-replay cat`, as commander hands them over. */
export interface CatOptions extends ReadCommandOptions {
  readonly json?: true;
  readonly limit?: number;
  readonly columns?: readonly string[];
}
