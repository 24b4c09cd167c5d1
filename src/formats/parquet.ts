import { userError } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import { DuckDBError } from '../duckdb/duckdb-error.ts';
import type { Session } from '../duckdb/session.ts';
import { id, join, sql, type Sql } from '../duckdb/sql.ts';
import { conform } from './conform.ts';
import type { Part } from './part.ts';
import { readEnds } from './file-ends.ts';
import type { Confidence, Format, ReadRequest, ReadResult, SourceFile } from './format.ts';
import { fileEmpty } from './text-bytes.ts';
import { typedPart } from './typed-part.ts';
import { writeAtomically } from './write-atomically.ts';

/** Apache Parquet. Written with snappy. */
export const parquet: Format = { name: 'parquet', extensions: ['parquet'], detect, read, write };

/** The magic bytes are at both ends; a file that has lost the end is still no other format. */
function detect(head: Uint8Array): Confidence {
  return startsWith(head, 'PAR1') ? 'certain' : 'none';
}

/** Whether the end of a Parquet file is there. */
export function hasParquetEnd(tail: Uint8Array): boolean {
  return startsWith(tail.subarray(-4), 'PAR1') && tail.length >= 12;
}

async function read(session: Session, request: ReadRequest): Promise<ReadResult> {
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
  const cutOff = ends && startsWith(ends.head, 'PAR1') && !hasParquetEnd(ends.tail);
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
async function write(session: Session, query: Sql, path: string): Promise<void> {
  const columns = await session.columns(sql`(${query})`);
  const values = columns.map(({ name, type }) =>
    /^U?HUGEINT$/.test(type) ? sql`cast(${id(name)} as decimal(38, 0)) as ${id(name)}` : id(name),
  );
  await writeAtomically(session, path, (target) =>
    session.run(sql`copy (select ${join(values)} from (${query})) to ${target} (format parquet, compression snappy)`),
  );
}

function startsWith(bytes: Uint8Array, magic: string): boolean {
  return Buffer.from(bytes.subarray(0, magic.length)).toString('latin1') === magic;
}
