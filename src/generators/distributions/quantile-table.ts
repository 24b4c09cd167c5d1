import type { Quantile } from './share-below.ts';
import { shareBelow } from './share-below.ts';

/** Cells of a table: its points are one more. */
export const CELLS = 4096;

/** The share beyond the last point at either end, where quantiles run to infinity: half a cell's half. */
const END = 1 / (4 * CELLS);

/**
 * The values at equally spaced shares of what lies within bounds: between two points a value is interpolated. So that
 * the engine needs no function but a look into a list, and every machine gives the same.
 */
export function quantileTable(quantile: Quantile, bounds: { readonly min: number; readonly max: number }): number[] {
  const from = Number.isFinite(bounds.min) ? shareBelow(quantile, bounds.min) : 0;
  const to = Number.isFinite(bounds.max) ? shareBelow(quantile, bounds.max) : 1;
  return Array.from({ length: CELLS + 1 }, (_, index) => {
    const share = from + (index / CELLS) * (to - from);
    const value = quantile(Math.min(Math.max(share, END), 1 - END));
    return Math.min(Math.max(value, bounds.min), bounds.max);
  });
}
