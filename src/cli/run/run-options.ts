/** The options of `glue-replay run`, as commander hands them over. */
export interface RunOptions {
  readonly lake?: string;
  readonly env?: string;
  readonly keep?: true;
  readonly allowAws?: true | string;
  readonly seed?: number;
  readonly json?: true;
  readonly junit?: string;
  readonly github?: true;
  readonly quiet?: true;
}
