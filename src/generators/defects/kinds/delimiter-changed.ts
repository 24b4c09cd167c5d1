import { z } from 'zod';
import { defineFileDefect } from '../defect-kind.ts';
import { bytesOf, csvRecords, fieldsOf } from '../files/csv-records.ts';
import { fileDefect } from '../settings.ts';

/** `{ kind: delimiter-changed, to: ';' }` – a CSV file whose fields are parted by another letter than agreed. */
export const delimiterChanged = defineFileDefect(
  'delimiter-changed',
  z.strictObject({
    kind: z.literal('delimiter-changed'),
    to: z.enum([',', ';', '\t', '|']).optional().describe('The new delimiter. Default: `;`, or `,` where it is that.'),
    ...fileDefect,
  }),
  (defect) => ({
    target: 'content',
    phase: 'delimiter',
    needs: 'csv',
    losesRows: false,
    async *rewrite({ chunks, label, delimiter, refuse }) {
      const to = defect.to ?? (delimiter === ';' ? ',' : ';');
      const found = JSON.stringify(delimiter);
      if (to === delimiter) throw refuse({ message: 'the file has that delimiter', found, expected: 'another one' });
      for await (const records of csvRecords(chunks())) {
        yield bytesOf(records.map((record) => withDelimiter(record, delimiter, to)));
      }
      label({ before: delimiter, after: to });
    },
  }),
);

/** A field that holds the new delimiter is quoted, if it was not. */
function withDelimiter(record: string, from: string, to: string): string {
  if (!record.includes('"') && !record.includes(to)) return record.replaceAll(from, to);
  const { fields, end } = fieldsOf(record, from);
  return fields.map((field) => (field.includes(to) && !field.startsWith('"') ? `"${field}"` : field)).join(to) + end;
}
