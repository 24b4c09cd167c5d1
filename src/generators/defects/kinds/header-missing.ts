import { z } from 'zod';
import { defineFileDefect } from '../defect-kind.ts';
import { bytesOf, csvRecords, isBlank } from '../files/csv-records.ts';
import { fileDefect } from '../settings.ts';

/** `{ kind: header-missing }` – a CSV file without its header line: the first row stands where the names belong. */
export const headerMissing = defineFileDefect(
  'header-missing',
  z.strictObject({ kind: z.literal('header-missing'), ...fileDefect }),
  () => ({
    target: 'content',
    phase: 'header',
    needs: 'csv',
    losesRows: false,
    async *rewrite({ chunks, label }) {
      let found = false;
      for await (const records of csvRecords(chunks())) {
        const at = found ? -1 : records.findIndex((record) => !isBlank(record));
        if (at !== -1) {
          found = true;
          label({
            before: Buffer.from(records[at] ?? '', 'latin1')
              .toString('utf8')
              .trimEnd(),
            after: null,
          });
        }
        yield bytesOf(at === -1 ? records : records.filter((_, index) => index !== at));
      }
    },
  }),
);
