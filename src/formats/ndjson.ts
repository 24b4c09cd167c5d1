import type { Session } from '../duckdb/session.ts';
import { sql, type Sql } from '../duckdb/sql.ts';
import { copyRows } from './copy-rows.ts';
import type { Format, ReadRequest, ReadResult, WriteOptions } from './format.ts';
import { readRecords, recordsPlan } from './json-rows.ts';
import { ndjsonKind } from './kinds/ndjson.ts';

const plan = recordsPlan('ndjson', { array: false });

/** One JSON object a line. A line that is no JSON object is a bad row; blank lines do not count. */
export const ndjson: Format = { ...ndjsonKind, compressions: plan.compressions, read, write };

async function read(session: Session, request: ReadRequest): Promise<ReadResult> {
  return readRecords(session, request, recordsOfNdjson);
}

/**
 * The lines of a file, at the path where its text is, as a query of one column `record`. They are cut by the CSV reader,
 * so that one that is no JSON does not stop the others.
 */
export async function recordsOfNdjson(path: string): Promise<Sql> {
  return sql`select line as record from read_csv(${path}, columns = {'line': 'VARCHAR'}, header = false,
    auto_detect = false, delim = chr(1), quote = '', escape = '', comment = '', nullstr = chr(2),
    strict_mode = false, max_line_size = 33554432) where trim(line, ${' \t\r\n'}) <> ''`;
}

async function write(session: Session, query: Sql, path: string, options?: WriteOptions): Promise<void> {
  await copyRows(session, query, { path, plan, ...(options && { options }) });
}
