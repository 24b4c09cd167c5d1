/** What `glue-replay export` can make. */
export const EXPORTS = ['lambda'] as const;

/** The options of `glue-replay export`, as commander hands them over. */
export interface ExportOptions {
  readonly out: string;
  readonly env?: string;
  readonly lake?: string;
}
