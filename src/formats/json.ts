import type { Session } from '../duckdb/session.ts';
import { sql, type Sql } from '../duckdb/sql.ts';
import { copyRows } from './copy-rows.ts';
import type { Format, ReadRequest, ReadResult, SourceFile, WriteOptions } from './format.ts';
import { readRecords, recordsPlan } from './json-rows.ts';
import { jsonKind } from './kinds/json.ts';
import { requireText } from './text-bytes.ts';

const plan = recordsPlan('json', { array: true });

/** One JSON array of objects, or one object (a single row). */
export const json: Format = { ...jsonKind, compressions: plan.compressions, read, write };

async function read(session: Session, request: ReadRequest): Promise<ReadResult> {
  return readRecords(session, request, recordsOfJson);
}

/** The records of a file, at the path where its text is, as a query of one column `record`: their text as it stands. */
export async function recordsOfJson(path: string, file: SourceFile): Promise<Sql> {
  const isArray = (await requireText(file)).trimStart().startsWith('[');
  return sql`select cast(json as varchar) as record from read_json_objects(${path},
    format = ${isArray ? 'array' : 'unstructured'}, maximum_object_size = 33554432)`;
}

async function write(session: Session, query: Sql, path: string, options?: WriteOptions): Promise<void> {
  await copyRows(session, query, { path, plan, ...(options && { options }) });
}
