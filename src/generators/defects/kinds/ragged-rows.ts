import { z } from 'zod';
import { RowStream } from '../../draws/row-stream.ts';
import { defineFileDefect } from '../defect-kind.ts';
import { bytesOf, csvRecords, fieldsOf, isBlank } from '../files/csv-records.ts';
import type { FileSite } from '../files/file-damage.ts';
import { amount, fileDefect, hasOneAmount, ONE_AMOUNT } from '../settings.ts';

/** `{ kind: ragged-rows, rate: 0.01 }` – lines of a CSV file with a field too few or too many. One label a row. */
export const raggedRows = defineFileDefect(
  'ragged-rows',
  z.strictObject({ kind: z.literal('ragged-rows'), ...amount, ...fileDefect }).refine(hasOneAmount, ONE_AMOUNT),
  ({ rate, count }) => ({
    target: 'content',
    phase: 'rows',
    needs: 'csv',
    losesRows: false,
    rewrite: (site) => raggedOf(site, (rows) => count ?? Math.round((rate ?? 0) * rows)),
  }),
);

/** Selection sampling (Knuth, The Art of Computer Programming 2, 3.4.2, algorithm S): exactly so many rows, in one pass. */
async function* raggedOf(site: FileSite, wantedOf: (rows: number) => number): AsyncGenerator<Uint8Array> {
  const rows = await rowsOf(site);
  const wanted = wantedOf(rows);
  const free = rows - site.taken.size;
  if (wanted > free) {
    const expected = `${wanted} rows that no other defect hits`;
    throw site.refuse({ message: 'too few rows that could be made ragged', found: `${free} rows`, expected });
  }
  const stream = new RowStream(site.seed);
  let row = -1;
  let left = free;
  let missing = wanted;
  for await (const records of csvRecords(site.chunks())) {
    yield bytesOf(
      records.map((record) => {
        if (isBlank(record) || ++row === 0 || site.taken.has(row)) return record;
        const chosen = stream.at(row).next() * left-- < missing;
        if (!chosen) return record;
        missing -= 1;
        return ragged(record, row, site, stream.next() < 0.5);
      }),
    );
  }
}

function ragged(record: string, row: number, { delimiter, label }: FileSite, isShort: boolean): string {
  const { fields, end } = fieldsOf(record, delimiter);
  const after = isShort && fields.length > 1 ? fields.slice(0, -1) : [...fields, 'extra'];
  label({ row, before: `${fields.length} fields`, after: `${after.length} fields` });
  return after.join(delimiter) + end;
}

async function rowsOf({ chunks }: FileSite): Promise<number> {
  let records = 0;
  for await (const some of csvRecords(chunks())) records += some.filter((record) => !isBlank(record)).length;
  return Math.max(0, records - 1);
}
