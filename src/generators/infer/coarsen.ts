/** Fewer rows than this never stand for themselves: neither as a value of a list nor as a point of a distribution. */
export const CROWD = 5;

interface Coarse {
  /** Digits after the point. */
  readonly decimals: number;
  /** How many rows lie between two points. */
  readonly rowsBetween: number;
}

/**
 * Quantiles from the least to the greatest, made coarse: each keeps two digits of the
 * distance to the nearer of its neighbours, the first is rounded down and the last up. Where fewer than twice {@link CROWD} rows
 * lie between two of them, a point keeps no more than two of its own digits either.
 */
export function coarsenPoints(points: readonly number[], coarse: Coarse): number[] {
  const last = points.length - 1;
  const rounded = points.map((point, index) => {
    const gaps = [index - 1, index + 1].flatMap((beside) => {
      const other = points[beside];
      return other === undefined ? [] : [Math.abs(other - point)];
    });
    const gap = Math.min(...gaps);
    const step = stepOf(point, gap, coarse);
    if (index === 0) return roundTo(point, step, Math.floor);
    return roundTo(point, step, index === last ? Math.ceil : Math.round);
  });
  return rising(rounded, coarse.decimals);
}

function stepOf(point: number, gap: number, { decimals, rowsBetween }: Coarse): number {
  const finest = 10 ** -decimals;
  const ofGap = twoDigits(gap);
  const ofSelf = rowsBetween < 2 * CROWD ? twoDigits(Math.abs(point)) : 0;
  return Math.max(finest, ofGap, ofSelf);
}

/** The unit of the second digit: 10 of 345. */
function twoDigits(value: number): number {
  return value === 0 ? 0 : 10 ** (Math.floor(Math.log10(value)) - 1);
}

function roundTo(value: number, step: number, round: (value: number) => number): number {
  return round(Number((value / step).toPrecision(12))) * step;
}

/** Rounding to different units may turn two neighbours round. */
function rising(points: readonly number[], decimals: number): number[] {
  const first = points[0] ?? 0;
  const end = Math.max(points.at(-1) ?? first, first);
  let before = first;
  return points.map((point) => {
    before = Math.min(Math.max(point, before), end);
    return Number(before.toFixed(decimals));
  });
}

/** A share of 0 to 1 with four digits; neither 0 nor 1 where some are and some are not. */
export function coarseShare(part: number, whole: number): number {
  if (part === 0 || whole === 0) return 0;
  if (part === whole) return 1;
  return Math.min(Math.max(Number((part / whole).toFixed(4)), 0.0001), 0.9999);
}
