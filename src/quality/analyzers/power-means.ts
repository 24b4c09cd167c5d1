import type { Column } from '../../duckdb/session.ts';
import type { Scope } from '../dataset.ts';
import { doubleOf } from './double-of.ts';
import { meanOver, weighted } from './parts.ts';
import { aggregateAround, total, type AggregateRequest, type Center, type Combine } from './request.ts';

/**
 * The means of the powers of the values' differences from `center`, which is their mean but for rounding. Differences are
 * small where the values are large and close together, so that their powers keep their digits.
 */
export interface PowerMeans {
  readonly center: AggregateRequest;
  /** Of the first, second, third… power. */
  readonly powers: readonly AggregateRequest[];
}

export function powerMeans(column: Column, { where }: Scope, highest: 3 | 4): PowerMeans {
  const value = doubleOf(column);
  const mean: Center = { kind: 'mean', of: value };
  const count = total(`count(${value})`, { where });
  const center = aggregateAround([mean], ([name = '']) => `any_value(${name})`, {
    where,
    combine: weighted(count),
    beside: [count],
  });
  const powers: AggregateRequest[] = [];
  for (let power = 1; power <= highest; power += 1) {
    const lower = [...powers];
    const combine = moved({ count, center, lower }, power);
    const call = ([name = '']: readonly string[]): string => `avg(${times(`(${value} - ${name})`, power)})`;
    powers.push(aggregateAround([mean], call, { where, combine, beside: [count, center, ...lower] }));
  }
  return { center, powers };
}

/** A power by multiplication, which is far faster than `pow`. */
function times(factor: string, power: number): string {
  return Array.from({ length: power }, () => factor).join(' * ');
}

/** The power's mean of all: that of each part, moved from the part's center to the common one by the binomial theorem. */
function moved(
  {
    count,
    center,
    lower,
  }: {
    readonly count: AggregateRequest;
    readonly center: AggregateRequest;
    readonly lower: readonly AggregateRequest[];
  },
  power: number,
): Combine {
  return (parts, self) => {
    const common = meanOver(parts, count, (part) => part(center));
    if (common === null) return null;
    return meanOver(parts, count, (part) => {
      const apart = (part(center) ?? common) - common;
      const means = [1, ...[...lower, self].map((request) => part(request) ?? 0)];
      return means.reduce((sum, mean, index) => sum + choose(power, index) * mean * apart ** (power - index), 0);
    });
  };
}

function choose(from: number, count: number): number {
  let ways = 1;
  for (let index = 0; index < count; index += 1) ways = (ways * (from - index)) / (index + 1);
  return ways;
}
