import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Session } from '../../duckdb/session.ts';
import { id, join as joinSql, sql } from '../../duckdb/sql.ts';
import { normalizeType } from '../../formats/declared-type.ts';
import type { Format } from '../../formats/format.ts';
import type { PlacedTable } from './placed-table.ts';

/**
 * Writes the rows of a table to `data/SOURCE.EXTENSION` in a folder of the session and gives that path; undefined where
 * they are not the same when they are read again.
 */
export async function writeData(
  session: Session,
  { source, work }: PlacedTable,
  { folder, format }: { readonly folder: string; readonly format: Format },
): Promise<string | undefined> {
  const address = `data/${source}.${format.extensions[0] ?? format.name}`;
  const path = join(folder, address);
  await mkdir(dirname(path), { recursive: true });
  await format.write(session, work.query(), path);
  const into = 'shrink_written';
  const columns = work.columns.map(({ name, type }) => ({ name, type: normalizeType(type) }));
  const read = await format.read(session, { files: [{ path, object: address }], columns, into });
  const list = joinSql(columns.map(({ name }) => id(name)));
  const [difference] = await session.rows(sql`with
      left_rows as (select ${list} from (${work.query()})),
      right_rows as (select ${list} from ${read.relation})
    select (select count(*) from (from left_rows except all from right_rows))
      + (select count(*) from (from right_rows except all from left_rows)) as rows`);
  return difference?.['rows'] === 0 ? address : undefined;
}
