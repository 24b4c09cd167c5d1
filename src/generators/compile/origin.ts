import type { Recipe } from '../recipe.ts';

/** A dataset that others refer to, and how many rows it has. */
export interface Reference {
  readonly recipe: Recipe;
  readonly rows: number;
}

/** What all values follow from, besides the recipe. */
export interface Origin {
  readonly seed: number | bigint | string;
  /** What relative dates count from. */
  readonly clock: Date;
  /**
   * The datasets that `reference` fields name. Default for the others: the dataset itself, or the shipped recipe of that
   * name, at its recipe's own number of rows.
   */
  readonly references?: Readonly<Record<string, Reference>>;
}

/** Which rows of a dataset are made. */
export interface RowRange {
  /** How many. Default: the recipe's own number. */
  readonly rows?: number;
  /** The first, counted from 0: `from: 500, rows: 100` gives rows 500 to 599 of the dataset. Default 0. */
  readonly from?: number;
}

export type GenerateOptions = Origin & RowRange;

/** The seed and the clock where none are given: the same call gives the same data on any day. */
export const DEFAULT_ORIGIN = { seed: 0, clock: new Date('2024-01-01T00:00:00Z') } as const;
