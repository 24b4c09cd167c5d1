import { z } from 'zod';
import { id, join, raw, sql } from '../../duckdb/sql.ts';
import { defineField, fieldBase, type FieldSpec } from '../field.ts';
import { term, termList } from '../query/term.ts';

/** `struct: { city: { faker: location.city }, zip: { pattern: '#####' } }` – fields within a field. */
export function structField(field: z.ZodType<FieldSpec>) {
  return defineField(
    'struct',
    z.strictObject({
      struct: z
        .record(z.string().min(1), field)
        .refine((fields) => Object.keys(fields).length > 0, 'a struct needs at least one field')
        .describe('The fields within, in order.'),
      ...fieldBase,
    }),
    async ({ struct: fields }, context) => {
      const columns = await Promise.all(
        Object.entries(fields).map(async ([name, spec]) => ({ name, ...(await context.nested(name, spec)) })),
      );
      const type = sql`STRUCT(${join(columns.map((column) => sql`${id(column.name)} ${raw(column.type)}`))})`.text;
      return {
        type,
        at: (site) => term`struct_pack(${termList(columns.map(({ name, at }) => term`${id(name)} := ${at(site)}`))})`,
      };
    },
    () => ({ mayBeNull: true }),
  );
}
