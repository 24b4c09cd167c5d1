/** Whole numbers that are equally likely among themselves: `width` of them from `start` on. */
export interface Bucket {
  readonly start: number;
  readonly width: number;
  readonly weight: number;
}

/** Ranks up to here have a bucket of their own. */
const EXACT = 1024;
/** What each further bucket is wider than the one before. */
const WIDER = 1.05;

/**
 * Ranks 0 to `count` - 1 by Zipf's law: rank `k` is as likely as 1 / (k + 1)^exponent. The first 1,024 exactly; those
 * after them in buckets of at most 5 % of their rank, within which the law is flat.
 */
export function zipfBuckets(count: number, exponent: number): Bucket[] {
  const buckets: Bucket[] = [];
  for (let start = 0; start < count;) {
    const width = start < EXACT ? 1 : Math.min(Math.ceil(start * (WIDER - 1)), count - start);
    buckets.push({ start, width, weight: powerSum(start + 1, width, exponent) });
    start += width;
  }
  return buckets;
}

/** The sum of k^-exponent for `width` whole numbers from `first` on: exact for one, else by the integral. */
function powerSum(first: number, width: number, exponent: number): number {
  if (width === 1) return first ** -exponent;
  const from = first - 0.5;
  const to = from + width;
  if (exponent === 1) return Math.log(to / from);
  return (to ** (1 - exponent) - from ** (1 - exponent)) / (1 - exponent);
}

/** The chances that matter of a Poisson distribution: those left out are together below 1e-9. */
export function poissonBuckets(mean: number): Bucket[] {
  const reach = 7 * Math.sqrt(mean) + 20;
  const first = Math.max(0, Math.floor(mean - reach));
  const last = Math.ceil(mean + reach);
  const buckets: Bucket[] = [];
  let logarithm = -mean + first * Math.log(mean) - logFactorial(first);
  for (let start = first; start <= last; start++) {
    buckets.push({ start, width: 1, weight: Math.exp(logarithm) });
    logarithm += Math.log(mean) - Math.log(start + 1);
  }
  return buckets;
}

function logFactorial(number: number): number {
  let sum = 0;
  for (let factor = 2; factor <= number; factor++) sum += Math.log(factor);
  return sum;
}
