import type { Session } from '../duckdb/session.ts';
import { sql, type Sql } from '../duckdb/sql.ts';
import type { Confidence, Format, ReadRequest, ReadResult } from './format.ts';
import { readRecords, writeRecords } from './json-rows.ts';
import { judgeText, requireText } from './text-bytes.ts';

/** One JSON array of objects, or one object (a single row). */
export const json: Format = { name: 'json', extensions: ['json'], detect, read, write };

function detect(head: Uint8Array): Confidence {
  const judged = judgeText(head);
  if (judged.kind !== 'text') return 'none';
  const text = judged.text.trimStart();
  if (/^\[\s*[{\]]/.test(text) || /^\{\s*(?:\}|"(?:[^"\\]|\\.)*"\s*:)/.test(text)) {
    return text.startsWith('[') || !firstLineIsObject(text) ? 'certain' : 'possible';
  }
  return /^\[\s*(?:["[\d-]|true|false|null)/.test(text) ? 'possible' : 'none';
}

/** One object on one line can be either of the two JSON formats. */
function firstLineIsObject(text: string): boolean {
  const [line = ''] = text.split(/\r?\n/, 1);
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

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
