import type { z } from 'zod';
import { fieldError, type FieldContext } from './field.ts';
import { momentSchema, parseMoment } from './moment.ts';

export const momentRangeShape = {
  from: momentSchema.describe('The first moment.'),
  to: momentSchema.default('now').describe('The last moment.'),
};

/** The range in milliseconds since 1970; throws where it is empty. */
export function momentRange(
  range: z.output<z.ZodObject<typeof momentRangeShape>>,
  context: FieldContext,
): { from: number; to: number } {
  const from = parseMoment(range.from, context.clock) ?? 0;
  const to = parseMoment(range.to, context.clock) ?? 0;
  if (from <= to) return { from, to };
  throw fieldError(context, {
    code: 'FIELD_EMPTY_RANGE',
    message: '`from` is after `to`',
    found: `from ${range.from} (${new Date(from).toISOString()}), to ${range.to} (${new Date(to).toISOString()})`,
    expected: '`from` at or before `to`',
  });
}
