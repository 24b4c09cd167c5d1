import type { Plain } from '../../duckdb/plain.ts';

/**
 * The sum of values as a double. Whole numbers and decimals, which come as text where they are long, are added exactly
 * and rounded once; where one is neither, all are added as doubles. NULLs are left out; null where nothing is left.
 */
export function exactSum(values: readonly Plain[]): number | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  const decimals = known.flatMap((value) => decimalOf(value) ?? []);
  if (decimals.length < known.length) return known.reduce<number>((sum, value) => sum + Number(value), 0);
  const scale = Math.max(...decimals.map((each) => each.scale));
  const units = decimals.reduce((sum, each) => sum + each.units * 10n ** BigInt(scale - each.scale), 0n);
  return Number(written(units, scale));
}

interface Decimal {
  readonly units: bigint;
  /** Digits after the point. */
  readonly scale: number;
}

function decimalOf(value: Plain): Decimal | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? { units: BigInt(value), scale: 0 } : undefined;
  if (typeof value !== 'string') return undefined;
  const [, whole, fraction = ''] = /^(-?\d+)(?:\.(\d+))?$/.exec(value) ?? [];
  return whole === undefined ? undefined : { units: BigInt(whole + fraction), scale: fraction.length };
}

/** As text, which JavaScript rounds to the nearest double. */
function written(units: bigint, scale: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const point = digits.length - scale;
  return `${units < 0n ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`;
}
