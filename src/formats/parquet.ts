import { userError } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import { DuckDBError } from '../duckdb/duckdb-error.ts';
import type { Column, Session } from '../duckdb/session.ts';
import { id, join, raw, sql, type Sql } from '../duckdb/sql.ts';
import { conform } from './conform.ts';
import { copyRows, type CopyPlan } from './copy-rows.ts';
import { hasParquetEnd, hasParquetHead, parquetKind } from './kinds/parquet.ts';
import type { Part } from './part.ts';
import { readEnds } from './file-ends.ts';
import { uniqueNames } from './column-names.ts';
import {
  BAD_ROW_COLUMNS,
  type Format,
  type ReadRequest,
  type ReadResult,
  type SourceFile,
  type WriteOptions,
} from './format.ts';
import { fileEmpty } from './text-bytes.ts';
import { typedPart } from './typed-part.ts';

const plan: CopyPlan = {
  extension: 'parquet',
  compressions: ['snappy', 'zstd', 'gzip', 'none'],
  options: sql`format parquet`,
  value: ({ name, type }) =>
    /^U?HUGEINT$/.test(type) ? sql`cast(${id(name)} as decimal(38, 0)) as ${id(name)}` : id(name),
};

/** Apache Parquet. Written with snappy unless told otherwise. */
export const parquet: Format = { ...parquetKind, compressions: plan.compressions, read, write };

async function read(session: Session, request: ReadRequest): Promise<ReadResult> {
  const view = request.lazy === true && !request.columns ? await readAsView(session, request) : undefined;
  if (view) return view;
  const findings: Finding[] = [];
  const parts: Part[] = [];
  for (const file of request.files) {
    const from = sql`read_parquet(${file.path}, hive_partitioning = false)`;
    const columns = await readable(file, () => session.columns(from));
    const typed = typedPart(file.object, from, columns);
    parts.push(typed.part);
    findings.push(...typed.findings);
  }
  const only = request.files.length === 1 ? request.files[0] : undefined;
  const result = await readable(only, () => conform(session, parts, request));
  return { ...result, findings: [...findings, ...result.findings] };
}

/** A view over the files, where all have the same columns, and no two of one name. */
async function readAsView(session: Session, { files, into, found }: ReadRequest): Promise<ReadResult | undefined> {
  const schemas: (readonly Column[])[] = [];
  for (const file of files) {
    const from = sql`read_parquet(${file.path}, hive_partitioning = false)`;
    schemas.push(await readable(file, () => session.columns(from)));
  }
  const [columns = []] = schemas;
  const { findings } = uniqueNames(
    columns.map(({ name }) => name),
    files[0]?.object ?? '',
  );
  const wanted = JSON.stringify(found ?? columns);
  const alike = schemas.every((schema) => JSON.stringify(schema) === wanted);
  if (!alike || findings.length > 0) return undefined;
  const names = columns.map(({ name }) => id(name));
  const selects = files.map(
    ({ path, object }) => sql`select ${join(names)}, ${object} as _source_object, file_row_number + 1 as _source_row
      from read_parquet(${path}, hive_partitioning = false, file_row_number = true)`,
  );
  await session.run(sql`create or replace view ${id(into)} as ${join(selects, ' union all ')}`);
  const nothing = BAD_ROW_COLUMNS.map(({ name, type }) => sql`cast(null as ${raw(type)}) as ${id(name)}`);
  const evidence = columns.map(({ name, type }) => ({ name, types: [type] }));
  return { relation: id(into), columns, badRows: sql`(select ${join(nothing)} where false)`, findings, evidence };
}

async function readable<T>(file: SourceFile | undefined, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof DuckDBError)) throw error;
    throw await parquetError(file, error);
  }
}

async function parquetError(file: SourceFile | undefined, error: DuckDBError): Promise<Error> {
  const ends = file ? await readEnds(file.path) : undefined;
  if (file && ends?.size === 0) return fileEmpty(file);
  const cutOff = ends && hasParquetHead(ends.head) && !hasParquetEnd(ends.tail);
  return userError(
    {
      code: 'PARQUET_UNREADABLE',
      message: cutOff ? 'the Parquet file is cut off: its end is missing' : `no readable Parquet: ${error.reason}`,
      ...(file ? { file: file.object } : {}),
      hint: 'Fetch or write the file again.',
    },
    { cause: error },
  );
}

/** Parquet has no HUGEINT, and DuckDB would write it as DOUBLE: it becomes the longest decimal. */
async function write(session: Session, query: Sql, path: string, options?: WriteOptions): Promise<void> {
  await copyRows(session, query, { path, plan, ...(options && { options }) });
}
