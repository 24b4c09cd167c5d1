import { normalQuantile } from '../../distributions/normal.ts';

interface Spread {
  /** Quantiles at the shares, from 0 to 1. */
  readonly points: readonly number[];
  readonly shares: readonly number[];
  readonly mean: number;
  readonly sd: number;
  readonly rows: number;
}

type Law = 'uniform' | { normal: { mean: number; sd: number } } | { 'log-normal': { median: number; sigma: number } };

/** With fewer rows anything fits anything. */
const FEWEST_ROWS = 100;
/** How far a quantile may be from that of the law: in shares of the range, and of the standard deviation. */
const NEAR = { uniform: 0.03, normal: 0.1 };

/** The law that the quantiles follow closely; undefined where none does. */
export function lawOf({ points, shares, mean, sd, rows }: Spread): Law | undefined {
  if (rows < FEWEST_ROWS || !(sd > 0)) return undefined;
  if (isUniform(points, shares)) return 'uniform';
  if (isNormal(points, shares, { mean, sd })) return { normal: { mean: threeDigits(mean), sd: threeDigits(sd) } };
  return logNormalOf(points, shares);
}

function isUniform(points: readonly number[], shares: readonly number[]): boolean {
  const [low, high] = [points[0] ?? 0, points.at(-1) ?? 0];
  return points.every((point, index) => {
    const expected = low + (high - low) * (shares[index] ?? 0);
    return Math.abs(point - expected) <= NEAR.uniform * (high - low);
  });
}

/** The ends are left out: they are two rows. */
function isNormal(
  points: readonly number[],
  shares: readonly number[],
  { mean, sd }: { readonly mean: number; readonly sd: number },
): boolean {
  const last = points.length - 1;
  return points.every((point, index) => {
    if (index === 0 || index === last) return true;
    return Math.abs(point - (mean + sd * normalQuantile(shares[index] ?? 0.5))) <= NEAR.normal * sd;
  });
}

function logNormalOf(points: readonly number[], shares: readonly number[]): Law | undefined {
  if ((points[0] ?? 0) <= 0) return undefined;
  const logs = points.map(Math.log);
  const center = logs[shares.indexOf(0.5)] ?? 0;
  const deviates = shares.map((share) => (share === 0 || share === 1 ? 0 : normalQuantile(share)));
  const squares = deviates.reduce((sum, deviate) => sum + deviate ** 2, 0);
  const sigma = logs.reduce((sum, log, index) => sum + (log - center) * (deviates[index] ?? 0), 0) / squares;
  if (!(sigma > 0) || !isNormal(logs, shares, { mean: center, sd: sigma })) return undefined;
  return { 'log-normal': { median: threeDigits(Math.exp(center)), sigma: threeDigits(sigma) } };
}

function threeDigits(value: number): number {
  return Number(value.toPrecision(3));
}
