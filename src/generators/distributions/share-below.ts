/** A distribution by its inverse: the value below which a share of 0 to 1 (both excluded) lies, rising with the share. */
export type Quantile = (share: number) => number;

/** The share of a distribution that lies below `value`: the inverse of its quantile function, by bisection. */
export function shareBelow(quantile: Quantile, value: number): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (quantile(middle) < value) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
