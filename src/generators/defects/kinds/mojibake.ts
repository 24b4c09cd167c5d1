import { z } from 'zod';
import { id, sql, type Sql } from '../../../duckdb/sql.ts';
import { isText } from '../column-types.ts';
import { fittingColumn, replacing } from '../damaged-column.ts';
import { defineDefect } from '../defect-kind.ts';
import { column, hasOneAmount, ONE_AMOUNT, rowDefect } from '../settings.ts';

/**
 * `{ kind: mojibake, column: name, rate: 0.01 }` – UTF-8 that was read as Windows-1252: `é` has become `Ã©`. In a text
 * of ASCII alone, which would come through unharmed, a vowel (or the end) is damaged as its accented form would be.
 */
export const mojibake = defineDefect('mojibake', {
  level: 'cell',
  schema: z.strictObject({ kind: z.literal('mojibake'), column, ...rowDefect }).refine(hasOneAmount, ONE_AMOUNT),
  fits: isText,
  prepare: (defect, context) => {
    const damaged = fittingColumn(defect.column, context, { fits: isText, expected: 'a column of text' });
    return replacing(damaged, misread(id(damaged.name)));
  },
});

/** Windows-1252 from byte 0x80 to 0x9f; its five bytes without a letter are replacement characters. */
const HIGH = '€�‚ƒ„…†‡ˆ‰Š‹Œ�Ž��‘’“”•–—˜™š›œ�žŸ';

function misread(name: Sql): Sql {
  const byte = sql`cast('0x' || substr(hex(encode(${name})), 2 * i + 1, 2) as integer)`;
  const letter = sql`if(${byte} between 128 and 159, substr(${HIGH}, ${byte} - 127, 1), chr(${byte}))`;
  const asBytes = sql`array_to_string(list_transform(range(strlen(${name})), lambda i: ${letter}), '')`;
  const accented = sql`regexp_replace(${name}, '[aeiouAEIOU]', 'Ã©')`;
  return sql`case
    when strlen(${name}) > length(${name}) then ${asBytes}
    when regexp_matches(${name}, '[aeiouAEIOU]') then ${accented}
    else ${name} || 'Ã©' end`;
}
