/**
 * Picks an index by weights with two draws: a column picked evenly, kept with its own chance or else exchanged for its
 * alias. Vose 1991, "A linear algorithm for generating random numbers with a given distribution".
 */
export interface AliasTable {
  /** The chance (0 to 1) that index `i`, picked evenly, is kept. */
  readonly keep: readonly number[];
  /** What index `i` is exchanged for. */
  readonly alias: readonly number[];
}

/** The table of weights that are not negative and add up to more than 0. */
export function aliasTable(weights: readonly number[]): AliasTable {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const scaled = weights.map((weight) => (weight / total) * weights.length);
  const keep = weights.map(() => 1);
  const alias = weights.map((_, index) => index);
  const small = indexesWhere(scaled, (weight) => weight < 1);
  const large = indexesWhere(scaled, (weight) => weight >= 1);
  for (let less = small.pop(), more = large.pop(); less !== undefined && more !== undefined; less = small.pop()) {
    const chance = scaled[less] ?? 0;
    keep[less] = chance;
    alias[less] = more;
    const left = (scaled[more] ?? 0) + chance - 1;
    scaled[more] = left;
    if (left < 1) {
      small.push(more);
      more = large.pop();
    }
  }
  return { keep, alias };
}

function indexesWhere(values: readonly number[], holds: (value: number) => boolean): number[] {
  return values.flatMap((value, index) => (holds(value) ? [index] : []));
}
