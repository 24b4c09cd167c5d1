import type { Session } from '../duckdb/session.ts';
import { sql, type Sql } from '../duckdb/sql.ts';
import type { Format, ReadRequest, ReadResult } from './format.ts';
import { readRecords, writeRecords } from './json-rows.ts';
import { jsonKind } from './kinds/json.ts';
import { requireText } from './text-bytes.ts';

/** One JSON array of objects, or one object (a single row). */
export const json: Format = { ...jsonKind, read, write };

async function read(session: Session, request: ReadRequest): Promise<ReadResult> {
  return readRecords(session, request, async (path, file) => {
    const isArray = (await requireText(file)).trimStart().startsWith('[');
    return sql`select cast(json as varchar) as record from read_json_objects(${path},
      format = ${isArray ? 'array' : 'unstructured'}, maximum_object_size = 33554432)`;
  });
}

async function write(session: Session, query: Sql, path: string): Promise<void> {
  await writeRecords(session, query, path, { array: true });
}
