import { z } from 'zod';
import { nearestOf } from '../../core/nearest.ts';
import { CONTINUOUS } from '../distributions/registry.ts';
import { quantileTable } from '../distributions/quantile-table.ts';
import { quantileAt } from '../draws/pick.ts';
import { durationSchema } from '../duration.ts';
import { defineField, fieldBase, fieldError, type FieldContext, type PreparedField } from '../field.ts';
import { term } from '../query/term.ts';

/** `delay: { of: event_time, mean: 2s, late: { rate: 0.01, from: 1h, to: 1d } }` – when each event arrived. */
export const delay = defineField(
  'delay',
  z.strictObject({
    delay: z.strictObject({
      of: z.string().describe('A field of timestamps or dates: when it happened.'),
      mean: durationSchema.default(1000).describe('How long it takes on average; exponentially distributed.'),
      late: z
        .strictObject({
          rate: z.number().min(0).max(1).describe('Share of rows that come late.'),
          from: durationSchema.describe('Their least delay.'),
          to: durationSchema.describe('Their greatest delay.'),
        })
        .refine(({ from, to }) => from <= to, '`from` is longer than `to`')
        .optional()
        .describe('Rows that come much later than the others.'),
    }),
    ...fieldBase,
  }),
  async ({ delay: { of, mean, late } }, context) => {
    const field = await momentField(of, context);
    const [, , exponential] = CONTINUOUS;
    const bounds = { min: 0, max: 20 * Math.max(mean, 1) };
    const table = await context.list(
      quantileTable(exponential.quantile({ mean: Math.max(mean, 1) }), bounds),
      'DOUBLE',
    );
    return {
      type: 'TIMESTAMP',
      at: (site) => {
        const happened = term`cast(${field.at(site)} as timestamp)`;
        const usual = term`cast(${quantileAt(table, context.draws(site, 'value').unit(), context)} as bigint)`;
        if (late === undefined) return term`${happened} + to_milliseconds(${usual})`;
        const draws = context.draws(site, 'late');
        const much = term`${late.from} + ${draws.below(late.to - late.from + 1, 1)}`;
        return term`${happened} + to_milliseconds(case when ${draws.unit()} < ${late.rate} then ${much} else ${usual} end)`;
      },
    };
  },
);

async function momentField(column: string, context: FieldContext): Promise<PreparedField> {
  const field = await context.sibling(column);
  if (field && 'at' in field && /^(TIMESTAMP|DATE)/.test(field.type)) return field;
  throw fieldError(context, {
    code: 'FIELD_NO_MOMENT',
    message: field ? `${JSON.stringify(column)} is no field of moments` : `no field ${JSON.stringify(column)}`,
    expected: 'a field of one of the kinds ticks, timestamp and date',
    ...(field ? {} : nearestOf(column, Object.keys(context.siblings))),
  });
}
