/** Quantiles at shares that rise from 0 to 1. */
export interface Quantiles {
  readonly values: readonly number[];
  readonly shares: readonly number[];
}

/** The last value is so many times the one before, at least, where a tail is long. */
const LONG = 2;

/**
 * Adds points between the last two values (and the first two, where those are negative), if the last is far out: fewer
 * and fewer rows are farther and farther out, by a power law through both points (Pareto), of which the last is the
 * greatest of `rows` values. A straight line would put half of these rows beyond the middle.
 */
export function withTails(quantiles: Quantiles, rows: number): Quantiles {
  return mirrored(withUpperTail(mirrored(withUpperTail(quantiles, rows)), rows));
}

function withUpperTail({ values, shares }: Quantiles, rows: number): Quantiles {
  const [before = 0, greatest = 0] = values.slice(-2);
  const above = 1 - (shares.at(-2) ?? 0);
  if (!(before > 0) || greatest < LONG * before || above * rows < LONG) return { values, shares };
  const exponent = Math.log(greatest / before) / Math.log(above * rows);
  const added: { value: number; share: number }[] = [];
  for (let part = above / 2; part * rows > LONG; part /= 2) {
    added.push({ value: before * (above / part) ** exponent, share: 1 - part });
  }
  return {
    values: [...values.slice(0, -1), ...added.map(({ value }) => Number(value.toPrecision(2))), greatest],
    shares: [...shares.slice(0, -1), ...added.map(({ share }) => Number(share.toFixed(7))), 1],
  };
}

/** From the other end. */
function mirrored({ values, shares }: Quantiles): Quantiles {
  return {
    values: values.map((value) => (value === 0 ? 0 : -value)).toReversed(),
    shares: shares.map((share) => Number((1 - share).toFixed(7))).toReversed(),
  };
}
