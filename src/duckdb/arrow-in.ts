import {
  DuckDBArrayType,
  DuckDBDataChunk,
  DuckDBListType,
  DuckDBMapType,
  DuckDBStructType,
  type DuckDBAppender,
  type DuckDBConnection,
  type DuckDBType,
} from '@duckdb/node-api';
import { DataType, type Field, type RecordBatch, type Schema, type Table } from 'apache-arrow';
import { userError, type UserError } from '../core/errors.ts';
import { bytesWriter } from './arrow-bytes-writer.ts';
import { fixedWriter } from './arrow-fixed-writer.ts';
import { arrayWriter, dictionaryWriter, listWriter, structWriter } from './arrow-nested-writer.ts';
import { checkArrowColumn } from './check-arrow-data.ts';
import { columnsOfSchema, typeOfField } from './arrow-types.ts';
import type { ColumnWriter } from './arrow-writer.ts';
import { CHUNK_ROWS, columnVector } from './raw-vector.ts';
import type { ArrowBatches } from './session.ts';
import { id, join, raw, sql } from './sql.ts';

/**
 * Makes table `name` with the columns of the schema (see {@link columnsOfSchema}) and the rows of the batches, which
 * are read one at a time. Leaves no table behind when it throws: a `UserError` for a type (`ARROW_TYPE_UNSUPPORTED`)
 * or a value (`ARROW_VALUE_OUT_OF_RANGE`) that DuckDB cannot hold exactly, for a batch that is not of the schema
 * (`ARROW_SCHEMA_MISMATCH`), for buffers that are damaged (`ARROW_DATA_DAMAGED`), and for column names that no table can have (`ARROW_BAD_COLUMNS`).
 */
export async function createTableFromArrow(
  connection: DuckDBConnection,
  name: string,
  data: Table | ArrowBatches,
): Promise<void> {
  const { schema } = data;
  checkNames(schema);
  const columns = columnsOfSchema(schema).map((column) => sql`${id(column.name)} ${raw(column.type)}`);
  await connection.run(sql`create table ${id(name)} (${join(columns)})`.text);
  try {
    await appendBatches(connection, name, schema, data.batches);
  } catch (error) {
    await connection.run(sql`drop table ${id(name)}`.text);
    throw error;
  }
}

/** DuckDB tells column names apart whatever their case, and wants at least one, none of them empty. */
function checkNames({ fields }: Schema): void {
  if (fields.length === 0) throw badColumns('Arrow data without columns cannot become a table', {});
  const seen = new Map<string, string>();
  for (const { name } of fields) {
    const before = seen.get(name.toLowerCase());
    if (name === '') throw badColumns('a column has no name', { column: name });
    if (before !== undefined) {
      throw badColumns(`two columns have one name: ${JSON.stringify(before)} and ${JSON.stringify(name)}`, {
        column: name,
      });
    }
    seen.set(name.toLowerCase(), name);
  }
}

function badColumns(message: string, where: { column?: string }): UserError {
  return userError({
    code: 'ARROW_BAD_COLUMNS',
    message,
    ...where,
    hint: 'Rename the columns where the data is made.',
  });
}

async function appendBatches(
  connection: DuckDBConnection,
  name: string,
  schema: Schema,
  batches: ArrowBatches['batches'],
): Promise<void> {
  const types = schema.fields.map((field) => typeOfField(field, field.name));
  const writers = schema.fields.map((field, index) =>
    columnWriter(field, types[index] ?? typeOfField(field, field.name), field.name),
  );
  const appender = await connection.createAppender(name);
  try {
    const chunk = DuckDBDataChunk.create(types);
    for await (const batch of batches) {
      checkSchema(batch, schema);
      appendBatch(appender, chunk, writers, batch);
    }
  } finally {
    appender.closeSync();
  }
}

function checkSchema(batch: RecordBatch, schema: Schema): void {
  const found = shapeOf(batch.schema);
  const expected = shapeOf(schema);
  if (found === expected) return;
  throw userError({
    code: 'ARROW_SCHEMA_MISMATCH',
    message: 'an Arrow batch does not have the columns of its schema',
    found,
    expected,
  });
}

function shapeOf(schema: Schema): string {
  return schema.fields.map(({ name, type }) => `${name}: ${String(type)}`).join(', ');
}

function appendBatch(
  appender: DuckDBAppender,
  chunk: DuckDBDataChunk,
  writers: readonly ColumnWriter[],
  batch: RecordBatch,
): void {
  for (const [index, { name }] of batch.schema.fields.entries()) {
    checkArrowColumn(batch.data.children[index], { column: name, rows: batch.numRows });
  }
  for (let start = 0; start < batch.numRows; start += CHUNK_ROWS) {
    const count = Math.min(CHUNK_ROWS, batch.numRows - start);
    chunk.reset();
    chunk.rowCount = count;
    for (const [column, write] of writers.entries()) {
      const data = batch.data.children[column];
      if (data) write(columnVector(chunk, column), data, start, count);
    }
    appender.appendDataChunk(chunk);
  }
}

function columnWriter(field: Field, target: DuckDBType, column: string): ColumnWriter {
  const { type } = field;
  const plain = fixedWriter(type, target, column) ?? bytesWriter(type, target, column);
  if (plain) return plain;
  if (DataType.isDictionary(type)) {
    const values = fixedWriter(type.dictionary, target, column);
    if (values) return dictionaryWriter(type.dictionary, values);
  }
  if (target instanceof DuckDBListType) return listWriter(childWriter(type, 0, target.valueType, column));
  if (target instanceof DuckDBArrayType) {
    return arrayWriter(target.length, childWriter(type, 0, target.valueType, column));
  }
  if (target instanceof DuckDBStructType) {
    return structWriter(target.entryTypes.map((entry, index) => childWriter(type, index, entry, column)));
  }
  if (target instanceof DuckDBMapType) {
    const entries = type.children[0]?.type;
    const both = [target.keyType, target.valueType];
    if (entries)
      return listWriter(structWriter(both.map((entry, index) => childWriter(entries, index, entry, column))));
  }
  throw new TypeError(`no writer for ${String(type)} as ${String(target)}`);
}

function childWriter(type: DataType, index: number, target: DuckDBType, column: string): ColumnWriter {
  const child: Field | undefined = type.children[index];
  if (!child) throw new TypeError(`${String(type)} has no child ${index}`);
  return columnWriter(child, target, column);
}
