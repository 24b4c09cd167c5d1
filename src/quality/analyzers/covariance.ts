import { meanOver, weighted } from './parts.ts';
import {
  aggregateAround,
  total,
  type AggregateOptions,
  type AggregateReader,
  type AggregateRequest,
  type Center,
} from './request.ts';

/**
 * Values seen from one of them, whichever, so that large ones that lie close together keep their digits: how many there
 * are, that one, and the mean of the differences from it.
 */
export interface Offset {
  /** SQL of the value as a double. */
  readonly value: string;
  readonly from: Center;
  readonly count: AggregateRequest;
  readonly center: AggregateRequest;
  readonly mean: AggregateRequest;
}

export function offsetOf(value: string, options: AggregateOptions): Offset {
  const from: Center = { kind: 'one value', of: value };
  const count = total(`count(${value})`, options);
  const center = aggregateAround([from], ([name = '']) => `any_value(${name})`, {
    ...options,
    combine: weighted(count),
    beside: [count],
  });
  const mean = aggregateAround([from], ([name = '']) => `avg(${value} - ${name})`, {
    ...options,
    combine: (parts, self) => meansIn(parts, { count, center, mean: self })?.all ?? null,
    beside: [count, center],
  });
  return { value, from, count, center, mean };
}

/**
 * Population covariance of rows in which both have a value, as the options of all three say; of one with itself it is the
 * variance. NaN where a value is not finite. Parts are joined by the formula of Chan, Golub and LeVeque (1979): what is
 * within them, and between their means.
 */
export function covariance(x: Offset, y: Offset, options: AggregateOptions): AggregateRequest {
  const call = ([fromX = '', fromY = '']: readonly string[]): string =>
    `covar_pop(${x.value} - ${fromX}, ${y.value} - ${fromY})`;
  return aggregateAround([x.from, y.from], call, {
    ...options,
    beside: [x.count, x.center, x.mean, y.center, y.mean],
    combine: (parts, self) => {
      const [meansX, meansY] = [meansIn(parts, x), meansIn(parts, y)];
      if (meansX === undefined || meansY === undefined) return null;
      return meanOver(parts, x.count, (part) => {
        const within = part(self);
        const between = (meansX.of(part) - meansX.all) * (meansY.of(part) - meansY.all);
        return within === null ? null : within + between;
      });
    },
  });
}

/** The means of all and of each part as differences from one center. */
function meansIn(
  parts: readonly AggregateReader[],
  { count, center, mean }: Pick<Offset, 'count' | 'center' | 'mean'>,
): { readonly all: number; of(part: AggregateReader): number } | undefined {
  const common = meanOver(parts, count, (part) => part(center));
  if (common === null) return undefined;
  const of = (part: AggregateReader): number => (part(center) ?? common) - common + (part(mean) ?? 0);
  return { all: meanOver(parts, count, of) ?? 0, of };
}
