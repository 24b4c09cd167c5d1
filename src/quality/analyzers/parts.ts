import type { AggregateReader, AggregateRequest, Combine } from './request.ts';

/** The mean over all rows from a mean for each part; null where no part has one. */
export function meanOver(
  parts: readonly AggregateReader[],
  count: AggregateRequest,
  mean: (part: AggregateReader) => number | null,
): number | null {
  const known = parts.flatMap((part) => {
    const [size, value] = [part(count) ?? 0, mean(part)];
    return value === null || size === 0 ? [] : [{ size, value }];
  });
  const all = known.reduce((sum, { size }) => sum + size, 0);
  return all === 0 ? null : known.reduce((sum, { size, value }) => sum + value * (size / all), 0);
}

/** Combines means of `count` values each. */
export function weighted(count: AggregateRequest): Combine {
  return (parts, self) => meanOver(parts, count, (part) => part(self));
}
