import { z } from 'zod';
import { defineField, fieldBase } from '../field.ts';

const ALPHABETS: Readonly<Record<string, string>> = {
  '#': '0123456789',
  '?': 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  '*': '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ',
};

/** `pattern: 'ORD-####-??'` – `#` a digit, `?` a capital letter, `*` either, a backslash before one to mean itself. */
export const pattern = defineField(
  'pattern',
  z.strictObject({
    pattern: z.string().min(1).describe('`#` a digit, `?` a letter A-Z, `*` either; `\\#` for the sign itself.'),
    ...fieldBase,
  }),
  ({ pattern: text }, context) => {
    const stream = context.stream('value');
    const pieces = [...text.matchAll(/\\(.)|([#?*])|([^\\#?*]+|\\)/gsu)].map(([, escaped, sign, plain]) => ({
      alphabet: sign === undefined ? undefined : ALPHABETS[sign],
      plain: escaped ?? plain ?? '',
    }));
    return {
      type: 'VARCHAR',
      valueAt: (row) => {
        stream.at(row);
        return pieces
          .map(({ alphabet, plain }) => (alphabet === undefined ? plain : alphabet[stream.below(alphabet.length)]))
          .join('');
      },
    };
  },
);
