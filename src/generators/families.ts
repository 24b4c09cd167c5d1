import { z } from 'zod';
import { valueAt } from './compile/lists.ts';
import { fieldError, type FieldContext, type ReferencedKey, type RowFamily, type RowSite } from './field.ts';
import { term } from './query/term.ts';

/** Parents whose numbers of children are drawn; then they repeat. */
const PARENTS = 1024;

export const familySchema = z
  .strictObject({
    min: z.int().min(0).default(1).describe('Rows for each row of the other dataset, at least.'),
    max: z.int().min(1).max(1000).describe('Rows for each row of the other dataset, at most.'),
  })
  .refine(({ min, max }) => min <= max, '`min` is above `max`')
  .describe('So many rows in a row for each row of the other dataset, in its order: the lines of an order.');

/** Cuts the rows of a dataset into families: the rows that point at the same row of another dataset, one after another. */
export async function familyOf(
  { min, max }: z.output<typeof familySchema>,
  key: ReferencedKey,
  context: FieldContext,
): Promise<RowFamily & { parent(site: RowSite): ReturnType<RowFamily['ordinal']> }> {
  const random = context.stream('family');
  const sizes = Array.from({ length: PARENTS }, (_, parent) => min + random.at(parent).below(max - min + 1));
  const members = sizes.flatMap((size, parent) =>
    Array.from({ length: size }, (_, index) => ({ parent, ordinal: index + 1, size })),
  );
  const cycle = members.length;
  const last = Math.max(context.rows.to - 1, 0);
  const needed = Math.floor(last / cycle) * PARENTS + (members[last % cycle]?.parent ?? 0) + 1;
  if (needed > key.rows) throw tooFew(needed, key, context);
  const list = (values: number[]) => context.list(values, 'BIGINT');
  const parents = await list(members.map(({ parent }) => parent));
  const ordinals = await list(members.map(({ ordinal }) => ordinal));
  const counts = await list(members.map(({ size }) => size));
  const place = ({ row }: RowSite) => context.named(term`${row} % ${cycle}`);
  return {
    parent: (site) => context.named(term`(${site.row} // ${cycle}) * ${PARENTS} + ${valueAt(parents, place(site))}`),
    ordinal: (site) => valueAt(ordinals, place(site)),
    size: (site) => valueAt(counts, place(site)),
  };
}

function tooFew(needed: number, key: ReferencedKey, context: FieldContext): Error {
  return fieldError(context, {
    code: 'REFERENCE_EXHAUSTED',
    message: `there are not enough rows of ${key.dataset} for the rows that point at them in turn`,
    found: `${key.rows} rows of ${key.dataset}`,
    expected: `at least ${needed} for ${context.rows.to} rows`,
    hint: 'Make fewer rows, more of the other dataset, or raise `max`.',
  });
}
