import { messageOf, userError } from '../../../core/errors.ts';
import { readAvroSchema } from './avro-schema.ts';
import { readCreateTable } from './create-table.ts';
import { glueTables, readGlueTable } from './glue-table.ts';
import { readJsonSchema } from './json-schema.ts';
import { isObject, type JsonObject } from './json-value.ts';
import type { SchemaReading, TableSchema } from './schema-column.ts';

/** Tells by the text which kind of schema it is, and reads it. */
export function readSchema(text: string, reading: SchemaReading): TableSchema {
  if (!/^\s*[{[]/.test(text)) {
    if (/\bcreate\b[^;]*\btable\b/i.test(text)) return readCreateTable(text, reading);
    throw unknownKind(text.trim() === '' ? 'an empty text' : text.trim().slice(0, 60));
  }
  const root = parseJson(text);
  if (!isObject(root)) throw unknownKind('a JSON array');
  if (glueTables(root).length > 0) return readGlueTable(root, reading);
  if (root['type'] === 'record' && Array.isArray(root['fields'])) return readAvroSchema(root, reading);
  if (isJsonSchema(root)) return readJsonSchema(root, reading);
  throw unknownKind(`JSON with ${Object.keys(root).slice(0, 8).join(', ') || 'nothing in it'}`);
}

function isJsonSchema(root: JsonObject): boolean {
  return ['$schema', 'properties', 'items', '$ref', 'allOf', 'anyOf', 'oneOf', '$defs', 'definitions'].some(
    (key) => key in root,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const [, position] = /position (\d+)/.exec(messageOf(error)) ?? [];
    const offset = Math.min(Number(position ?? text.length), text.length);
    const before = text.slice(0, offset).split('\n');
    const start = { line: before.length, column: (before.at(-1) ?? '').length + 1, offset };
    throw userError(
      {
        code: 'SCHEMA_SYNTAX',
        message: `not JSON: ${messageOf(error).split('\n')[0] ?? ''}`,
        range: { start, end: start },
      },
      { cause: error },
    );
  }
}

function unknownKind(found: string): Error {
  return userError({
    code: 'SCHEMA_UNKNOWN',
    message: 'no schema of a kind that is known',
    found,
    expected: 'a JSON Schema of an object, an Avro record, CREATE TABLE in SQL, or what aws glue get-table prints',
  });
}
