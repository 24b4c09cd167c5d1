import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UserError, userError } from '../core/errors.ts';
import { openSession } from '../duckdb/open-session.ts';
import { id, join, sql } from '../duckdb/sql.ts';
import { foldersOf, openData, type DataInput } from '../formats/open-data.ts';
import { outputForm } from '../formats/output-form.ts';

/**
 * Writes data to a file whose extension says the format, for a scenario or a program that reads files; makes its folder.
 * Throws a `UserError`: `FORMAT_UNKNOWN`, `BAD_ROWS` where rows cannot be read, and what
 * reading and writing throw.
 *
 * @example await writeRows('data/orders.parquet', rows([{ id: 1 }]))
 */
export async function writeRows(path: string, data: DataInput): Promise<void> {
  const { format, compression } = outputForm(path);
  if (!format) {
    throw userError({
      code: 'FORMAT_UNKNOWN',
      message: 'the extension of the file to write says no format',
      file: path,
      hint: 'Name it .csv, .json, .ndjson, .parquet, .arrow or .avro.',
    });
  }
  await using session = await openSession({ folders: await foldersOf(data) });
  const { relation, columns, rowOrder, findings } = await openData(session, data, { into: 'rows' });
  const unread = findings.filter(({ code }) => code === 'BAD_ROWS');
  if (unread.length > 0) throw new UserError(unread);
  await mkdir(dirname(resolve(path)), { recursive: true });
  const list = join(columns.map(({ name }) => id(name)));
  await format.write(
    session,
    sql`select ${list} from ${relation} order by ${rowOrder}`,
    resolve(path),
    compression === undefined ? {} : { compression },
  );
}
