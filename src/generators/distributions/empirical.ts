import { dirname, resolve } from 'node:path';
import { nearestOf } from '../../core/nearest.ts';
import { openSession } from '../../duckdb/open-session.ts';
import { id, sql } from '../../duckdb/sql.ts';
import { openData } from '../../formats/open-data.ts';
import { fieldError, type FieldContext } from '../field.ts';
import type { Quantile } from './share-below.ts';

/** Points kept of a column, at equally spaced shares. */
const POINTS = 2048;

/** The quantiles of numbers that were seen: between two of them a value is interpolated. */
export function empiricalQuantile(values: readonly number[]): Quantile {
  const sorted = values.toSorted((one, other) => one - other);
  const last = sorted.length - 1;
  return (share) => {
    const place = share * last;
    const below = sorted[Math.floor(place)] ?? 0;
    const above = sorted[Math.min(Math.floor(place) + 1, last)] ?? below;
    return below + (above - below) * (place - Math.floor(place));
  };
}

/** The same where the share at or below each value is known: both rise. */
export function quantileOfShares(values: readonly number[], shares: readonly number[]): Quantile {
  const sorted = values.toSorted((one, other) => one - other);
  const last = sorted.length - 1;
  return (share) => {
    const found = shares.findIndex((one) => one >= share);
    const above = found === -1 ? last : Math.max(found, 1);
    const [low, high] = [sorted[above - 1] ?? 0, sorted[above] ?? 0];
    const [from, to] = [shares[above - 1] ?? 0, shares[above] ?? 1];
    return low + ((high - low) * (share - from)) / (to - from);
  };
}

/** Numbers of a column of a file at equally spaced shares, its least and its greatest among them. */
export async function numbersOf(
  { file, column }: { readonly file: string; readonly column: string },
  context: FieldContext,
): Promise<number[]> {
  const path = resolve(context.folder, file);
  await using session = await openSession({ folders: [dirname(path)] });
  const data = await openData(session, path, { into: 'seen' });
  const names = data.columns.map(({ name }) => name);
  const place = { file, expected: 'a column of numbers', message: '' };
  if (!names.includes(column)) {
    const message = `no column ${JSON.stringify(column)} in the file of the distribution`;
    throw fieldError(context, {
      ...place,
      code: 'FIELD_EMPIRICAL',
      message,
      found: names.join(', '),
      ...nearestOf(column, names),
    });
  }
  const shares = Array.from({ length: POINTS + 1 }, (_, index) => index / POINTS);
  const [row] = await session.rows(
    sql`select quantile_cont(try_cast(${id(column)} as double), [${shares}]::double[]) as points from ${data.relation}`,
  );
  const points = row?.['points'];
  if (Array.isArray(points)) return points.map(Number);
  throw fieldError(context, {
    ...place,
    code: 'FIELD_EMPIRICAL',
    message: 'the file of the distribution has no numbers',
    found: column,
  });
}
