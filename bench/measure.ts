import type { Variant } from './bench.ts';

/** Times of one variant, in seconds. */
export interface Timing {
  readonly name: string;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** Median over the rounds of (first variant's time / this one's): what drifts in a run falls out of it. */
  readonly firstOverThis: number;
}

/**
 * Times variants side by side: once each as warm-up, then A B A B … for `rounds` rounds, every second round in the
 * opposite order, so that neither always follows the other.
 */
export async function sideBySide(variants: readonly Variant[], rounds: number): Promise<Timing[]> {
  for (const variant of variants) await variant.run();
  const times = variants.map((): number[] => []);
  const order = variants.map((variant, index) => ({ variant, index }));
  for (let round = 0; round < rounds; round++) {
    for (const { variant, index } of round % 2 === 0 ? order : order.toReversed()) {
      times[index]?.push(await secondsOf(variant));
    }
  }
  return variants.map(({ name }, index) => {
    const own = times[index] ?? [];
    const ratios = own.map((time, round) => (times[0]?.[round] ?? Number.NaN) / time);
    return { name, median: median(own), min: Math.min(...own), max: Math.max(...own), firstOverThis: median(ratios) };
  });
}

async function secondsOf(variant: Variant): Promise<number> {
  const began = performance.now();
  await variant.run();
  return (performance.now() - began) / 1000;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}
