import type { Depth } from '../../formats/gate/policy.ts';

/** The options of `glue-replay validate`, as commander hands them over. */
export interface ValidateCommandOptions {
  readonly policy?: string;
  readonly depth?: Depth;
  readonly like?: string;
  readonly json?: true;
}
