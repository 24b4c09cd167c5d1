import { nearestOf } from '../core/nearest.ts';
import { fieldError, type FieldContext, type RowFamily } from './field.ts';

/** The families of rows that a reference with `per` makes; throws where the field named is none. */
export async function familyField(column: string, context: FieldContext): Promise<RowFamily> {
  const field = await context.sibling(column);
  if (field && 'family' in field && field.family) return field.family;
  throw fieldError(context, {
    code: 'FIELD_NO_FAMILY',
    message: field ? `${JSON.stringify(column)} is no reference with \`per\`` : `no field ${JSON.stringify(column)}`,
    expected: 'a field such as { reference: { to: orders.id, per: { min: 1, max: 5 } } }',
    ...(field ? {} : nearestOf(column, Object.keys(context.siblings))),
  });
}
