/** One of the things that are timed side by side. */
export interface Variant {
  readonly name: string;
  run(): Promise<void>;
}

/** What is measured (`subject`), and the bare engine's way to do the same, if there is one (`baselines`). */
export interface Contest {
  readonly subject: Variant;
  readonly baselines: readonly Variant[];
}

/** `ratio` is to the first baseline. */
export type Budget = { readonly seconds: number } | { readonly ratio: number };

/** A benchmark: a file in cases/ and a line in registry.ts. */
export interface Bench {
  readonly name: string;
  /** One line: what is compared. */
  readonly about: string;
  readonly budget: Budget;
  /** How often each variant is timed, after one warm-up. */
  readonly rounds: number;
  /** Makes the data in `folder`, which is empty, and gives what to time. */
  prepare(folder: string): Promise<Contest>;
}
