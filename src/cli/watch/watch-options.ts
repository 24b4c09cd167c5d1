/** The options of `glue-replay watch`, as commander hands them over. */
export interface WatchCommandOptions {
  readonly queue: string;
  readonly lake?: string;
  readonly env?: string;
  readonly allowAws?: true | string;
  readonly maxTries: number;
  readonly deadLetter?: string;
  readonly once?: true;
  readonly json?: true;
}
