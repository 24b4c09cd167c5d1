import { bucketPick, quantileAt } from '../draws/pick.ts';
import { correlatedUnit, type Correlation } from '../draws/correlated.ts';
import { fieldError, type FieldContext, type RowSite } from '../field.ts';
import { term, type Term } from '../query/term.ts';
import { poissonBuckets, zipfBuckets, type Bucket } from './buckets.ts';
import type { DistributionSpec } from './distribution-schema.ts';
import { empiricalQuantile, numbersOf, quantileOfShares } from './empirical.ts';
import { numberBounds, type NumberBounds } from './number-bounds.ts';
import { quantileTable } from './quantile-table.ts';
import { CONTINUOUS } from './registry.ts';
import type { Quantile } from './share-below.ts';

interface NumberSpec {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly decimals: number;
  readonly distribution: DistributionSpec;
  readonly correlate?: Correlation | undefined;
}

/** Numbers that spread as a field says, in units of its last decimal. */
export interface Spread {
  readonly bounds: NumberBounds;
  readonly units: (site: RowSite) => Term;
  readonly unit?: (site: RowSite) => Term;
}

/** Gets a distribution ready. */
export async function spread(spec: NumberSpec, context: FieldContext): Promise<Spread> {
  const { distribution } = spec;
  if (distribution === 'uniform') return uniform(spec, numberBounds(spec, {}, context), context);
  if (typeof distribution === 'object' && ('poisson' in distribution || 'zipf' in distribution)) {
    return discrete(spec, distribution, context);
  }
  return continuous(spec, await continuousOf(distribution, spec, context), context);
}

async function uniform(spec: NumberSpec, bounds: NumberBounds, context: FieldContext): Promise<Spread> {
  const { low, steps } = bounds;
  const own = (site: RowSite) => context.draws(site, 'value').unitFor(steps);
  if (spec.correlate === undefined) {
    const units = (site: RowSite) => term`${low} + ${context.draws(site, 'value').below(steps)}`;
    return { bounds, units, unit: own };
  }
  const unit = await correlatedUnit(spec.correlate, own, context);
  return { bounds, unit, units: (site) => term`${low} + cast(floor(${unit(site)} * ${steps}::double) as bigint)` };
}

interface Curve {
  readonly quantile: Quantile;
  readonly natural: { readonly min?: number; readonly max?: number };
}

async function continuous(spec: NumberSpec, { quantile, natural }: Curve, context: FieldContext): Promise<Spread> {
  const bounds = numberBounds(spec, natural, context);
  const { min, max, scale, low, steps } = bounds;
  const table = await context.list(quantileTable(quantile, { min, max }), 'DOUBLE');
  const own = (site: RowSite) => context.draws(site, 'value').unit();
  const unit = spec.correlate === undefined ? own : await correlatedUnit(spec.correlate, own, context);
  const units = (site: RowSite) => {
    const value = quantileAt(table, unit(site), context);
    return term`cast(least(greatest(round((${value}) * ${scale}::double), ${low}::double), ${low + steps - 1}::double) as bigint)`;
  };
  return { bounds, units, unit };
}

/** The share of values beyond the bounds that a distribution without stated ones is cut off at. */
const CUT = 1e-4;

async function continuousOf(
  distribution: Exclude<DistributionSpec, 'uniform'>,
  spec: NumberSpec,
  context: FieldContext,
): Promise<Curve> {
  if (typeof distribution === 'object' && 'empirical' in distribution) {
    const { empirical } = distribution;
    const values = 'values' in empirical ? empirical.values : await numbersOf(empirical, context);
    const shares = 'shares' in empirical ? empirical.shares : undefined;
    const quantile = shares === undefined ? empiricalQuantile(values) : quantileOfShares(values, shares);
    return { quantile, natural: { min: quantile(0), max: quantile(1) } };
  }
  for (const { name, quantile, within } of CONTINUOUS) {
    if (distribution === name) {
      const { min, max } = numberBounds(spec, {}, context);
      return { quantile: quantile(within({ min, max })), natural: {} };
    }
    const parameters = Object.entries(distribution).find(([key]) => key === name)?.[1];
    if (parameters === undefined) continue;
    const curve = quantile(parameters);
    return { quantile: curve, natural: { min: curve(CUT), max: curve(1 - CUT) } };
  }
  throw new TypeError(`no distribution ${JSON.stringify(distribution)}`);
}

async function discrete(
  spec: NumberSpec,
  distribution: { poisson: { mean: number } } | { zipf: { exponent: number } },
  context: FieldContext,
): Promise<Spread> {
  if (spec.correlate !== undefined) {
    throw fieldError(context, {
      code: 'FIELD_NOT_CORRELATED',
      message: `numbers of the distribution ${Object.keys(distribution)[0]} cannot be correlated`,
      expected: 'uniform, normal, log-normal, exponential or empirical',
    });
  }
  const isPoisson = 'poisson' in distribution;
  const counts = isPoisson ? poissonBuckets(distribution.poisson.mean) : [];
  const natural = isPoisson ? { min: 0, max: counts.at(-1)?.start ?? 0 } : { min: 1 };
  const bounds = numberBounds(spec, natural, context);
  const { low, steps } = bounds;
  const buckets: Bucket[] = isPoisson
    ? counts.filter(({ start }) => start * bounds.scale >= low && start * bounds.scale < low + steps)
    : zipfBuckets(steps, distribution.zipf.exponent);
  const pick = await bucketPick(buckets, context, (site) => context.draws(site, 'value'));
  return {
    bounds,
    units: (site) => (isPoisson ? term`${pick(site)} * ${bounds.scale}` : term`${low} + ${pick(site)}`),
  };
}
