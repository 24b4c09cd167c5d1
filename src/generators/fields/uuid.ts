import { z } from 'zod';
import { defineField, fieldBase } from '../field.ts';
import { term } from '../query/term.ts';

/** `uuid: {}` – a random UUID (version 4 of RFC 9562) as text. */
export const uuid = defineField(
  'uuid',
  z.strictObject({ uuid: z.strictObject({}), ...fieldBase }),
  (_field, context) => ({
    type: 'VARCHAR',
    at: (site) => {
      const draws = context.draws(site, 'value');
      const hex = (draw: number) => term`lpad(to_hex(${draws.word(draw)}), 8, '0')`;
      const digits = context.named(term`lower(${hex(0)} || ${hex(1)} || ${hex(2)} || ${hex(3)})`);
      const variant = term`substr('89ab', 1 + cast(${draws.word(2)} % 4::ubigint as bigint), 1)`;
      return term`substr(${digits}, 1, 8) || '-' || substr(${digits}, 9, 4) || '-4' || substr(${digits}, 14, 3) || '-'
        || ${variant} || substr(${digits}, 18, 3) || '-' || substr(${digits}, 21, 12)`;
    },
  }),
  () => ({
    isUnique: true,
    of: 'text',
    conditions: ['matches "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"'],
  }),
);
