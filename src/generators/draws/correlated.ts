import { z } from 'zod';
import { nearestOf } from '../../core/nearest.ts';
import { normalQuantile } from '../distributions/normal.ts';
import { CELLS, quantileTable } from '../distributions/quantile-table.ts';
import { shareBelow } from '../distributions/share-below.ts';
import { fieldError, type FieldContext, type RowSite } from '../field.ts';
import { term, type Term } from '../query/term.ts';
import { quantileAt } from './pick.ts';

export const correlationSchema = z
  .strictObject({
    with: z.string().describe('Another field of numbers, dates or timestamps.'),
    coefficient: z.number().min(-1).max(1).describe("Spearman's rank correlation, -1 to 1."),
  })
  .describe('The larger the one, the larger (or smaller) the other.');

export type Correlation = z.output<typeof correlationSchema>;

/** Deviates beyond ± this many standard deviations count as this many. */
const REACH = 5;

/**
 * A draw of 0 to 1 that is as correlated with another field's as stated: a Gaussian copula, whose coefficient for a rank
 * correlation r is 2 sin(π r / 6) (Pearson 1907).
 */
export async function correlatedUnit(
  { with: column, coefficient }: Correlation,
  own: (site: RowSite) => Term,
  context: FieldContext,
): Promise<(site: RowSite) => Term> {
  const other = await correlatedField(column, context);
  const share = 2 * Math.sin((Math.PI * coefficient) / 6);
  const rest = Math.sqrt(1 - share * share);
  const deviates = await context.list(quantileTable(normalQuantile, { min: -Infinity, max: Infinity }), 'DOUBLE');
  const shares = await context.list(
    Array.from({ length: CELLS + 1 }, (_, index) => shareBelow(normalQuantile, (2 * REACH * index) / CELLS - REACH)),
    'DOUBLE',
  );
  const deviate = (unit: Term) => context.named(quantileAt(deviates, unit, context));
  return (site) => {
    const sum = term`${share} * ${deviate(other(site))} + ${rest} * ${deviate(own(site))}`;
    const place = term`least(greatest(((${sum}) + ${REACH}) / ${2 * REACH}, 0::double), ${1 - 2 ** -32})`;
    const unit = context.named(quantileAt(shares, context.named(place), context));
    return term`least(greatest(${unit}, 0::double), ${1 - 2 ** -53})`;
  };
}

async function correlatedField(column: string, context: FieldContext): Promise<(site: RowSite) => Term> {
  const other = await context.sibling(column);
  if (other && 'at' in other && other.unit) return other.unit.bind(other);
  const names = Object.keys(context.siblings);
  throw fieldError(context, {
    code: 'FIELD_NOT_CORRELATED',
    message: other ? `${JSON.stringify(column)} cannot be correlated with` : `no field ${JSON.stringify(column)}`,
    expected: 'a field of numbers, dates or timestamps that are neither unique nor shaped',
    ...(other ? {} : nearestOf(column, names)),
  });
}
