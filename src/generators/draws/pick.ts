import { valueAt } from '../compile/lists.ts';
import type { Bucket } from '../distributions/buckets.ts';
import { CELLS } from '../distributions/quantile-table.ts';
import { aliasTable } from '../distributions/weights.ts';
import type { ColumnDraws } from './column-draws.ts';
import type { FieldContext, RowSite } from '../field.ts';
import { term, type Term } from '../query/term.ts';

/** Up to so many weights are compared one by one. */
const FEW = 12;

/** Picks of an index by weights: for each row a BIGINT from 0. It takes the draws 0 to 2. */
export async function weightedPick(
  weights: readonly number[],
  context: FieldContext,
  drawsAt: (site: RowSite) => ColumnDraws,
): Promise<(site: RowSite) => Term> {
  if (weights.length === 1) return () => term`0::bigint`;
  if (weights.length <= FEW) return (site) => compared(weights, drawsAt(site).word());
  const { keep, alias } = aliasTable(weights);
  const keeps = await context.list(keep, 'DOUBLE');
  const aliases = await context.list(alias, 'BIGINT');
  return (site) => {
    const draws = drawsAt(site);
    const index = context.named(draws.below(weights.length));
    const chance = draws.unit(2);
    return term`case when ${chance} < ${valueAt(keeps, index)} then ${index} else ${valueAt(aliases, index)} end`;
  };
}

/** Picks of a whole number by buckets; it takes the draws 0 to 3. */
export async function bucketPick(
  buckets: readonly Bucket[],
  context: FieldContext,
  drawsAt: (site: RowSite) => ColumnDraws,
): Promise<(site: RowSite) => Term> {
  const weights = buckets.map(({ weight }) => weight);
  const pick = await weightedPick(weights, context, drawsAt);
  const starts = await context.list(
    buckets.map(({ start }) => start),
    'BIGINT',
  );
  if (buckets.every(({ width }) => width === 1)) return (site) => valueAt(starts, pick(site));
  const widths = await context.list(
    buckets.map(({ width }) => width),
    'BIGINT',
  );
  return (site) => {
    const index = context.named(pick(site));
    const within = drawsAt(site).unit(3);
    return term`${valueAt(starts, index)} + cast(floor(${within} * ${valueAt(widths, index)}) as bigint)`;
  };
}

/** The value of a table of quantiles at a share of 0 to 1 (1 excluded), a DOUBLE. */
export function quantileAt(table: Term, share: Term, context: FieldContext): Term {
  const place = context.named(term`${share} * ${CELLS}`);
  const cell = context.named(term`cast(floor(${place}) as integer)`);
  const low = context.named(valueAt(table, cell));
  return term`${low} + (list_extract(${table}, ${cell} + 2) - ${low}) * (${place} - ${cell})`;
}

function compared(weights: readonly number[], word: Term): Term {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  const limits = weights.slice(0, -1).map((weight) => Math.round(((sum += weight) / total) * 2 ** 32));
  const last = lastPositive(weights);
  return limits.reduceRight<Term>(
    (rest, limit, index) => term`case when ${word} < ${limit}::ubigint then ${index}::bigint else ${rest} end`,
    term`${last}::bigint`,
  );
}

/** What is left to after rounding must not go to a weight of 0. */
function lastPositive(weights: readonly number[]): number {
  return weights.reduce((last, weight, index) => (weight > 0 ? index : last), 0);
}
