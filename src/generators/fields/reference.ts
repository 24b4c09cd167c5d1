import { z } from 'zod';
import { bucketPick } from '../draws/pick.ts';
import { permuteRows, scattered } from '../draws/permute.ts';
import { zipfBuckets } from '../distributions/buckets.ts';
import {
  defineField,
  fieldBase,
  fieldError,
  type FieldContext,
  type FieldSpec,
  type ReferencedKey,
  type RowSite,
} from '../field.ts';
import { familySchema, familyOf } from '../families.ts';
import { term, type Term } from '../query/term.ts';

const referenceSchema = z.strictObject({
  to: z.string().min(1).describe('`dataset.field`, or `dataset` for the key its recipe names.'),
  skew: z
    .number()
    .min(0)
    .max(5)
    .default(0)
    .describe('0: every row as likely. 1: by Zipf’s law, few rows are pointed at often and most seldom.'),
  share: z
    .string()
    .optional()
    .describe('Fields of one name point at the same row of their dataset: the columns of a composite key.'),
  unique: z.boolean().default(false).describe('One-to-one: no row is pointed at twice.'),
  pairs: z.string().optional().describe('Many-to-many: no two rows point at the same rows by all fields of this name.'),
  per: familySchema.optional(),
});

type Reference = z.output<typeof referenceSchema>;

/** `reference: customers.id` – the key of a random row of another dataset, so that the two join without orphans. */
export const reference = defineField(
  'reference',
  z.strictObject({
    reference: z.union([
      z
        .string()
        .min(1)
        .transform((to) => ({ to }))
        .pipe(referenceSchema),
      referenceSchema.refine(
        ({ skew, unique, pairs, per }) => [skew > 0, unique, pairs, per].filter(Boolean).length <= 1,
        'takes one of `skew`, `unique`, `pairs` and `per`',
      ),
    ]),
    ...fieldBase,
  }),
  async ({ reference: spec }, context) => {
    const key = await context.resolve(spec.to);
    if (key.isSelf) return { type: key.type, at: (site) => earlier(site, key, context) };
    if (spec.per !== undefined) {
      const family = await familyOf(spec.per, key, context);
      return { type: key.type, at: (site) => key.at(family.parent(site)), family };
    }
    const pick = await rowPicker(spec, key, context);
    return { type: key.type, at: (site) => key.at(context.named(pick(site))) };
  },
  ({ reference: { to, unique } }) => ({ isUnique: unique, isIn: to }),
);

/** What a field points at, as `dataset.field` or `dataset`; undefined where it is no reference. */
export function referredKey(field: FieldSpec): string | undefined {
  return 'reference' in field ? reference.schema.safeParse(field).data?.reference.to : undefined;
}

/** In a tree every row points at one before it; the first at none. */
function earlier(site: RowSite, key: ReferencedKey, context: FieldContext): Term {
  const share = context.draws(site, 'value').fineUnit();
  const row = context.named(term`cast(floor(${share} * ${site.row}) as bigint)`);
  return term`case when ${site.row} = 0 then null else ${key.at(row)} end`;
}

async function rowPicker(
  spec: Reference,
  { rows }: ReferencedKey,
  context: FieldContext,
): Promise<(site: RowSite) => Term> {
  const { share, unique, pairs, skew } = spec;
  if (pairs !== undefined) return pairPicker(spec, pairs, context);
  const name = share === undefined ? undefined : `share ${share}`;
  const random = name === undefined ? context.stream('unique') : context.sharedStream(name);
  if (unique) return ({ row }) => permuteRows(row, { count: rows, random }, context);
  const draws = (site: RowSite) =>
    name === undefined ? context.draws(site, 'value') : context.sharedDraws(site, name);
  if (skew === 0) return (site) => draws(site).below(rows);
  const pick = await bucketPick(zipfBuckets(rows, skew), context, draws);
  return (site) => scattered(pick(site), { count: rows, random: random.at(0) });
}

/** Numbers all combinations of rows, and gives each row of this dataset another one. */
async function pairPicker(spec: Reference, pairs: string, context: FieldContext): Promise<(site: RowSite) => Term> {
  const partners = Object.values(context.siblings).flatMap((field) => {
    const partner = 'reference' in field ? referenceSchema.safeParse(field.reference).data : undefined;
    return partner?.pairs === pairs ? [partner.to] : [];
  });
  if (partners.length < 2) {
    throw fieldError(context, {
      code: 'REFERENCE_ALONE',
      message: `no other field has the pairs ${JSON.stringify(pairs)}`,
      expected: 'at least two reference fields with the same `pairs`',
    });
  }
  let count = 1;
  let below = 1;
  let own = 1;
  for (const partner of partners) {
    const { rows } = await context.resolve(partner);
    if (partner === spec.to) [below, own] = [count, rows];
    count *= rows;
  }
  const random = context.sharedStream(`pairs ${pairs}`);
  return ({ row }) => term`(${permuteRows(row, { count, random }, context)} // ${below}) % ${own}`;
}
