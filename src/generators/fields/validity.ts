import { z } from 'zod';
import { defineField, fieldBase, type RowSite } from '../field.ts';
import { familyField } from '../family-field.ts';
import { momentRange, momentRangeShape } from '../moment-range.ts';
import { secondsAsTimestamp } from '../seconds.ts';
import { term, type Term } from '../query/term.ts';

/**
 * `validity: { of: customer_id, part: from, from: -3w }` – versions of a slowly changing dimension (type 2): each row is
 * valid from its `from` up to the next version's; the last of an entity has no end and is `current`.
 */
export const validity = defineField(
  'validity',
  z.strictObject({
    validity: z.strictObject({
      of: z.string().describe('A field of this dataset that is a reference with `per`: whose versions the rows are.'),
      part: z.enum(['from', 'to', 'current']).describe('What this column says of the version.'),
      ...momentRangeShape,
    }),
    ...fieldBase,
  }),
  async ({ validity: { of, part, ...moments } }, context) => {
    const family = await familyField(of, context);
    const range = momentRange(moments, context);
    const start = Math.ceil(range.from / 1000);
    const seconds = Math.floor(range.to / 1000) - start;
    const isLast = (site: RowSite) => term`${family.ordinal(site)} = ${family.size(site)}`;
    const begins = (site: RowSite): Term => {
      const within = context.sharedDraws(site, `validity ${of}`).unit();
      const share = term`(${family.ordinal(site)} - 1 + ${within} * 0.8::double) / ${family.size(site)}`;
      return secondsAsTimestamp(term`${start} + cast(floor(${share} * ${seconds}) as bigint)`);
    };
    if (part === 'current') return { type: 'BOOLEAN', at: isLast };
    if (part === 'from') return { type: 'TIMESTAMP', at: begins };
    const ends = (site: RowSite) => {
      const next = begins(context.site(context.named(term`${site.row} + 1`)));
      return term`case when ${isLast(site)} then null else ${next} end`;
    };
    return { type: 'TIMESTAMP', at: ends };
  },
  ({ validity: { part } }) => ({ mayBeNull: part === 'to' }),
);
