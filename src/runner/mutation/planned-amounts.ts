/** How many rows a mutant damages. */
export interface Amount {
  /** Exactly: `count` of all rows. */
  readonly rate: number;
  readonly count: number;
}

/**
 * The counts of rows that rates mean, at least one row each. Of rates that mean the same count only the first is taken:
 * the mutants would be the same.
 */
export function plannedAmounts(rates: readonly number[], rows: number): Amount[] {
  const counts = new Set(rates.map((rate) => Math.max(1, Math.round(rate * rows))));
  return [...counts].map((count) => ({ rate: count / rows, count }));
}
